"""Walking the maps of a record: things without the map's own words, statements with those made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from policycheck.place import Path

T = TypeVar("T")


def things(found: Mapping[str, T] | None) -> list[tuple[str, T]]:
    """The things of a map; its own words have an underscore and are left out."""
    return [thing for thing in found.items() if "_" not in thing[0]] if found else []


def statements(node: Mapping[str, Any] | None, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """A node and each different statement of it elsewhere in the text."""
    if node is None:
        return
    yield path, node
    for index, other in enumerate(node.get("also_stated", ())):
        if isinstance(other, Mapping):
            yield (*path, "also_stated", index), other


def repeats(node: Mapping[str, Any], other: object) -> bool:
    """Whether `other` says what `node` says again, wherever it stands."""
    if other == "same":
        return True
    return isinstance(other, Mapping) and bool(_said(other)) and _said(other).items() <= _said(node).items()


def _said(node: Mapping[str, Any]) -> dict[str, str]:
    return {key: repr(value) for key, value in node.items() if key not in ("under", "also_stated", "text")}
