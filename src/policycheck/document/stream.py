"""A YAML stream split into its documents by the parser; after an error reading goes on at the next `---`."""

from __future__ import annotations

import re
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from yaml import YAMLError, events
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from policycheck.document.events import Assembly, Events, PureParser, parser
from policycheck.document.marks import Chart, Marks
from policycheck.document.nothing import Lexicon
from policycheck.document.problem import LimitError, Problem
from policycheck.document.quick import Doubts, QuickReader, UnusualError
from policycheck.document.quick_marks import QuickMarker
from policycheck.document.values import Values
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BOUNDARY = re.compile(r"(?:---(?<![^\r\n]---)|\.\.\.(?<![^\r\n]\.\.\.))(?=[ \t\r\n\x85\u2028\u2029]|\Z)")
"""At the start of a line; looking back comes last because it is slow."""
_PROPERTY = re.compile(r"[&!](?<![^\s\[{,:][&!])\S")
"""What may be an anchor or a tag."""
_BETWEEN = re.compile(r"(?:\s|#[^\r\n]*)*")
"""What may stand between two documents, apart from directives."""
_GIVES_UP = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on when it has gone 1,000 levels deep."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a stream: its value, or why there is none."""

    offset: int
    value: Any = None
    problems: tuple[Problem, ...] = ()
    doubts: Doubts | None = field(default=None, compare=False)
    """Where nothings may stand. None: anywhere, and parts of the value may stand at several places."""


NO_LEXICON = Lexicon(frozenset(), {})
"""For files that hold no records, such as cards: whatever a text says, it says."""


def parts(text: str, lexicon: Lexicon = NO_LEXICON) -> Iterator[Part]:
    """The documents of `text`, in order; those that cannot be read carry their problems.

    Ordinary documents are read in tight loops. From the first that is not, the careful reader takes over.
    """
    seen = 0
    try:
        if _may_be_unusual(text):
            raise UnusualError  # noqa: TRY301 - it is one more reason among those of the loop
        stream = parser(text)
        reader = QuickReader(stream, lexicon)
        while type(event := stream.get_event()) is not events.StreamEndEvent:
            if isinstance(event, events.DocumentStartEvent):
                start: Any = event.start_mark
                value = reader.value()
                seen += 1
                yield Part(start.index, value, doubts=reader.doubts)
    except (UnusualError, YAMLError):
        yield from islice(_careful(text), seen, None)


def _may_be_unusual(text: str) -> bool:
    """Whether there may be anchors, tags, or directives between documents."""
    directives = "\n%" in text or "\r%" in text
    return directives or (("&" in text or "!" in text) and _PROPERTY.search(text) is not None)


def _careful(text: str) -> Iterator[Part]:
    for start, found in _assembled(text, Values):
        if isinstance(found, Problem):
            yield Part(start, problems=(found,))
        else:
            yield Part(start, found.root, tuple(found.problems))


def marked(text: str) -> Chart:
    """Where everything in `text` stands; documents are counted as in `parts`."""
    try:
        chart = _quickly_marked(text)
    except (UnusualError, YAMLError):
        chart = _carefully_marked(text)
    chart.scalars.sort()
    return chart


def _quickly_marked(text: str) -> Chart:
    if _may_be_unusual(text):
        raise UnusualError
    chart = Chart()
    stream = parser(text)
    marker = QuickMarker(stream, chart)
    while type(event := stream.get_event()) is not events.StreamEndEvent:
        if type(event) is events.DocumentStartEvent:
            chart.trees.append(marker.tree())
    return chart


def _carefully_marked(text: str) -> Chart:
    chart = Chart()
    for _, found in _assembled(text, lambda base: Marks(base, chart)):
        chart.trees.append(None if isinstance(found, Problem) else found.tree)
    return chart


A = TypeVar("A", bound=Assembly[Any])


def _assembled(text: str, fresh: Callable[[int], A]) -> Iterator[tuple[int, A | Problem]]:
    """Each document: the offset where it starts, and its finished assembly or what ended it early."""
    for start, end in _stretches(text):
        try:
            yield from _read(text[start:end], start, fresh)
        except LimitError as error:
            yield error.problem.offset, error.problem
        except YAMLError as error:
            deep = isinstance(error, MarkedYAMLError) and error.problem == _GIVES_UP
            problem = (deep and _too_deep(text[start:end], start, fresh)) or _syntax(error, text[start:end], start)
            yield problem.offset, problem


def _too_deep(stretch: str, base: int, fresh: Callable[[int], A]) -> Problem | None:
    """Where our limit is passed, told by the parser in Python: libyaml's has its own limit, and stops before."""
    with suppress(YAMLError):
        try:
            deque(_read(stretch, base, fresh, PureParser), maxlen=0)
        except LimitError as error:
            return error.problem
    return None


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where documents begin and end, broken or not: `---` and `...` at the start of a line are nothing else."""
    starts = [0]
    expected = _directed(text, 0)
    for boundary in _BOUNDARY.finditer(text, 1):
        if boundary[0] == "...":
            if _after_blanks(text, starts[-1]) == boundary.start():
                starts.pop()
            starts.append(boundary.end())
            expected = _directed(text, boundary.end())
        elif expected:
            expected = False
        else:
            starts.append(boundary.start())
    return pairwise((*starts, len(text)))


def _after_blanks(text: str, offset: int) -> int:
    between = _BETWEEN.match(text, offset)
    return between.end() if between else offset


def _directed(text: str, offset: int) -> bool:
    """Whether directives come next; the `---` after them begins their document."""
    return text.startswith("%", _after_blanks(text, offset))


def _read(
    stretch: str, base: int, fresh: Callable[[int], A], parse: Callable[[str], Events] | None = None
) -> Iterator[tuple[int, A]]:
    stream = (parse or parser)(stretch)
    while stream.check_event():
        event = stream.get_event()
        start = event.start_mark.index + base
        if type(event) is not events.DocumentStartEvent:
            continue
        assembly = fresh(base)
        handle, get = assembly.handle, stream.get_event
        while type(inner := get()) is not events.DocumentEndEvent:
            handle[type(inner)](inner)
        yield start, assembly


def _syntax(error: YAMLError, stretch: str, base: int) -> Problem:
    if isinstance(error, ReaderError):
        character = error.character if isinstance(error.character, int) else ord(error.character)
        offset = base + stretch.find(chr(character))
        return Problem("form/characters", offset, {"character": f"U+{character:04X}"})
    offset, words = base, Phrase("it cannot be parsed")
    if isinstance(error, MarkedYAMLError):
        offset += _told_at(error, stretch)
        words = Phrase(error.problem or error.context or words)
    return Problem("form/syntax", offset, {"problem": words})


def _told_at(error: MarkedYAMLError, stretch: str) -> int:
    """Where to point: where an end comes too early, at what is unfinished, or at the last that was written."""
    marks: list[Any] = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    written = len(stretch.rstrip())
    return next((mark.index for mark in marks if mark.index < written), max(written - 1, 0))
