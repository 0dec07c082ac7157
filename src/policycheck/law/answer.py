"""What the law says on a day, what that rests on, and for how long it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from policycheck.law.rows import Row

T_co = TypeVar("T_co", covariant=True)


class Answer(NamedTuple, Generic[T_co]):
    """A value with the last day on which it holds as things stand; without `until` it is open."""

    value: T_co
    row: Row | None = None
    until: date | None = None
    certain: bool = True
