"""Finds what a document points at: ids of documents, keys of its own maps, codes, dates, periods, countries.

The schema says where they are, with the annotations `x-refers-to`, `x-within`, `x-vocabulary` and `x-form`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycheck.schema.acceptor import NOTHING, Node

if TYPE_CHECKING:
    from policycheck.place import Path

ANNOTATIONS = ("x-refers-to", "x-within", "x-vocabulary", "x-form")


@dataclass(frozen=True, slots=True)
class Link:
    """A value that points at something: `word` is the annotation, `target` what it says."""

    path: "Path"
    word: str
    target: Any
    value: str


Follow = Callable[[Any, "Path"], Iterator[Link]]


class Links:
    """Compiles definitions to functions that walk only where something can point."""

    def __init__(self, definitions: Node) -> None:
        self._definitions = definitions
        self._points: dict[str, bool] = {}
        self._follow: dict[str, Follow | None] = {}

    def of(self, name: str, value: Mapping[str, Any]) -> Iterator[Link]:
        """The links of a value of the definition `name`."""
        follow = self._named(name)
        return follow(value, ()) if follow else iter(())

    def _named(self, name: str) -> Follow | None:
        if name not in self._follow:
            late: list[Follow | None] = []
            self._follow[name] = lambda value, path: late[0](value, path) if late[0] else iter(())
            late.append(self._compile(self._definitions[name]))
            self._follow[name] = late[0]
        return self._follow[name]

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
        found = [(part.get("type"), self._compile(part)) for part in schemas]
        typed = [follow for _, follow in found if follow]
        if not typed:
            return None
        return typed[0] if len(typed) == len(schemas) == 1 else _only_in(typed)

    def _mapping(self, schema: Node) -> Follow | None:
        known = {key: follow for key, part in schema.get("properties", {}).items() if (follow := self._compile(part))}
        things = next(iter(schema.get("patternProperties", {}).values()), None)
        inner = self._compile(things) if things else None
        keys = next(((word, target) for word, target in schema.get("x-keys", {}).items()), None)
        own = frozenset(schema.get("properties", {}))
        if not (known or inner or keys):
            return None
        return _map(known, inner, keys, own)


def _leaf(word: str, target: object) -> Follow:
    def follow(value: object, path: "Path") -> Iterator[Link]:
        if isinstance(value, str):
            yield Link(path, word, target, value)

    return follow


def _each(inner: Follow) -> Follow:
    def follow(value: object, path: "Path") -> Iterator[Link]:
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from inner(item, (*path, item if isinstance(item, str) else index))

    return follow


def _only_in(choices: list[Follow]) -> Follow:
    def follow(value: object, path: "Path") -> Iterator[Link]:
        if value != "same":
            for choice in choices:
                yield from choice(value, path)

    return follow


def _map(known: dict[str, Follow], inner: Follow | None, keys: tuple[str, Any] | None, own: frozenset[str]) -> Follow:
    def follow(value: object, path: "Path") -> Iterator[Link]:
        if not isinstance(value, dict):
            return
        for key, item in value.items():
            if key in known:
                yield from known[key](item, (*path, key))
            elif key not in own:
                if keys:
                    yield Link((*path, key), *keys, key)
                if inner:
                    yield from inner(item, (*path, key))

    return follow
