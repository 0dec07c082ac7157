"""One YAML document of a file: what its author stated, what is a nothing and where, and where everything stands."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.document.comments import Comment, comments
from policycheck.document.events import Problem
from policycheck.document.marks import Chart, Lines, Mark, Span
from policycheck.document.nothing import Lexicon, Nothing, nothing
from policycheck.document.stream import marked, parts
from policycheck.place import Path, Place

if TYPE_CHECKING:
    from collections.abc import Iterator


class Text:
    """The text of a file, and on demand where things stand in it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.text)

    @cached_property
    def chart(self) -> Chart:
        """Where everything in it stands."""
        return marked(self.text)

    @property
    def comments(self) -> list[Comment]:
        """Its comments, in order."""
        return comments(self.text, self.chart.scalars)

    def span(self, start: int, end: int | None = None) -> Span:
        """Lines and columns of two offsets."""
        return self.lines.span(start, start + 1 if end is None else end)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file that is no readable document, and why."""

    source: Text
    number: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Document:
    """A readable document: `stated` holds no nothings, `nothings` tells where and how something was not said."""

    source: Text
    number: int
    stated: dict[str, Any]
    nothings: dict[Path, Nothing]
    _shifts: dict[Path, list[int]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Its kind as written, or an empty string."""
        kind = self.stated.get("kind")
        return kind if isinstance(kind, str) else ""

    @property
    def id(self) -> str:
        """Its id as written, or an empty string."""
        name = self.stated.get("id")
        return name if isinstance(name, str) else ""

    @property
    def place(self) -> Place:
        """The document as a place."""
        return Place(self.kind, self.id)

    def nothing(self, path: Path) -> Nothing | None:
        """How nothing is said at `path`, if it is."""
        return self.nothings.get(path)

    def span(self, path: Path) -> Span:
        """Where `path` stands: its key and a value on the same line; for something missing, what should hold it."""
        mark = self.source.chart.trees[self.number]
        if mark is None:
            return self.source.span(0)
        start, end = self._nearest(mark, path)
        return self.source.span(start, end)

    def _nearest(self, mark: Mark, path: Path) -> tuple[int, int]:
        for depth, step in enumerate(path):
            raw = path[: depth + 1] in self.nothings
            inner = _inside(mark, step, None if raw else self._shifts.get(path[:depth]))
            if inner is None:
                return mark.head if depth else _first_line(mark)
            mark = inner
        if not path:
            return _first_line(mark)
        start, end = mark.head
        return (start, mark.end) if mark.body is None else (start, end)


def _first_line(mark: Mark) -> tuple[int, int]:
    """The document as a whole is pointed at by its `id`, else by its first key."""
    body = mark.body
    if isinstance(body, dict) and body:
        chosen = body.get("id") or next(iter(body.values()))
        return chosen.head[0], chosen.end if chosen.body is None else chosen.head[1]
    return mark.start, mark.end


def _inside(mark: Mark, step: str | int, shift: list[int] | None) -> Mark | None:
    body = mark.body
    if isinstance(body, dict):
        return body.get(str(step))
    if not isinstance(body, list):
        return None
    if isinstance(step, str):
        return next((item for item in body if item.body is None and item.value == step), None)
    index = shift[step] if shift and step < len(shift) else step
    return body[index] if index < len(body) else None


def read(source: Text, lexicon: Lexicon) -> "Iterator[Document | Refused]":
    """All documents of a file; one that cannot be read never hides the others."""
    for number, part in enumerate(parts(source.text)):
        if part.problems:
            yield Refused(source, number, part.problems)
        elif isinstance(part.value, dict):
            yield _sifted(source, number, part.value, lexicon)
        elif part.value is not None:
            yield Refused(source, number, (Problem("form/document-is-mapping", part.offset),))


def _sifted(source: Text, number: int, value: dict[str, Any], lexicon: Lexicon) -> Document:
    document = Document(source, number, {}, {})
    document.stated = _sift_mapping(value, (), document, lexicon)
    return document


def _sift(value: Any, path: Path, document: Document, lexicon: Lexicon) -> Any:
    if type(value) is dict:
        return _sift_mapping(value, path, document, lexicon)
    if type(value) is list:
        return _sift_list(value, path, document, lexicon)
    return value


def _sift_mapping(value: dict[str, Any], path: Path, document: Document, lexicon: Lexicon) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    for key, item in value.items():
        found = nothing(item, lexicon)
        if found is None:
            stated[key] = _sift(item, (*path, key), document, lexicon) if type(item) in _INNER else item
        else:
            document.nothings[*path, key] = found
    return stated


_INNER = (dict, list)


def _sift_list(value: list[Any], path: Path, document: Document, lexicon: Lexicon) -> list[Any]:
    stated: list[Any] = []
    kept: list[int] = []
    for index, item in enumerate(value):
        found = nothing(item, lexicon)
        if found is None:
            stated.append(_sift(item, (*path, len(kept)), document, lexicon))
            kept.append(index)
        else:
            document.nothings[*path, index] = found
    if len(kept) < len(value):
        document._shifts[path] = kept  # noqa: SLF001 - the reader fills what the document hides
    return stated
