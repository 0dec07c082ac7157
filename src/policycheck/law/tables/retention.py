"""The shape of `policies/law/retention.yaml`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policycheck.law.retention import Duty
from policycheck.law.tables.acts import Provision
from policycheck.law.tables.national import NationalMeta
from policycheck.law.tables.row import (
    Country,
    Id,
    Length,
    Row,
    RowError,
    Strict,
    Text,
    code,
    refuse_overlap,
    refuse_twins,
    refuse_unknown,
)
from policycheck.period import Period
from policycheck.speech import _


class PeriodRow(Row):
    """How long a kind of record is kept, or at latest erased, in a country."""

    country: Country
    duty: Duty
    binds: Literal["member_states"] | None = None
    records: Annotated[list[Annotated[Id, code("records")]], Field(min_length=1)]
    period: Length | None
    at_most: Length | None = None
    from_: Annotated[list[Annotated[Id, code("events")]], Field(alias="from", min_length=1)]
    starts: Text
    covers: Text
    provisions: list[Provision] = Field(default_factory=list)
    review_every: Length | None = None
    earlier_when: Text | None = None
    exceptions: list[Text] = Field(default_factory=list)
    then: Text | None = None
    successor: Id | None = None

    @model_validator(mode="after")
    def _limit_is_longer(self) -> Self:
        if self.at_most and not (self.period and Period.parse(self.at_most).longer_than(Period.parse(self.period))):
            words = _(
                "'{limit}' at most is not longer than the period, {period}", limit=self.at_most, period=self.period
            )
            raise RowError(words, word=self.at_most)
        return self


class RetentionTable(Strict):
    """A country has one duty of a sort for a kind of record on a day."""

    meta: NationalMeta
    periods: list[PeriodRow]

    @model_validator(mode="after")
    def _one_duty_a_day(self) -> Self:
        ids = [row.id for row in self.periods]
        refuse_twins(ids)
        refuse_unknown((row.successor for row in self.periods if row.successor), ids)
        groups: dict[tuple[str, str, str], list[PeriodRow]] = {}
        for row in self.periods:
            for record in row.records:
                groups.setdefault((row.country, row.duty, record), []).append(row)
        for rows in groups.values():
            refuse_overlap(rows)
        return self
