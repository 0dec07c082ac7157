"""The shape of `policies/law/assessments.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import Country, Meta, Row, Strict, code, refuse_overlap, refuse_twins


class CountRow(Row):
    """From how many criteria on an assessment is called for."""

    at_least: Annotated[int, Field(ge=1)]


class ListRow(Row):
    """Processing on the list of an authority (Article 35(4))."""

    country: Country
    data: list[Annotated[str, code("data")]] = Field(default_factory=list)
    purposes: list[Annotated[str, code("purposes")]] = Field(default_factory=list)
    besides: Annotated[int, Field(ge=0)]


class AssessmentsTable(Strict):
    """There is one count on a day."""

    meta: Meta
    counts: list[CountRow]
    lists: list[ListRow]

    @model_validator(mode="after")
    def _one_count_a_day(self) -> Self:
        refuse_twins(row.id for row in (*self.counts, *self.lists))
        refuse_overlap(self.counts)
        return self
