"""Says yes to a document of good shape, quickly: closures compiled from the published schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

Node = dict[str, Any]
Accepts = Callable[[Any], bool]
NOTHING = {"$ref": "#/$defs/Nothing"}
OWN_FIELD = r"^x-[a-z0-9]+(-[a-z0-9]+)*$"
"""Keys at the top of a record that are an organisation's own."""
REMEMBERED = 4096
"""How many strings a pattern remembers: the same slugs come again and again."""


def things(schema: Mapping[str, Any]) -> Node | None:
    """The schema of the things of a map; a record is no map because it may have fields of an organisation's own."""
    patterns = schema.get("patternProperties", {})
    return next((part for pattern, part in patterns.items() if pattern != OWN_FIELD), None)


class Compiler:
    """Turns schemas into closures. It knows the keywords that the model produces, and no others."""

    def __init__(self, definitions: Node) -> None:
        self.definitions = definitions
        self.compiled: dict[str, Accepts] = {}

    def compile(self, schema: Node) -> Accepts:
        """A function that tells whether a value has this shape."""
        if "$ref" in schema:
            return self._reference(schema["$ref"].rsplit("/", 1)[1])
        if "anyOf" in schema:
            return self._choice([part for part in schema["anyOf"] if part != NOTHING])
        if "enum" in schema or "const" in schema:
            return _constant(schema.get("enum") or [schema["const"]])
        return self._typed(schema)

    def _reference(self, name: str) -> Accepts:
        if name in self.compiled:
            return self.compiled[name]
        late: list[Accepts] = []
        self.compiled[name] = lambda value: late[0](value)  # noqa: PLW0108 - it does not exist yet
        late.append(self.compile(self.definitions[name]))
        self.compiled[name] = late[0]
        return late[0]

    def _choice(self, schemas: list[Node]) -> Accepts:
        if len(schemas) == 1:
            return self.compile(schemas[0])
        choices = [self.compile(part) for part in schemas]
        return lambda value: any(accepts(value) for accepts in choices)

    def _typed(self, schema: Node) -> Accepts:
        match schema.get("type"):
            case None:
                return lambda value: True  # noqa: ARG005 - anything goes
            case "object":
                return self._object(schema)
            case "array":
                item = self.compile(schema["items"])
                return lambda value: type(value) is list and all(map(item, value))
            case "string":
                return _string(schema.get("pattern"))
            case "boolean":
                return lambda value: type(value) is bool
            case "integer":
                return lambda value: type(value) is int or (type(value) is float and value.is_integer())
            case other:
                message = f"the acceptor does not know the type {other}"
                raise ValueError(message)

    def _object(self, schema: Node) -> Accepts:
        known: dict[str, Accepts] = {}
        for key, part in schema.get("properties", {}).items():
            known[key] = self._when_met(known, key, part)
        patterns = schema.get("patternProperties", {})
        open_to: list[tuple[Callable[[str], object], Accepts]] = [
            (lru_cache(REMEMBERED)(re.compile(pattern).fullmatch), self.compile(part))
            for pattern, part in patterns.items()
        ]
        others = schema.get("additionalProperties", True)
        if others is not False:
            open_to.append((_any_key, self.compile(others if isinstance(others, dict) else {})))
        return _mapping(known, open_to, tuple(schema.get("required", ())))

    def _when_met(self, known: dict[str, Accepts], key: str, schema: Node) -> Accepts:
        """What stands for a property until a document has it: most documents have few of all there are."""

        def accepts(value: object) -> bool:
            known[key] = self.compile(schema)
            return known[key](value)

        return accepts


def _any_key(_: str) -> bool:
    return True


def _mapping(
    known: dict[str, Accepts],
    open_to: list[tuple[Callable[[str], object], Accepts]],
    required: tuple[str, ...],
) -> Accepts:
    find = known.get
    fits, thing = open_to[0] if open_to else (_no_key, _no_key)

    def accepts(value: object) -> bool:
        if type(value) is not dict:
            return False
        for key, item in value.items():
            inner = find(key)
            if inner is None:
                if not fits(key):
                    return False
                inner = thing
            if not inner(item):
                return False
        return not required or all(key in value for key in required)

    return accepts


def _no_key(_: object) -> bool:
    return False


def _constant(values: list[Any]) -> Accepts:
    if all(isinstance(value, str) for value in values):
        words = frozenset(values)
        return lambda value: type(value) is str and value in words
    return lambda value: type(value) in (int, float) and value in values


def _string(pattern: str | None) -> Accepts:
    if pattern is None:
        return lambda value: type(value) is str
    whole = lru_cache(REMEMBERED)(re.compile(pattern).fullmatch)
    return lambda value: type(value) is str and whole(value) is not None
