"""What the schema has at a cursor: its keys and what they mean, and what a value there points at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.schema.links import ANNOTATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.editor.cursor import Cursor
    from policycheck.place import Path
    from policycheck.schema import Shapes

Node = dict[str, Any]


class Pointer(NamedTuple):
    """What a word points at: an annotation of the schema and what it says, such as `x-refers-to` and some kinds."""

    word: str
    target: Any


def shapes_of(shapes: Shapes, kind: str, path: Path) -> list[Node]:
    """The shapes that may stand at a path of a kind of document."""
    return shapes.at(kind, path)


def keys(shapes: Shapes, kind: str, path: Path) -> dict[str, str]:
    """The keys of the mapping at a path, each with what it means."""
    return {
        key: _description(shapes, node)
        for shape in shapes_of(shapes, kind, path)
        for key, node in shape.get("properties", {}).items()
    }


def description(shapes: Shapes, kind: str, path: Path) -> str:
    """What the key at the end of a path means; for an item of a list, what its list means."""
    steps = list(path)
    while steps and isinstance(steps[-1], int):
        steps.pop()
    *above, key = steps or [""]
    return keys(shapes, kind, tuple(above)).get(str(key), "")


def _description(shapes: Shapes, node: Node) -> str:
    if "description" in node:
        return str(node["description"])
    name = str(node.get("$ref", "")).rpartition("/")[2]
    inner: Node = shapes.published["$defs"].get(name, {})
    return str(inner.get("description", ""))


def pointers(shapes: Shapes, cursor: Cursor) -> list[Pointer]:
    """What the word at a cursor may point at."""
    found = shapes_of(shapes, cursor.kind, cursor.path)
    if cursor.is_key:
        return [Pointer(*pair) for shape in found for pair in shape.get("x-keys", {}).items()]
    return [Pointer(word, shape[word]) for shape in found for word in ANNOTATIONS if word in shape]


def words(shapes: Shapes, cursor: Cursor) -> Iterator[str]:
    """The words that the schema itself has for a value."""
    for shape in shapes_of(shapes, cursor.kind, cursor.path):
        if shape.get("type") == "boolean":
            yield from ("true", "false")
        yield from (str(word) for word in shape.get("enum", ()))
        if "const" in shape:
            yield str(shape["const"])
