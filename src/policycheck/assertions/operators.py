"""The operators of `field:`: tests of a value against what a card says."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from policycheck.period import Period

Sets = Callable[[str], frozenset[str]]
"""Resolves the name of a set of codes, such as `law.eea` or `cookie-consents.valid`, on the day."""
Test = Callable[[Any], bool]
LONGEST_TEXT = 1000
"""Characters of a text that is matched; a pattern's harm is measured by it."""


def _values(value: Any, sets: Sets) -> frozenset[Any]:
    return sets(value) if isinstance(value, str) else frozenset(value)


def _equals(value: Any, _: Sets) -> Test:
    return lambda found: bool(found == value)


def _one_of(value: Any, sets: Sets) -> Test:
    values = _values(value, sets)
    return lambda found: found in values


def _none_of(value: Any, sets: Sets) -> Test:
    values = _values(value, sets)
    return lambda found: found not in values


def _includes(value: Any, sets: Sets) -> Test:
    values = _values([value] if isinstance(value, str) and "." not in value else value, sets)
    return lambda found: not values.isdisjoint(found)


def _matches(value: str, _: Sets) -> Test:
    whole = re.compile(value).fullmatch
    return lambda found: isinstance(found, str) and whole(_short(found)) is not None


def _short(found: str) -> str:
    """A text that no pattern takes long with; what a longer one comes to cannot be told."""
    if len(found) > LONGEST_TEXT:
        message = f"no more than {LONGEST_TEXT} characters are matched"
        raise ValueError(message)
    return found


def _at_least(value: Any, _: Sets) -> Test:
    least = _measured(value)
    return lambda found: not _smaller(_measured(found), least)


def _at_most(value: Any, _: Sets) -> Test:
    most = _measured(value)
    return lambda found: not _smaller(most, _measured(found))


def _measured(value: Any) -> Any:
    return Period.parse(value) if isinstance(value, str) and value.startswith("P") else value


def _smaller(one: Any, other: Any) -> bool:
    if isinstance(one, Period) and isinstance(other, Period):
        return other.longer_than(one)
    return bool(one < other)


OPERATORS: dict[str, Callable[[Any, Sets], Test]] = {
    "equals": _equals,
    "one_of": _one_of,
    "none_of": _none_of,
    "includes": _includes,
    "matches": _matches,
    "at_least": _at_least,
    "at_most": _at_most,
    "refers_to": _equals,
}
