"""What one assertion comes to, and what several come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.finding import Outcome
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.place import Path

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
DOES_NOT_APPLY, CANNOT_TELL = Outcome.DOES_NOT_APPLY, Outcome.CANNOT_TELL


class Verdict(NamedTuple):
    """An outcome, the path it was found at, and what stood there."""

    outcome: Outcome
    path: Path
    value: object = None


WORST_FIRST = (NOT_MET, CANNOT_TELL, MET, DOES_NOT_APPLY)
"""Of several requirements: the gravest counts."""
MET_LAST = (NOT_MET, CANNOT_TELL, DOES_NOT_APPLY, MET)
"""Of the parts of a condition: met only when each is, for one that does not apply sets no condition going."""
BEST_FIRST = (MET, CANNOT_TELL, DOES_NOT_APPLY, NOT_MET)
"""Of several ways to meet a requirement: the mildest counts."""


def every(verdicts: Iterable[Verdict], path: Path) -> Verdict:
    """The gravest of some verdicts; none at all is one that does not apply."""
    return foremost(verdicts, WORST_FIRST, path)


def some(verdicts: Iterable[Verdict], path: Path) -> Verdict:
    """The mildest of some verdicts; none at all is not met."""
    found = list(verdicts)
    return foremost(found, BEST_FIRST, path) if found else Verdict(NOT_MET, path)


def foremost(verdicts: Iterable[Verdict], order: tuple[Outcome, ...], path: Path) -> Verdict:
    """The first verdict of the foremost outcome; the foremost of all ends the search."""
    best, rank = Verdict(DOES_NOT_APPLY, path), len(order)
    for verdict in verdicts:
        found = order.index(verdict.outcome)
        if found < rank:
            best, rank = verdict, found
            if not rank:
                break
    return best


def foremost_outcome(outcomes: Iterable[Outcome | None], order: tuple[Outcome, ...]) -> Outcome | None:
    """The outcome that `foremost` would come to; None when one of those that count is not known."""
    first = order[0]
    found: list[Outcome | None] = []
    for outcome in outcomes:
        if outcome is first:
            return first
        found.append(outcome)
    if None in found:
        return None
    return next((outcome for outcome in order if outcome in found), DOES_NOT_APPLY)


OPPOSITE = {MET: NOT_MET, NOT_MET: MET}


def opposite(verdict: Verdict) -> Verdict:
    """Met for not met and the other way round."""
    return Verdict(OPPOSITE.get(verdict.outcome, verdict.outcome), verdict.path, verdict.value)


def as_code(verdict: Verdict, vocabulary: str | None) -> Verdict:
    """A code that does not meet a condition, to be shown by its label."""
    if vocabulary is None or verdict.outcome is not NOT_MET or not isinstance(verdict.value, str):
        return verdict
    return Verdict(verdict.outcome, verdict.path, Term(vocabulary, verdict.value))
