"""The shape of `policies/law/authorities.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import (
    Basis,
    Code,
    Day,
    Id,
    Language,
    Meta,
    Row,
    RowError,
    Site,
    Strict,
    Text,
    Words,
    refuse_twins,
    refuse_unknown,
)
from policycheck.speech import _

Telephone = Annotated[str, Field(pattern=r"^\+[0-9 ]+$")]
Bounds = Annotated[list[Day | None], Field(min_length=2, max_length=2)]


class Supervisor(Row):
    """An authority and how it is reached."""

    country: Code
    names: Words
    official: Words | None = None
    task: Text | None = None
    site: Site
    sites: dict[Language, Site] | None = None
    visiting: Words | None = None
    postal: Words | None = None
    email: Text | None = None
    phones: dict[Text, Telephone] | None = None
    address_basis: Basis | None = None
    address_seen: Day | None = None
    public_bodies_of: Code | None = None


class Superseded(Row):
    """A contact that an authority had, and the words that show it."""

    country: Code
    authority: Id
    what: Text
    name: Text | None = None
    visiting: Text | None = None
    postal: Text | None = None
    telltales: list[Text]
    changed_between: Bounds | None

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        first, last = self.changed_between or (None, self.valid_until)
        if not last or (self.changed_between and self.valid_until) or (first or "") > last:
            raise RowError(_("needs valid_until or, when the day is not known, changed_between"))
        return self


class AuthoritiesTable(Strict):
    """Superseded contacts are those of an authority in the table."""

    meta: Meta
    authorities: list[Supervisor]
    other_supervisors: list[Supervisor]
    superseded: list[Superseded]

    @model_validator(mode="after")
    def _names_its_own(self) -> Self:
        supervisors = [row.id for row in (*self.authorities, *self.other_supervisors)]
        refuse_twins([*supervisors, *(row.id for row in self.superseded)])
        refuse_unknown((row.authority for row in self.superseded), supervisors)
        return self
