"""Paths to fields as cards write them: checked against the schema when a card is loaded, followed in records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycheck.document import Nothing
from policycheck.errors import did_you_mean

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.schema import Shapes

ABSENT = object()
"""Nothing is written there."""


class UnknownFieldError(Exception):
    """A card names a field that records of its kind do not have."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a path: a value, a `Nothing`, or `ABSENT`."""

    path: "Path"
    value: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a key, or `*`; and the kinds of document to go on in, when its value is a reference."""

    key: str
    through: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    """Words of the model that `*` leaves out."""


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A path relative to the item of `for`, or with a leading slash to the record."""

    words: str
    absolute: bool
    steps: tuple[Step, ...]
    schema: Mapping[str, Any]
    """The schema of what it leads to."""

    @classmethod
    def parse(cls, words: str, kind: str, shapes: "Shapes", base: "FieldPath | None" = None) -> "FieldPath":
        """Read a path and check each step against the schema of `kind`.

        Raises:
            UnknownFieldError: if a step leads nowhere; the message names the nearest field.
        """
        absolute = words.startswith("/")
        start = shapes.definition(kind) if absolute or base is None else base.schema
        reader = _Reader(shapes, words)
        steps = tuple(reader.steps(words.strip("/"), start)) if words.strip("/") else ()
        return cls(words, absolute, steps, reader.schema if steps else start)

    @property
    def starred(self) -> bool:
        """Whether it can lead to several places."""
        return any(step.key == "*" for step in self.steps)

    def find(self, record: "Record", item: "Path") -> Iterator[Found]:
        """Everything the path leads to from an item of a record."""
        start: Path = () if self.absolute else item
        yield from _follow(record, _value(record.stated, start), start, self.steps)


class _Reader:
    """Walks the schema along the words of a path."""

    def __init__(self, shapes: "Shapes", words: str) -> None:
        self.shapes = shapes
        self.words = words
        self.schema: Mapping[str, Any] = {}

    def steps(self, words: str, schema: Mapping[str, Any]) -> Iterator[Step]:
        parts = words.split("/")
        for index, part in enumerate(parts):
            outer = self._resolved(schema)
            schema = self._resolved(self._inner(outer, part))
            last = index == len(parts) - 1
            kinds = () if last else tuple(schema.get("x-refers-to", ()))
            yield Step(part, kinds, _own_words(outer))
            if kinds:
                schema = self.shapes.definition(kinds[0])
        self.schema = schema

    def _inner(self, schema: Mapping[str, Any], part: str) -> Mapping[str, Any]:
        if part == "*":
            things = next(iter(schema.get("patternProperties", {}).values()), None) or schema.get("items")
            if things:
                return dict(things)
            return _most_common(schema.get("properties", {}))
        properties = schema.get("properties", {})
        if part in properties:
            return dict(properties[part])
        if part != "*" and schema.get("patternProperties"):
            return dict(next(iter(schema["patternProperties"].values())))
        hint = did_you_mean(part, properties)
        message = f"'{self.words}': there is no field '{part}'" + (f"; {hint}" if hint else "")
        raise UnknownFieldError(message)

    def _resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in schema or "anyOf" in schema:
            if "$ref" in schema:
                schema = self.shapes.published["$defs"][schema["$ref"].rsplit("/", 1)[1]]
            else:
                schema = schema["anyOf"][0]
        return schema


def _own_words(schema: Mapping[str, Any]) -> frozenset[str]:
    """The words beside the things of a map; of a node with fixed keys only those that every node has."""
    words = frozenset(schema.get("properties", ()))
    return words if "patternProperties" in schema else words & {"under", "also_stated"}


def _most_common(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """What `*` means among fixed keys: the shape that most of them share."""
    shapes = [repr(part.get("anyOf")) for key, part in properties.items() if key not in ("under", "also_stated")]
    common = max(shapes, key=shapes.count)
    return dict(next(part for part in properties.values() if repr(part.get("anyOf")) == common))


def _value(stated: Any, path: "Path") -> Any:
    for step in path:
        stated = _in(stated, step)
    return stated


def _in(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step, ABSENT)
    if isinstance(value, list):
        if isinstance(step, int) and step < len(value):
            return value[step]
        return step if step in value else ABSENT
    return ABSENT


def _follow(record: "Record", value: Any, path: "Path", steps: tuple[Step, ...]) -> Iterator[Found]:
    if not steps:
        yield Found(path, value)
        return
    step, rest = steps[0], steps[1:]
    if step.key == "*":
        for key, inner in _items(value, step.own):
            yield from _follow(record, inner, (*path, key), rest)
        return
    here = (*path, step.key)
    inner = _in(value, step.key)
    if inner is ABSENT:
        yield Found(here, record.document.nothing(here) or _inherited(record, here))
    elif step.through and rest:
        yield from _through(record, inner, here, step.through, rest)
    else:
        yield from _follow(record, inner, here, rest)


def _items(value: Any, own: frozenset[str]) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from ((key, inner) for key, inner in value.items() if key not in own)
    elif isinstance(value, list):
        yield from ((item if isinstance(item, str) else index, item) for index, item in enumerate(value))


def _inherited(record: "Record", path: "Path") -> Any:
    if path == ("controller",) and record.controller:
        return record.controller["id"]
    return ABSENT


def _through(
    record: "Record", name: object, path: "Path", kinds: tuple[str, ...], rest: tuple[Step, ...]
) -> Iterator[Found]:
    """One step through a reference; what is found stays at the place that refers."""
    for kind in kinds:
        other = record.repo.record(kind, name)
        if other:
            for found in _follow(other, other.stated, (), rest):
                yield Found(path, found.value)
            return
    yield Found(path, ABSENT)


def nothing_of(found: Found) -> Nothing | None:
    """The nothing that was found, if it was one."""
    return found.value if isinstance(found.value, Nothing) else None
