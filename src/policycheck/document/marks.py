"""Where everything stands: computed for a file when somebody asks, not before."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from policycheck.document.events import Assembly, Frame


@dataclass(slots=True)
class Mark:
    """Offsets of a value, of its key if it has one, and the marks inside it."""

    start: int
    end: int
    body: dict[str, Mark] | list[Mark] | None = None
    value: str = ""
    key: tuple[int, int] | None = None

    @property
    def head(self) -> tuple[int, int]:
        """The offsets to point at: the key, or a value that has none."""
        return self.key or (self.start, self.end)


@dataclass(slots=True)
class Chart:
    """The marks of each document of a file, the spans of all scalars, and for a repeated key the first one."""

    trees: list[Mark | None] = field(default_factory=list)
    scalars: list[tuple[int, int]] = field(default_factory=list)
    first: dict[int, int] = field(default_factory=dict)


class Marks(Assembly[Mark]):
    """Builds marks from an offset on, and enters them into a chart."""

    def __init__(self, base: int, chart: Chart) -> None:
        super().__init__(base)
        self.chart = chart

    def leaf(self, event: Any) -> Mark:
        """The scalar's span."""
        start, end = self._span(event)
        self.chart.scalars.append((start, end))
        return Mark(start, end, value=event.value)

    def branch(self, event: Any, body: Any) -> Mark:
        """The container's first character."""
        start, end = self._span(event)
        return Mark(start, end, body)

    def body_of(self, node: Mark) -> Any:
        """The marks inside."""
        return node.body

    def alias(self, event: Any, node: Mark) -> Mark:
        """The alias itself, with what it stands for inside."""
        return Mark(*self._span(event), node.body, node.value)

    def attach(self, frame: Frame[Mark], node: Mark) -> None:
        """Remember the key's span; of two equal keys the first one's."""
        if frame.keyed:
            node.key = self._span(frame.key_event)
            self.chart.scalars.append(node.key)
            frame.body.setdefault(frame.key, node)
        else:
            frame.body.append(node)

    @property
    def tree(self) -> Mark | None:
        """The whole document, refused or not."""
        return self._frame.body[0] if self._frame.body else None

    def refuse(self, rule: str, event: Any, **values: object) -> None:  # noqa: ARG002 - a mark breaks no rule
        """What cannot be read still has places to point at; a repeated key remembers the first."""
        if "key" in values:
            first = self._frame.body[values["key"]].key
            self.chart.first[event.start_mark.index + self.base] = first[0]

    def _span(self, event: Any) -> tuple[int, int]:
        return event.start_mark.index + self.base, event.end_mark.index + self.base


class Span(NamedTuple):
    """Line and column of the first character and of the one after the last, from 1, in code points."""

    line: int
    column: int
    end_line: int
    end_column: int


_LINE_END = re.compile(r"\r\n?|\n")


class Lines:
    """Turns offsets into lines and columns. A line ends with LF, CRLF or CR, as editors count."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, cut at the end of its first line."""
        line, column = self.position(start)
        last = self.starts[line] if line < len(self.starts) else len(self.text)
        stop = len(self.text[start : min(end, last)].rstrip("\r\n")) + start
        return Span(line, column, line, max(stop, start) - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        if not 1 <= number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")
