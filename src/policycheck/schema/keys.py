"""Holds the keys of nothings against the schema: what they hold is no statement, so nothing else looks at them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.schema.acceptor import NOTHING, Node
from policycheck.schema.links import Holds, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.place import Path
    from policycheck.schema.explain import Fault


class Keys:
    """Follows the paths of nothings along the schema."""

    def __init__(self, definitions: Node) -> None:
        self._definitions = definitions

    def faults(self, name: str, paths: Iterable[Path]) -> Iterator[Fault]:
        """The keys that a value of the definition `name` does not have."""
        for holder, path in self._held(name, paths):
            key = str(path[-1])
            if _schema_of(holder, key) is None:
                from policycheck.schema.explain import unknown_key

                yield unknown_key(holder, key, path[:-1])

    def broken(self, name: str, paths: Iterable[Path], holds: Holds) -> Iterator[Link]:
        """The keys that point at something, such as a code, and do not hold."""
        for holder, path in self._held(name, paths):
            key = str(path[-1])
            for word, target in holder.get("x-keys", {}).items():
                if key not in holder.get("properties", {}) and not holds(word, target, key):
                    yield Link(path, word, target, key)

    def _held(self, name: str, paths: Iterable[Path]) -> Iterator[tuple[Node, Path]]:
        """Each path that ends with a key, with the schema of the mapping that has the key.

        One that leaves the schema before its end is left out: then the key where it does is wrong, and stated.
        """
        start = self._definitions[name]
        for path in paths:
            holder = self._mapping_at(start, path[:-1])
            if holder and type(path[-1]) is str:
                yield holder, path

    def _mapping_at(self, schema: Node, path: Path) -> Node | None:
        found: Node | None = schema
        for step in path:
            holder = found and self._holding(found, step)
            found = _schema_of(holder, step) if holder else None
        return found and self._holding(found, "")

    def _holding(self, schema: Node, step: str | int) -> Node | None:
        """Among the shapes a value may have the mapping, or for a number the list: there is at most one of each."""
        if "$ref" in schema:
            return self._holding(self._definitions[schema["$ref"].rsplit("/", 1)[1]], step)
        if "anyOf" in schema:
            found = (self._holding(part, step) for part in schema["anyOf"] if part != NOTHING)
            return next(filter(None, found), None)
        return schema if schema.get("type") == ("array" if type(step) is int else "object") else None


def _schema_of(holder: Node, step: str | int) -> Node | None:
    """The schema of an item, or of what a key holds; None when there is no such key."""
    if type(step) is int:
        items: Node = holder["items"]
        return items
    properties = holder.get("properties", {})
    if step in properties:
        found: Node = properties[step]
        return found
    patterns = holder.get("patternProperties", {})
    return next((part for pattern, part in patterns.items() if re.fullmatch(pattern, str(step))), None)
