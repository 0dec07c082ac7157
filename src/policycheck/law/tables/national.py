"""The shape of `policies/law/national.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.national import Topic
from policycheck.law.tables.acts import Provision
from policycheck.law.tables.row import Country, Day, Id, Meta, Row, RowError, Strict, Text, code, refuse_twins
from policycheck.speech import _


class NationalMeta(Meta):
    """Also the day before which nobody looked."""

    reaches_back_to: Day


class NationalRow(Row):
    """A rule of national law beside the Regulation."""

    country: Country
    topic: Topic
    provisions: list[Provision] = Field(default_factory=list)
    rule: Text
    allowed_if: list[Text] = Field(default_factory=list)
    forbidden: list[Text] = Field(default_factory=list)
    applies_to: list[Text] = Field(default_factory=list)
    supervisor: Text | None = None
    rights: list[Annotated[Id, code("rights")]] = Field(default_factory=list)
    purposes: list[Annotated[Id, code("purposes")]] = Field(default_factory=list)
    may_have_changed_from: Day | None = None

    @model_validator(mode="after")
    def _says_what_it_limits(self) -> Self:
        if (self.topic == "limits-of-rights") != bool(self.rights):
            hint = _("rows on 'limits-of-rights' name the rights, and no others do")
            raise RowError(_("'{name}' does not say which rights it limits", name=self.id), hint, word=self.id)
        return self


class NationalTable(Strict):
    """A row has a name of its own."""

    meta: NationalMeta
    national: list[NationalRow]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        refuse_twins(row.id for row in self.national)
        return self
