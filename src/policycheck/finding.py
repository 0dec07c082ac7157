"""What the engine thinks: judgements without words, findings in words, and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from policycheck.chain import Chain, Fact
    from policycheck.document import Span
    from policycheck.period import Period
    from policycheck.vocabulary import Term


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)

    def reaches(self, threshold: Severity) -> bool:
        """Whether it is at least as grave as `threshold`."""
        return self.rank <= threshold.rank


class Outcome(StrEnum):
    """What a rule comes to at one place."""

    MET = "met"
    NOT_MET = "not met"
    DOES_NOT_APPLY = "does not apply"
    CANNOT_TELL = "cannot tell"
    WAIVED = "waived"


class Consulted(NamedTuple):
    """A row of the law that a judgement rests on, or that there is none about what was asked."""

    table: str
    row: str
    about: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (f"law/{self.table}:", self.row, self.about)))


Ground = Place | Consulted
"""What a judgement rests on: what is stated at a place, or a row of the law."""


class Judgement(NamedTuple):
    """What one rule comes to at one place, without words.

    `values` fill the placeholders of the card's words: text, a `Term`, a day, a period, or a list of them. `because` is
    the chain of places and law rows it rests on, in order; `related` are other places that belong to it.
    """

    place: Place
    outcome: Outcome
    values: Mapping[str, Any] = MappingProxyType({})
    because: tuple[Ground, ...] = ()
    related: tuple[Place, ...] = ()
    until: date | None = None


def met(place: Place, *, because: tuple[Ground, ...] = ()) -> Judgement:
    """The rule is met here."""
    return Judgement(place, Outcome.MET, because=because)


def not_met(
    place: Place,
    *related: Place,
    because: tuple[Ground, ...] = (),
    until: date | None = None,
    **values: object,
) -> Judgement:
    """The rule is not met here; `values` fill the card's words."""
    return Judgement(place, Outcome.NOT_MET, values, because, related, until)


def cannot_tell(place: Place, *missing: Place, **values: object) -> Judgement:
    """The record says too little to judge the rule here; `missing` are the places that would tell, if known."""
    return Judgement(place, Outcome.CANNOT_TELL, values, related=missing)


class PeriodFrom(NamedTuple):
    """A period that counts from an event."""

    period: Period | str
    event: Term


class Citation(NamedTuple):
    """A provision of law: the act's key, its article or section, in words with and without the act, and a link."""

    law: str
    article: str
    words: str
    link: str | None = None
    provision: str = ""


def cited_together(cites: Iterable[Citation]) -> str:
    """Provisions in words, in which each act is named once."""
    acts: dict[str, list[Citation]] = {}
    for cite in cites:
        acts.setdefault(cite.law, []).append(cite)
    return "; ".join(_of_one_act(first, more) for first, *more in acts.values())


def _of_one_act(first: Citation, more: list[Citation]) -> str:
    provisions = ", ".join(cite.provision for cite in (first, *more))
    return first.words.replace(first.provision, provisions) if more else first.words


class Spot(NamedTuple):
    """A place as a reader finds it: file, lines and columns, and the text of its line."""

    file: str
    span: Span
    place: Place | None = None
    line: str = ""


class Finding(NamedTuple):
    """A judgement that is not met, in words of the reader's language. Reporters look nothing up."""

    rule: str
    severity: Severity
    spot: Spot
    title: str
    message: str
    reason: str
    fix: str
    cites: tuple[Citation, ...] = ()
    because: tuple[str, ...] = ()
    """How one thing led to the next, in words."""
    related: tuple[Spot, ...] = ()
    steps: tuple[Fact, ...] = ()
    """Where what it says is written, from the description to the last link of a chain."""
    chain: Chain | None = None
    """What it rests on, where a run was asked for that; what the machine itself raises rests on no chain."""

    @property
    def order(self) -> tuple[Any, ...]:
        """Findings are shown in the order of files, lines and rules."""
        span = self.spot.span
        return (self.spot.file, span.line, span.column, self.rule, str(self.spot.place), self.message)


class Waived(NamedTuple):
    """A finding set aside, and by which waiver."""

    finding: Finding
    waiver: str
    reason: str
    owner: str
    until: str
    approved_by: str = ""
    comment: bool = False
    """Whether the waiver is a comment beside the place, not a document of its own."""


class WaiverState(StrEnum):
    """What has become of a waiver."""

    IN_FORCE = "in force"
    ENDING = "ends soon"
    EXPIRED = "expired"
    UNUSED = "unused"
    MISTAKEN = "mistaken"
    NOT_JUDGED = "not judged"
    """Its rule was not asked, or what it is for could not be read."""


class LedgerEntry(NamedTuple):
    """A waiver of the repo, whether it sets anything aside or not."""

    name: str
    rule: str
    place: str
    reason: str
    owner: str
    until: str
    approved_by: str
    state: WaiverState
    spot: Spot
    waived: int
    """So many findings it sets aside."""


class Known(NamedTuple):
    """A finding that was there before, and where it was known: in the baseline, or at a revision."""

    finding: Finding
    by: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    as_of: date
    documents: int
    """Those that are ours, refused ones too."""
    skipped: int
    rules: int
    outcomes: Mapping[Outcome, int]
    language: str
    judgements: tuple[tuple[str, Judgement], ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The text of each file that was read, by its name."""
    stale_tables: tuple[str, ...] = ()
    """The tables of the law that were last checked more than six months before the day of the report."""
    assumed: tuple[str, ...] = ()
    """What was assumed of the law, in the words of those who assume it."""
    known: tuple[Known, ...] = ()
    """Findings that were there before: they are shown as such, and do not fail."""
    mended: int = 0
    """How many of the findings that were there before are gone."""
    not_yet: tuple[tuple[str, date], ...] = ()
    """The acts that rules rest on and that did not apply yet, as the reader calls them, with their first day."""
    waivers: tuple[LedgerEntry, ...] = ()
    """The waivers of the repo, in the order in which they stand; none when they are left out of account."""
    refused: int = 0
    """Documents that cannot be read as meant, and so are not judged."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def blocking(self, threshold: Severity | None) -> int:
        """How many findings reach the threshold; none when there is no threshold."""
        if threshold is None:
            return 0
        return sum(finding.severity.reaches(threshold) for finding in self.findings)
