"""The shape of `policies/law/adequacy.yaml`."""

from typing import Literal, Self

from pydantic import Field, model_validator

from policycheck.law.adequacy import ScopeTest
from policycheck.law.tables.row import (
    Celex,
    Code,
    Confidence,
    Day,
    Id,
    Meta,
    OfficialJournal,
    Row,
    RowError,
    Source,
    Span,
    Strict,
    Text,
    refuse_overlap,
    refuse_twins,
)
from policycheck.speech import _


class Sunset(Span):
    """The end that an act gave to a decision."""

    set_by: Text
    oj: OfficialJournal | None = None
    celex: Celex | None = None


class Exclusion(Span):
    """What a decision left out for a while."""

    excluded: Text
    source: Source
    confidence: Confidence


class Event(Strict):
    """Something that bears on the life of a decision."""

    date: Day
    event: Text
    confidence: Confidence


class LimitedDecision(Row):
    """A decision for one recipient authority, or for law enforcement."""

    territory: Code
    scope: Text
    oj: OfficialJournal
    ended_on: Day | None = None
    ended_by: Text | None = None


class Decision(LimitedDecision):
    """A general adequacy decision."""

    name: Text
    short: Id | None = None
    kind: Literal["international_organisation"] | None = None
    celex: Celex
    scope_test: ScopeTest
    scope_note: Text | None = None
    recipient_list: Text | None = None
    recipient_law: Text | None = None
    evidence: list[Text] = Field(default_factory=list)
    first_certifications: Day | None = None
    annulled: bool = False
    sunsets: list[Sunset] = Field(default_factory=list)
    exclusions: list[Exclusion] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    in_force_seen: Day | None = None
    review: Text | None = None

    @model_validator(mode="after")
    def _names_what_to_test(self) -> Self:
        listed = self.scope_test == "recipient_on_list"
        subject = self.scope_test == "recipient_subject_to_law"
        if listed != bool(self.recipient_list) or subject != bool(self.recipient_law):
            raise RowError(_("{test} does not go with the list or law that is named", test=self.scope_test))
        return self

    @model_validator(mode="after")
    def _steps_follow_each_other(self) -> Self:
        refuse_overlap(self.sunsets)
        refuse_overlap(self.exclusions)
        if self.sunsets and self.sunsets[-1].valid_until != self.valid_until:
            raise RowError(_("the last sunset is not {day}", day=self.valid_until))
        return self


class WithoutDecision(Row):
    """Territories that no decision covers."""

    territories: list[Code]


class AdequacyTable(Strict):
    """A territory has one general decision at a time."""

    meta: Meta
    decisions: list[Decision]
    sectoral: list[LimitedDecision]
    law_enforcement: list[LimitedDecision]
    without_decision: list[WithoutDecision]

    def covered(self) -> set[str]:
        """The territories that have, or had, a general decision."""
        return {row.territory for row in self.decisions}

    @model_validator(mode="after")
    def _one_decision_a_day(self) -> Self:
        refuse_twins(row.id for row in (*self.decisions, *self.sectoral, *self.law_enforcement))
        for territory in self.covered():
            refuse_overlap(row for row in self.decisions if row.territory == territory)
        without = [code for row in self.without_decision for code in row.territories]
        refuse_twins([*self.covered(), *without])
        return self
