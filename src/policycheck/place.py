"""A place in a document: which document, and the keys that lead there. It survives reordering.

Written `register/website-chat: purposes/answer-visitor/legal_basis`. A code in a list is a step by its own word;
other list items are steps by number. `~1` stands for a slash inside a step and `~0` for a tilde, as in JSON Pointer.
"""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]
"""The steps from the top of a document."""


class Place(NamedTuple):
    """A position in the document of a kind and id; an empty path is the document itself."""

    kind: str
    id: str
    path: Path = ()

    def __str__(self) -> str:
        document = f"{_escaped(self.kind)}/{_escaped(self.id)}"
        return f"{document}: {printed(self.path)}" if self.path else document

    def __truediv__(self, step: str | int) -> Place:
        return Place(self.kind, self.id, (*self.path, step))

    def at(self, *steps: str | int) -> Place:
        """The place some steps below this one."""
        return Place(self.kind, self.id, (*self.path, *steps))

    def covers(self, other: Place) -> bool:
        """Whether `other` is this place or stands below it."""
        same = (self.kind, self.id) == (other.kind, other.id)
        return same and other.path[: len(self.path)] == self.path


def printed(path: Path) -> str:
    """`path` as people write it; `parsed` reads it back."""
    return "/".join(f"#{step}" if isinstance(step, int) else _escaped(step) for step in path)


def parsed(words: str) -> Path:
    """The path that `printed` would write as `words`."""
    return tuple(_step(part) for part in words.split("/")) if words else ()


def parse(words: str) -> Place:
    """Read a place as findings print it.

    Raises:
        ValueError: if `words` do not name a document as `kind/id`.
    """
    document, _, path = words.partition(": ")
    kind, slash, name = document.partition("/")
    if not (kind and slash and name) or "/" in name:
        message = f"'{words}' is no place: write kind/id, or kind/id: path/to/value"
        raise ValueError(message)
    return Place(_unescaped(kind), _unescaped(name), parsed(path))


def _step(part: str) -> str | int:
    return int(part[1:]) if part[:1] == "#" and part[1:].isdecimal() else _unescaped(part)


def _escaped(step: str) -> str:
    step = step.replace("~", "~0").replace("/", "~1").replace(": ", ":~2")
    return "~3" + step[1:] if step.startswith("#") else step or "~4"


def _unescaped(part: str) -> str:
    if part == "~4":
        return ""
    part = "#" + part[2:] if part.startswith("~3") else part
    return part.replace(":~2", ": ").replace("~1", "/").replace("~0", "~")
