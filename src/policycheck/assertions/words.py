"""The closed vocabulary of `when:` and `require:`. A new word is a decision, not an accident."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.fields import ABSENT, FieldPath, Found, Item, item_at
from policycheck.assertions.verdict import (
    CANNOT_TELL,
    DOES_NOT_APPLY,
    MET,
    NOT_MET,
    Verdict,
    all_met,
    every,
    opposite,
    some,
)
from policycheck.document import Kind, Nothing
from policycheck.facts.silence import table
from policycheck.period import Period

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.schema import Shapes

Sets = Callable[[str], frozenset[str]]
"""Resolves the name of a set of codes, such as `law.eea` or `cookie-consents.valid`, on the day."""
Judge = Callable[[Found, date], Verdict]
Test = Callable[[Any], bool]


class Assertion(NamedTuple):
    """A compiled condition: ask it about an item of a record on a day."""

    ask: Callable[[Item, date], Verdict]

    def __call__(self, record: Record, item: Path, day: date) -> Verdict:
        """What it comes to at a path of a record."""
        return self.ask(item_at(record, item), day)


class Context(NamedTuple):
    """What compiling needs: the schema, the kind and item the paths start from, and the named sets."""

    shapes: Shapes
    kind: str
    base: FieldPath | None
    sets: Sets
    required: bool
    """Whether `*` means every (in `require`) or some (in `when`)."""
    no_choice: bool = False
    """Whether the law leaves no choice but to state the value."""

    def path(self, words: object) -> FieldPath:
        """A checked path."""
        if not isinstance(words, str):
            message = f"{words!r} is no path to a field"
            raise TypeError(message)
        return FieldPath.parse(words, self.kind, self.shapes, self.base)


def compile_assertion(words: Mapping[str, Any], context: Context) -> Assertion:
    """Turn the words of a card into an assertion.

    Raises:
        UnknownFieldError: if a path leads nowhere.
        ValueError: if a word or a value is not one of ours.
    """
    for word, make in WORDS.items():
        if word in words:
            return make(words, context)
    message = f"none of {', '.join(WORDS)} in {dict(words)}"
    raise ValueError(message)


def _has(words: Mapping[str, Any], context: Context) -> Assertion:
    return _over(context.path(words["has"]), _stated if context.no_choice else _present, context)


def _lacks(words: Mapping[str, Any], context: Context) -> Assertion:
    return _over(context.path(words["lacks"]), _absent, context)


def _present(found: Found, day: date) -> Verdict:
    path, value = found
    if isinstance(value, Nothing):
        return Verdict(table(value, asked=True, day=day), path, value)
    return Verdict(NOT_MET if value is ABSENT else MET, path, value)


def _stated(found: Found, day: date) -> Verdict:
    """Present, where the law leaves no choice."""
    verdict = _present(found, day)
    evaded = isinstance(found.value, Nothing) and found.value.kind in (Kind.NONE, Kind.NOT_APPLICABLE)
    return Verdict(NOT_MET, *verdict[1:]) if evaded else verdict


def _absent(found: Found, day: date) -> Verdict:
    path, value = found
    if not isinstance(value, Nothing):
        return Verdict(MET if value is ABSENT else NOT_MET, path, value)
    unknown = value.kind is Kind.NOT_KNOWN
    return Verdict(table(value, asked=False, day=day) if unknown else MET, path, value)


def _field(words: Mapping[str, Any], context: Context) -> Assertion:
    operators = [word for word in words if word != "field"]
    if len(operators) != 1 or operators[0] not in OPERATORS:
        message = f"'{words['field']}' takes one of {', '.join(OPERATORS)}"
        raise ValueError(message)
    name = operators[0]
    if name == "refers_to":
        return _refers_to(words, context)
    test = OPERATORS[name](words[name], context.sets)
    path = context.path(words["field"])
    compared = _over(path, lambda found, day: _compared(found, test, name, day), context)
    return Assertion(lambda item, day: _UNSAID if path.silent(item) else compared.ask(item, day))


_UNSAID = Verdict(DOES_NOT_APPLY, ())


def _compared(found: Found, test: Test, name: str, day: date) -> Verdict:
    path, value = found
    if value is ABSENT:
        return Verdict(DOES_NOT_APPLY, path)
    if isinstance(value, Nothing):
        if value.kind is not Kind.NONE:
            return Verdict(table(value, asked=False, day=day), path, value)
        value = [] if name == "includes" else "none"
    try:
        outcome = MET if test(value) else NOT_MET
    except (TypeError, ValueError):
        # An impossible period is a finding already, and words in several languages have no order.
        outcome = CANNOT_TELL
    return Verdict(outcome, path, value)


def _refers_to(words: Mapping[str, Any], context: Context) -> Assertion:
    path, kind = context.path(words["field"]), words["refers_to"]
    if kind not in context.shapes.kinds:
        message = f"refers_to: there is no kind '{kind}'"
        raise ValueError(message)

    def ask(item: Item, day: date) -> Verdict:
        def test(value: object) -> bool:
            return item.record.repo.record(kind, value) is not None

        found = path.find(item)
        return _gathered((_compared(one, test, "refers_to", day) for one in found), item.path, context)

    return Assertion(ask)


def _over(path: FieldPath, judge: Judge, context: Context) -> Assertion:
    if not path.starred:
        return Assertion(lambda item, day: judge(path.one(item), day))

    def ask(item: Item, day: date) -> Verdict:
        return _gathered((judge(found, day) for found in path.find(item)), item.path, context)

    return Assertion(ask)


def _gathered(verdicts: Iterable[Verdict], item: Path, context: Context) -> Verdict:
    return every(verdicts, item) if context.required else some(verdicts, item)


def _all_of(words: Mapping[str, Any], context: Context) -> Assertion:
    parts = [compile_assertion(part, context) for part in words["all_of"]]
    together = every if context.required else all_met
    return Assertion(lambda item, day: together((part.ask(item, day) for part in parts), item.path))


def _any_of(words: Mapping[str, Any], context: Context) -> Assertion:
    parts = [compile_assertion(part, context) for part in words["any_of"]]
    return Assertion(lambda item, day: some((part.ask(item, day) for part in parts), item.path))


def _not(words: Mapping[str, Any], context: Context) -> Assertion:
    part = compile_assertion(words["not"], context)
    return Assertion(lambda item, day: opposite(part.ask(item, day)))


WORDS: dict[str, Callable[[Mapping[str, Any], Context], Assertion]] = {
    "has": _has,
    "lacks": _lacks,
    "field": _field,
    "all_of": _all_of,
    "any_of": _any_of,
    "not": _not,
}


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
    return lambda found: isinstance(found, str) and whole(found) is not None


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
