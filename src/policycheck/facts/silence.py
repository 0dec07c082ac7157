"""What each kind of nothing means to a rule: the one table of the engine; no card and no check repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policycheck.document import Kind, Nothing
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from datetime import date

    from policycheck.repo import Record


def table(nothing: Nothing, *, asked: bool, day: date) -> Outcome:
    """What a nothing means to a rule that asks for the value, or to one that only compares it."""
    match nothing.kind:
        case Kind.NOT_KNOWN:
            return Outcome.NOT_MET if asked and _past(nothing.until, day) else Outcome.CANNOT_TELL
        case Kind.NONE:
            return Outcome.MET
        case Kind.NOT_APPLICABLE:
            return Outcome.DOES_NOT_APPLY
        case _:
            return Outcome.NOT_MET if asked else Outcome.DOES_NOT_APPLY


def _past(until: str | None, day: date) -> bool:
    return until is not None and until < day.isoformat()


def asked_at(record: Record, day: date, *path: str) -> Outcome:
    """What a rule that asks for a value comes to at a path, or above it where nothing is said of the whole."""
    value: Any = record.stated
    for depth, step in enumerate(path, 1):
        nothing = record.document.nothings.get(path[:depth])
        if nothing:
            return table(nothing, asked=True, day=day)
        if not isinstance(value, Mapping) or step not in value:
            return Outcome.NOT_MET
        value = value[step]
    return Outcome.MET


def owed_at(record: Record, day: date, *path: str) -> Outcome:
    """The same, where to say that there is none is no way out."""
    nothings = (record.document.nothings.get(path[:depth]) for depth in range(1, len(path) + 1))
    none = any(nothing and nothing.kind is Kind.NONE for nothing in nothings)
    return Outcome.NOT_MET if none else asked_at(record, day, *path)
