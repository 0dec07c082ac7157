"""What one assertion comes to, and what several come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.finding import Outcome

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


_WORST_FIRST = (NOT_MET, CANNOT_TELL, MET, DOES_NOT_APPLY)
_MET_LAST = (NOT_MET, CANNOT_TELL, DOES_NOT_APPLY, MET)
_BEST_FIRST = (MET, CANNOT_TELL, DOES_NOT_APPLY, NOT_MET)


def every(verdicts: Iterable[Verdict], path: Path) -> Verdict:
    """The gravest of some verdicts; none at all is one that does not apply."""
    return _first(verdicts, _WORST_FIRST, path)


def all_met(verdicts: Iterable[Verdict], path: Path) -> Verdict:
    """Of the parts of a condition: met only when each is, for one that does not apply sets no condition going."""
    return _first(verdicts, _MET_LAST, path)


def some(verdicts: Iterable[Verdict], path: Path) -> Verdict:
    """The mildest of some verdicts; none at all is not met."""
    found = list(verdicts)
    return _first(found, _BEST_FIRST, path) if found else Verdict(NOT_MET, path)


def _first(verdicts: Iterable[Verdict], order: tuple[Outcome, ...], path: Path) -> Verdict:
    """The first verdict of the foremost outcome; the foremost of all ends the search."""
    best, rank = Verdict(DOES_NOT_APPLY, path), len(order)
    for verdict in verdicts:
        found = order.index(verdict.outcome)
        if found < rank:
            best, rank = verdict, found
            if not rank:
                break
    return best


_OPPOSITE = {MET: NOT_MET, NOT_MET: MET}


def opposite(verdict: Verdict) -> Verdict:
    """Met for not met and the other way round."""
    return Verdict(_OPPOSITE.get(verdict.outcome, verdict.outcome), verdict.path, verdict.value)
