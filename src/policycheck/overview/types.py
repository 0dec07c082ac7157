"""What an officer wants to know of a repo on a day, in finished words of one language: writers look nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policycheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from policycheck.evidence.types import Evidence
    from policycheck.facts.occasions import Occasion
    from policycheck.finding import Finding, LedgerEntry, Outcome, Report, Spot


class Counts(NamedTuple):
    """How many findings of each severity."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0

    @classmethod
    def of(cls, severities: Iterable[Severity]) -> Counts:
        """Count severities."""
        found = list(severities)
        return cls(*(found.count(severity) for severity in Severity))

    def joined(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


class State(StrEnum):
    """How a theme of a register stands. None of these says that the law is complied with."""

    GAPS = "gaps"
    TOLD_ELSEWHERE = "told elsewhere"
    """A gap is told by a finding that belongs to another theme."""
    OPEN = "open"
    WAIVED = "waived"
    NO_GAPS = "no gaps found"
    DOES_NOT_APPLY = "does not apply"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class ThemeState:
    """One theme of a register: what was found, what cannot be told, and how many rules are met."""

    code: str
    name: str
    state: State
    counts: Counts
    open: int
    waived: int
    rules: int
    """So many different rules are met somewhere in the theme."""


class Role(NamedTuple):
    """Who answers for something: a function in an organisation, never a person."""

    key: str
    title: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class RegisterState:
    """A register, or a processor's record, with its themes in their order."""

    kind: str
    id: str
    name: str
    files: tuple[str, ...]
    role: Role | None
    themes: tuple[ThemeState, ...]

    @property
    def counts(self) -> Counts:
        """The findings of all themes."""
        total = Counts()
        for theme in self.themes:
            total = total.joined(theme.counts)
        return total

    @property
    def open(self) -> int:
        """The open points of all themes."""
        return sum(theme.open for theme in self.themes)


class DocumentState(NamedTuple):
    """A document that is no register, or one that could not be read: what it is then may not be known."""

    file: str
    kind: str
    id: str
    name: str
    counts: Counts
    open: int
    read: bool


class Task(NamedTuple):
    """A finding to be mended."""

    finding: Finding
    subject: str
    """The register, processor's record or document it belongs to."""
    theme: str
    """Its theme in the words of the reader; empty where the subject has none."""
    registers: int
    """In so many registers or documents its rule finds something."""
    remedy: str
    """The first line of the fix."""


class Duty(NamedTuple):
    """What one role is to mend, the gravest first; None when nobody is named."""

    role: Role | None
    tasks: tuple[Task, ...]

    @property
    def counts(self) -> Counts:
        """Its findings."""
        return Counts.of(task.finding.severity for task in self.tasks)


class OpenPoint(NamedTuple):
    """Something that cannot be told: what is missing, who finds out, until when."""

    missing: str
    subject: str
    theme: str
    spot: Spot
    rules: tuple[str, ...]
    """The rules that wait for it, by id."""
    role: Role | None
    until: date | None
    overdue: bool


class Upcoming(NamedTuple):
    """Something that falls due within the horizon."""

    day: date
    occasion: Occasion
    subject: str
    about: str
    role: Role | None
    spot: Spot
    overdue: bool


class LedgerLine(NamedTuple):
    """A waiver with the role that answers for it, and the one that approved it."""

    entry: LedgerEntry
    owner: Role | None
    approver: Role | None


class PackCount(NamedTuple):
    """What the rules of a pack came to."""

    pack: str
    title: str
    rules: int
    outcomes: Mapping[Outcome, int]
    findings: int
    waived: int


class LawTable(NamedTuple):
    """A table of the law, the day on which it was last held against its sources, and whether that is too long ago."""

    name: str
    checked: date
    stale: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A repo on a day."""

    report: Report
    organisations: tuple[str, ...]
    registers: tuple[RegisterState, ...]
    documents: tuple[DocumentState, ...]
    """Those of which something is to be said."""
    duties: tuple[Duty, ...]
    open_points: tuple[OpenPoint, ...]
    upcoming: tuple[Upcoming, ...]
    horizon: date
    ledger: tuple[LedgerLine, ...]
    packs: tuple[PackCount, ...]
    tables: tuple[LawTable, ...]
    evidence: Evidence
    """What all of it rests on."""
