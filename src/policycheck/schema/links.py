"""Finds what a document points at: documents, keys of its own maps, codes, dates, periods, countries, roles, files.

The schema says where they are, with annotations such as `x-refers-to`. Most
links lead somewhere, so one that does is never built: whoever asks says what holds, and gets the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.schema.acceptor import NOTHING, Node, things

if TYPE_CHECKING:
    from policycheck.place import Path

ANNOTATIONS = ("x-refers-to", "x-within", "x-vocabulary", "x-form", "x-role", "x-file")


class Link(NamedTuple):
    """A value that points at something: `word` is the annotation, `target` what it says."""

    path: Path
    word: str
    target: Any
    value: str


Holds = Callable[[str, Any, str], bool]
"""Whether a value holds for an annotation and its target."""
Trail = tuple[Any, str | int] | None
"""A path as pairs of the trail before and a step; made a path only when it is needed."""
Follow = Callable[[Any, Trail, Holds, list[Link]], None]


def path_of(trail: Trail) -> Path:
    """The path that a trail stands for."""
    steps: list[str | int] = []
    while trail:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


class Links:
    """Compiles definitions to functions that walk only where something can point."""

    def __init__(self, definitions: Node) -> None:
        self._definitions = definitions
        self._follow: dict[str, Follow | None] = {}

    def broken(self, name: str, value: Mapping[str, Any], holds: Holds) -> list[Link]:
        """The links of a value of the definition `name` that do not hold."""
        found: list[Link] = []
        follow = self._named(name)
        if follow:
            follow(value, None, holds, found)
        return found

    def _named(self, name: str) -> Follow | None:
        if name not in self._follow:
            self._follow[name] = self._later(name)
            self._follow[name] = self._compile(self._definitions[name])
        return self._follow[name]

    def _later(self, name: str) -> Follow:
        """What stands for a definition while it is compiled: it may mention itself."""

        def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
            compiled = self._follow[name]
            if compiled:
                compiled(value, trail, holds, found)

        return follow

    def _compile(self, schema: Node) -> Follow | None:
        if "$ref" in schema:
            return self._named(schema["$ref"].rsplit("/", 1)[1])
        if "anyOf" in schema:
            return self._choice([part for part in schema["anyOf"] if part != NOTHING])
        word = next((word for word in ANNOTATIONS if word in schema), None)
        if word:
            return _leaf(word, schema[word])
        if schema.get("type") == "array":
            inner = self._compile(schema["items"])
            return _each(inner) if inner else None
        return self._mapping(schema) if schema.get("type") == "object" else None

    def _choice(self, schemas: list[Node]) -> Follow | None:
        """Of several shapes at most one can point; the word `same` never does."""
        found = [follow for part in schemas if (follow := self._compile(part))]
        return found[0] if len(found) == len(schemas) == 1 else _unless_same(found) if found else None

    def _mapping(self, schema: Node) -> Follow | None:
        properties = schema.get("properties", {})
        known = {key: follow for key, part in properties.items() if (follow := self._compile(part))}
        held = things(schema)
        inner = self._compile(held) if held else None
        keys = next(iter(schema.get("x-keys", {}).items()), None)
        if not (known or inner or keys):
            return None
        return _fixed(known) if not held else _things(known, inner, keys, frozenset(properties))


def _leaf(word: str, target: object) -> Follow:
    def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
        if type(value) is str and not holds(word, target, value):
            found.append(Link(path_of(trail), word, target, value))

    return follow


def _each(inner: Follow) -> Follow:
    def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
        if type(value) is list:
            for index, item in enumerate(value):
                inner(item, (trail, item if type(item) is str else index), holds, found)

    return follow


def _unless_same(choices: list[Follow]) -> Follow:
    def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
        if value != "same":
            for choice in choices:
                choice(value, trail, holds, found)

    return follow


def _fixed(known: dict[str, Follow]) -> Follow:
    find = known.get

    def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
        if type(value) is dict:
            for key, item in value.items():
                inner = find(key)
                if inner:
                    inner(item, (trail, key), holds, found)

    return follow


def _things(
    known: dict[str, Follow], inner: Follow | None, keys: tuple[str, Any] | None, own: frozenset[str]
) -> Follow:
    def follow(value: Any, trail: Trail, holds: Holds, found: list[Link]) -> None:
        if type(value) is not dict:
            return
        for key, item in value.items():
            here = (trail, key)
            if key in known:
                known[key](item, here, holds, found)
            elif key not in own:
                if keys and not holds(*keys, key):
                    found.append(Link(path_of(here), *keys, key))
                if inner:
                    inner(item, here, holds, found)

    return follow
