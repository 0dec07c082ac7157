"""Follows a path along the schema: what may stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.schema.acceptor import NOTHING, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.place import Path


def shapes_at(definitions: Node, name: str, path: Path) -> Iterator[Node]:
    """The shapes of what stands at `path` in a value of the definition `name`; none when there is no such place."""
    found: Iterable[Node] = [definitions[name]]
    for step in path:
        found = [inner for part in found for holder in _plain(definitions, part) for inner in _inner(holder, step)]
    for part in found:
        yield from _plain(definitions, part)


def _plain(definitions: Node, schema: Node) -> Iterator[Node]:
    """A schema without references and choices: each shape of its own."""
    if "$ref" in schema:
        yield from _plain(definitions, definitions[schema["$ref"].rsplit("/", 1)[1]])
    elif "anyOf" in schema:
        for part in schema["anyOf"]:
            if part != NOTHING:
                yield from _plain(definitions, part)
    else:
        yield schema


def _inner(holder: Node, step: str | int) -> Iterator[Node]:
    """What a step leads to; an item of a list may be named by its own word."""
    if "items" in holder:
        yield holder["items"]
    elif step in holder.get("properties", {}):
        yield holder["properties"][step]
    else:
        patterns = holder.get("patternProperties", {}).items()
        yield from (part for pattern, part in patterns if re.fullmatch(pattern, str(step)))
