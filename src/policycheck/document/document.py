"""One YAML document of a file: what its author stated, what is a nothing and where, and where everything stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document.comments import Comment, comments
from policycheck.document.marks import Chart, Lines, Mark, Span
from policycheck.document.nothing import Lexicon, Nothing, nothing
from policycheck.document.problem import Problem
from policycheck.document.stream import Part, marked, parts
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


class Refused(NamedTuple):
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
    shifts: dict[Path, list[int]] = field(default_factory=dict)
    """For lists with nothings among their items: where each item stood, the stated ones first."""

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

    def take_out(self, path: Path, nothing: Nothing) -> None:
        """Hold what is stated at `path` for a nothing after all."""
        *above, key = path
        holder: Any = self.stated
        for step in above:
            holder = holder[step]
        del holder[key]
        self.nothings[path] = nothing

    def span(self, path: Path) -> Span:
        """Where `path` stands: its key and a value on the same line; for something missing, what should hold it."""
        mark = self.source.chart.trees[self.number]
        if mark is None:
            return self.source.span(0)
        start, end = self._nearest(mark, path)
        return self.source.span(start, end)

    def mark(self, path: Path) -> Mark | None:
        """Exactly where `path` stands, if something is written there."""
        found = self.source.chart.trees[self.number]
        for depth, step in enumerate(path):
            found = found and _inside(found, step, self.shifts.get(path[:depth]))
        return found

    def _nearest(self, mark: Mark, path: Path) -> tuple[int, int]:
        for depth, step in enumerate(path):
            inner = _inside(mark, step, self.shifts.get(path[:depth]))
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


def read(source: Text, lexicon: Lexicon) -> Iterator[Document | Refused]:
    """All documents of a file; one that cannot be read never hides the others."""
    for number, part in enumerate(parts(source.text, lexicon)):
        if part.problems:
            yield Refused(source, number, part.problems)
        elif isinstance(part.value, dict):
            yield _sifted(source, number, part, lexicon)
        elif part.value is not None:
            yield Refused(source, number, (Problem("form/document-is-mapping", part.offset),))


def _sifted(source: Text, number: int, part: Part, lexicon: Lexicon) -> Document:
    doubts = part.doubts
    stated = _apart(part.value) if doubts is None else part.value
    document = Document(source, number, stated, {})
    sieve = _Sieve(document, lexicon)
    if doubts is None or doubts.lists:
        sieve.mapping(stated, ())
    elif doubts.mappings:
        sieve.only(doubts.mappings)
    return document


def _apart(value: Any) -> Any:
    """A copy in which nothing stands at two places, as what is repeated by aliases does."""
    if type(value) is dict:
        return {key: _apart(item) for key, item in value.items()}
    return [_apart(item) for item in value] if type(value) is list else value


class _Sieve:
    """Takes the nothings out of a document and keeps them by place."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon

    def only(self, mappings: list[tuple[Path, dict[str, Any]]]) -> None:
        """Leave in some mappings what they state; what lies within a nothing is part of its words."""
        nothings = self.document.nothings
        for path, value in sorted(mappings, key=lambda doubted: len(doubted[0])):
            if not any(path[:depth] in nothings for depth in range(1, len(path) + 1)):
                self._take_out(value, path)

    def mapping(self, value: dict[str, Any], path: Path) -> None:
        """Leave in a mapping, and in all within it, what it states."""
        self._take_out(value, path)
        for key, item in value.items():
            self._inside(item, (*path, key))

    def _take_out(self, value: dict[str, Any], path: Path) -> None:
        for key, item in list(value.items()):
            found = nothing(item, self.lexicon)
            if found:
                self.document.nothings[*path, key] = found
                del value[key]

    def _sequence(self, value: list[Any], path: Path) -> None:
        """Nothings are numbered after what is stated, so that no number means two items."""
        kept: list[int] = []
        left_out: list[tuple[int, Nothing]] = []
        for index, item in enumerate(value):
            found = nothing(item, self.lexicon)
            if found:
                left_out.append((index, found))
                continue
            self._inside(item, (*path, len(kept)))
            kept.append(index)
        if left_out:
            value[:] = [value[index] for index in kept]
            self.document.shifts[path] = kept + [index for index, _ in left_out]
            self.document.nothings |= {(*path, n): found for n, (_, found) in enumerate(left_out, len(kept))}

    def _inside(self, item: Any, path: Path) -> None:
        if type(item) is dict:
            self.mapping(item, path)
        elif type(item) is list:
            self._sequence(item, path)
