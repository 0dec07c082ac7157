"""The shape of `policies/law/statutes.yaml`."""

from typing import Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import Code, Day, Meta, Number, Row, Strict, Text, Words, refuse_overlap, refuse_twins


class StatuteRow(Row):
    """An act, and the days on which it was in force."""

    number: Number
    country: Code
    titles: Words
    former_titles: Words | None = None
    former_titles_until: Day | None = None
    displaced_from: Day | None = None
    replaced_by: Number | None = None
    amended_by: list[Number] = Field(default_factory=list)
    valid_from: Day


class Bill(Row):
    """What may become law, and how far it had come when it was last seen."""

    act: Text
    would_change: Text
    status: Text
    seen: Day


class StatutesTable(Strict):
    """A number is one act on a day."""

    meta: Meta
    statutes: list[StatuteRow]
    pending: list[Bill]

    @model_validator(mode="after")
    def _one_act_a_day(self) -> Self:
        rows: tuple[Row, ...] = (*self.statutes, *self.pending)
        refuse_twins(row.id for row in rows)
        for number in {row.number for row in self.statutes}:
            refuse_overlap(row for row in self.statutes if row.number == number)
        return self
