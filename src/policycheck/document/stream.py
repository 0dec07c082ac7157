"""A YAML stream split into its documents by the parser; after a syntax error reading goes on at the next `---`."""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from yaml import YAMLError, events
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from policycheck.document.events import Assembly, Problem, parser
from policycheck.document.marks import Chart, Marks
from policycheck.document.quick import UnusualError, quick_value
from policycheck.document.values import Values

_START = re.compile(r"^---(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a stream: its value, or why there is none."""

    offset: int
    value: Any = None
    problems: tuple[Problem, ...] = ()


def parts(text: str) -> Iterator[Part]:
    """The documents of `text`, in order; those that cannot be read carry their problems.

    Ordinary documents are read in one tight loop. From the first that is not, the careful reader takes over.
    """
    stream = parser(text)
    start, seen, inside = 0, 0, False
    try:
        while stream.check_event():
            event = stream.get_event()
            offset = event.start_mark.index
            if type(event) is events.DocumentStartEvent:
                start, inside = offset, True
                yield Part(start, quick_value(stream))
                seen, inside = 1, False
    except (UnusualError, YAMLError):
        yield from islice(_careful(text, start), 0 if inside else seen, None)


def _careful(text: str, base: int | None) -> Iterator[Part]:
    while base is not None:
        base = yield from _readable(text, base)


def _readable(text: str, base: int) -> Generator[Part, None, int | None]:
    """The documents from `base` up to a syntax error; the offset to go on at, if there is one."""
    try:
        for start, values in _assembled(text, base, Values):
            yield Part(start, values.root, _moved(values.problems, base))
    except YAMLError as error:
        problem = _syntax(error, base, len(text))
        yield Part(problem.offset, problems=(problem,))
        return _next_start(text, max(problem.offset, base + 1))
    return None


def marked(text: str) -> Chart:
    """Where everything in `text` stands; parts are counted as in `parts`."""
    chart = Chart()
    base: int | None = 0
    while base is not None:
        base = _mark_from(text, base, chart)
    chart.scalars.sort()
    return chart


def _mark_from(text: str, base: int, chart: Chart) -> int | None:
    try:
        for _, marks in _assembled(text, base, lambda: Marks(base, chart)):
            chart.trees.append(marks.tree)
    except YAMLError as error:
        chart.trees.append(None)
        return _next_start(text, max(_syntax(error, base, len(text)).offset, base + 1))
    return None


A = TypeVar("A", bound=Assembly[Any])


def _assembled(text: str, base: int, fresh: Callable[[], A]) -> Iterator[tuple[int, A]]:
    """Each document from `base` on: the offset where it starts, and its finished assembly."""
    stream = parser(text[base:] if base else text)
    while stream.check_event():
        event = stream.get_event()
        start = event.start_mark.index + base
        if type(event) is not events.DocumentStartEvent:
            continue
        assembly = fresh()
        handle, get = assembly.handle, stream.get_event
        while type(inner := get()) is not events.DocumentEndEvent:
            handle[type(inner)](inner)
        yield start, assembly


def _moved(problems: list[Problem], base: int) -> tuple[Problem, ...]:
    if not base:
        return tuple(problems)
    return tuple(Problem(p.rule, p.offset + base, p.values) for p in problems)


def _syntax(error: YAMLError, base: int, length: int) -> Problem:
    if isinstance(error, ReaderError):
        character = error.character if isinstance(error.character, int) else ord(error.character)
        return Problem("form/characters", base + error.position, {"character": f"U+{character:04X}"})
    offset, words = base, "it cannot be parsed"
    if isinstance(error, MarkedYAMLError):
        mark: Any = error.problem_mark or error.context_mark
        offset = base + mark.index if mark else base
        words = error.problem or error.context or words
    return Problem("form/syntax", min(offset, length), {"problem": words})


def _next_start(text: str, offset: int) -> int | None:
    match = _START.search(text, offset)
    return match.start() if match else None
