"""Facts that several rules ask for are worked out once for a record, and forgotten when its rules have judged it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.repo import Record

P = ParamSpec("P")
T = TypeVar("T")


def remembered(fact: Callable[Concatenate[Record, P], T]) -> Callable[Concatenate[Record, P], T]:
    """A fact that is worked out when it is first asked for; what it is asked with beside the record is hashable."""

    @wraps(fact)
    def known(record: Record, /, *more: P.args, **none: P.kwargs) -> T:
        key = (fact, *more)
        if key not in record.known:
            record.known[key] = fact(record, *more, **none)
        found: T = record.known[key]
        return found

    return known
