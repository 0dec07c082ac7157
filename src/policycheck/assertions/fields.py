"""Fields of records, found by the paths of cards: a value, a nothing, or nothing written at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.paths import PathReader, Step
from policycheck.document import Nothing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.schema import Shapes

ABSENT = object()
"""Nothing is written there."""
UNSAID = object()
"""A nothing may be written there, or something be inherited."""


class Item(NamedTuple):
    """Something a rule looks at: the record itself, or a thing in it."""

    record: Record
    path: Path
    value: Any


class Found(NamedTuple):
    """What stands at a path: a value, a `Nothing`, or `ABSENT`."""

    path: Path
    value: Any


def item_at(record: Record, path: Path) -> Item:
    """The item of a record at a path."""
    value: Any = record.stated
    for step in path:
        value = _in(value, step)
    return Item(record, path, value)


class FieldPath(NamedTuple):
    """A path relative to the item of `for`, or with a leading slash to the record."""

    words: str
    absolute: bool
    steps: tuple[Step, ...]
    schema: Mapping[str, Any]
    """The schema of what it leads to."""
    starred: bool
    """Whether it can lead to several places."""
    plain: tuple[str, ...] | None
    """Its keys, when it neither has a star nor steps through a reference."""
    within: bool
    """Whether it stays within the record."""

    @classmethod
    def parse(cls, words: str, kind: str, shapes: Shapes, base: FieldPath | None = None) -> FieldPath:
        """Read a path and check each step against the schema of `kind`.

        Raises:
            UnknownFieldError: if a step leads nowhere; the message names the nearest field.
        """
        absolute = words.startswith("/")
        start = shapes.definition(kind) if absolute or base is None else base.schema
        reader = PathReader(shapes, words)
        steps = tuple(reader.steps(words.strip("/"), start)) if words.strip("/") else ()
        starred = any(step.key == "*" for step in steps)
        within = not any(step.through for step in steps)
        plain = tuple(step.key for step in steps) if within and not starred else None
        return cls(words, absolute, steps, reader.schema if steps else start, starred, plain, within)

    def find(self, item: Item) -> list[Found]:
        """Everything the path leads to from an item."""
        record, path, value = item
        if self.absolute:
            path, value = (), record.stated
        first = self.steps[0].key if self.starred else "*"
        if first != "*" and type(value) is dict and first not in value:
            return []
        return _follow(record, Found(path, value), self.steps)

    def plainly(self, item: Item) -> Any:
        """What a plain path leads to: a value, `ABSENT` for nothing written, `UNSAID` when that takes a closer look."""
        record, _, value = item
        if self.absolute:
            value = record.stated
        for key in self.plain or ():
            if type(value) is not dict or key not in value:
                return UNSAID if key in record.unsaid or key == "controller" else ABSENT
            value = value[key]
        return value

    def all_plainly(self, item: Item) -> list[Any] | None:
        """What a starred path leads to, `ABSENT` for nothing written; None when that takes a closer look."""
        record, _, value = item
        here = [record.stated if self.absolute else value]
        for key, _, own in self.steps:
            if key == "*":
                here = [inner for value in here for inner in _inner(value, own)]
            elif key in record.unsaid or key == "controller":
                return None
            else:
                here = [value[key] if type(value) is dict and key in value else ABSENT for value in here]
        return here

    def one(self, item: Item) -> Found:
        """What a path without a star leads to."""
        if self.plain is None:
            return self.find(item)[0]
        record, path, value = item
        if self.absolute:
            path, value = (), record.stated
        for number, key in enumerate(self.plain, 1):
            if type(value) is not dict or key not in value:
                return _unsaid(record, (*path, *self.plain[:number]))
            value = value[key]
        return Found((*path, *self.plain), value)


def _in(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, ABSENT)
    if isinstance(value, list):
        if isinstance(step, int) and step < len(value):
            return value[step]
        return step if step in value else ABSENT
    return ABSENT


def _follow(record: Record, start: Found, steps: tuple[Step, ...]) -> list[Found]:
    """What some steps lead to: each step takes all that was found so far one further."""
    here = [start]
    for number, step in enumerate(steps, 1):
        if step.key == "*":
            here = [inner for found in here for inner in _items(found, step.own)]
        elif step.through and number < len(steps):
            return [end for found in here for end in _hop(record, found, step, steps[number:])]
        else:
            here = [_at_key(record, found, step.key) for found in here]
    return here


def _items(found: Found, own: frozenset[str]) -> list[Found]:
    path, value = found
    if type(value) is dict:
        return [Found((*path, key), inner) for key, inner in value.items() if key not in own]
    if type(value) is list:
        return [Found((*path, item if type(item) is str else n), item) for n, item in enumerate(value)]
    return []


def _inner(value: Any, own: frozenset[str]) -> list[Any]:
    if type(value) is dict:
        return [inner for key, inner in value.items() if key not in own]
    return value if type(value) is list else []


def _at_key(record: Record, found: Found, key: str) -> Found:
    path = (*found.path, key)
    if type(found.value) is dict and key in found.value:
        return Found(path, found.value[key])
    return _unsaid(record, path)


def _hop(record: Record, found: Found, step: Step, rest: tuple[Step, ...]) -> list[Found]:
    """One step through a reference; what is found stays at the place that refers."""
    reference = _at_key(record, found, step.key)
    if reference.value is ABSENT and step.key == "party" and found.path:
        reference = Found(found.path, found.path[-1])  # a recipient's key is its party, unless it says otherwise
    if reference.value is ABSENT or isinstance(reference.value, Nothing):
        return [reference]
    for kind in step.through:
        other = record.repo.record(kind, reference.value)
        if other:
            return [Found(reference.path, end.value) for end in _follow(other, Found((), other.stated), rest)]
    return [Found(reference.path, ABSENT)]


def _unsaid(record: Record, path: Path) -> Found:
    """What is there where nothing is stated: a nothing, a controller inherited from the text, or no key at all."""
    nothing = record.document.nothings.get(path)
    if nothing is None and path == ("controller",) and record.controller:
        return Found(path, record.controller["id"])
    return Found(path, nothing or ABSENT)
