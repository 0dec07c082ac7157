"""The shape of `policies/law/national.yaml`."""

from typing import Self

from pydantic import Field, model_validator

from policycheck.law.national import Topic
from policycheck.law.tables.acts import Provision
from policycheck.law.tables.row import Country, Day, Meta, Row, Strict, Text, refuse_twins


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
    may_have_changed_from: Day | None = None


class NationalTable(Strict):
    """A row has a name of its own."""

    meta: NationalMeta
    national: list[NationalRow]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        refuse_twins(row.id for row in self.national)
        return self
