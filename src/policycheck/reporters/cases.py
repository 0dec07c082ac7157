"""What was judged, as cases of a test: one for each rule and document, those that pass too."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.finding import Finding, Known, Report, Severity, Waived


class State(Enum):
    """How a case ended."""

    PASSED = auto()
    FAILED = auto()
    WAIVED = auto()
    KNOWN = auto()
    """What was found was there before."""
    OPEN = auto()
    """The document says that something is not known yet."""


class Case(NamedTuple):
    """A rule and a document, with what was found there."""

    subject: str
    """The document, `register/customer`; for what could not be read, its file."""
    rule: str
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    known: tuple[Known, ...] = ()
    open: bool = False

    def state(self, threshold: Severity | None) -> State:
        """How it ended, when what is milder than a threshold does not fail."""
        if any(threshold is not None and finding.severity.reaches(threshold) for finding in self.findings):
            return State.FAILED
        if self.waived:
            return State.WAIVED
        if self.known:
            return State.KNOWN
        return State.OPEN if self.open and not self.findings else State.PASSED


def cases(report: Report) -> Iterator[Case]:
    """The cases of a report, by document and rule. What does not apply is none."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    waived: defaultdict[tuple[str, str], list[Waived]] = defaultdict(list)
    for finding in report.findings:
        found[_key(finding)].append(finding)
    for item in report.waived:
        waived[_key(item.finding)].append(item)
    known: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in report.known:
        known[_key(one.finding)].append(one)
    judged = _judged(report)
    for subject, rule in sorted({*found, *waived, *known, *judged}):
        key = (subject, rule)
        undecided = judged.get(key) is Outcome.CANNOT_TELL
        yield Case(subject, rule, tuple(found[key]), tuple(waived[key]), tuple(known[key]), undecided)


def _key(finding: Finding) -> tuple[str, str]:
    place = finding.spot.place
    return f"{place.kind}/{place.id}" if place else finding.spot.file, finding.rule


def _judged(report: Report) -> dict[tuple[str, str], Outcome]:
    """Whether a rule is met in a document, or cannot be judged there; what is not met is a finding."""
    judged: dict[tuple[str, str], Outcome] = {}
    for rule, judgement in report.judgements:
        key = f"{judgement.place.kind}/{judgement.place.id}", rule
        if judgement.outcome is Outcome.CANNOT_TELL or (judgement.outcome is Outcome.MET and key not in judged):
            judged[key] = judgement.outcome
    return judged
