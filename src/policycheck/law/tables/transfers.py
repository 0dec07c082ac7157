"""The shape of `policies/law/transfers.yaml`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import (
    Article,
    Celex,
    Confidence,
    Day,
    Id,
    Meta,
    Number,
    OfficialJournal,
    Row,
    RowError,
    Strict,
    Text,
    refuse_overlap,
    refuse_twins,
    refuse_unknown,
)
from policycheck.law.transfers import Roles
from policycheck.speech import _

SafeguardKey = Literal[
    "decision",
    "clauses",
    "module",
    "signed",
    "impact_assessment",
    "supplementary",
    "case",
    "document",
    "told_authority",
    "told_data_subjects",
]


class Paper(Row):
    """Something that must be on file."""

    states: list[SafeguardKey]
    when: Text | None = None


class Ground(Row):
    """What a transfer can, or cannot, rest on."""

    name: Text
    not_a_tool: bool = False
    on_file: list[Id] = Field(default_factory=list)


class ToolRow(Ground):
    """A provision of Chapter V, or of the Directive before it."""

    article: Article | None = None
    directive_article: Article | None = None
    continued_as: list[Article] = Field(default_factory=list)
    short: list[Id] = Field(default_factory=list)
    authorised: bool = False
    public_bodies_only: bool = False
    occasional_only: bool = False
    not_for_authorities: bool = False

    @model_validator(mode="after")
    def _belongs_to_one_regime(self) -> Self:
        if bool(self.article) == bool(self.directive_article) or bool(self.directive_article) != bool(
            self.continued_as
        ):
            raise RowError(_("needs an article, or a directive_article with what it is continued_as"))
        return self

    def names(self) -> list[str]:
        """Everything the row is found by."""
        return [self.id, *([self.article] if self.article else self.continued_as), *self.short]


class Module(Strict):
    """A module of the clauses of 2021."""

    module: int
    role: Roles
    name: Text
    processor_contract: bool = False
    spares: list[Id] = Field(default_factory=list)
    note: Text | None = None


class Part(Strict):
    """What must be filled in, in which modules."""

    part: Text
    modules: list[int]


class ClausesRow(Ground):
    """A set of standard clauses; `signed_until` is the last day on which it could be agreed."""

    number: Number
    roles: list[Roles]
    modules: list[Module] = Field(default_factory=list)
    parts: list[Part] = Field(default_factory=list)
    valid_from: Day
    signed_until: Day | None
    ended_between: Annotated[list[Day], Field(min_length=2, max_length=2)] | None = None
    end_confidence: Confidence | None = None
    oj: OfficialJournal
    celex: Celex

    @model_validator(mode="after")
    def _ends_once_and_after_signing(self) -> Self:
        first, last = self.ended_between or (self.valid_until, self.valid_until)
        if self.ended_between and (self.valid_until or (first or "") > (last or "")):
            raise RowError(_("needs valid_until or, when the day is not settled, ended_between"))
        if last and not (self.valid_from <= (self.signed_until or "") <= last):
            words = _(
                "could be agreed until {day}, which is not before its end on {last}", day=self.signed_until, last=last
            )
            raise RowError(words)
        return self


class Duty(Row):
    """What is owed whatever the tool."""

    duty: Text


class TransfersTable(Strict):
    """A name is one tool on a day, and papers are those of the table."""

    meta: Meta
    tools: list[ToolRow]
    clauses: list[ClausesRow]
    papers: list[Paper]
    duties: list[Duty]

    @model_validator(mode="after")
    def _one_tool_a_day(self) -> Self:
        rows: tuple[Row, ...] = (*self.tools, *self.clauses, *self.papers, *self.duties)
        refuse_twins(row.id for row in rows)
        refuse_twins(row.number for row in self.clauses)
        for name in {name for row in self.tools for name in row.names()}:
            refuse_overlap(row for row in self.tools if name in row.names())
        on_file = (paper for row in (*self.tools, *self.clauses) for paper in row.on_file)
        refuse_unknown(on_file, {row.id for row in self.papers})
        return self
