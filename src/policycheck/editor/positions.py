"""Positions as the protocol counts them: lines from 0, and units of the encoding that client and server agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycheck.document import Span
    from policycheck.document.marks import Lines

Position = tuple[int, int]
"""Line and unit, both from 0."""
Range = tuple[Position, Position]
_WIDTHS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Units:
    """Counts characters as a client does; we count code points."""

    def __init__(self, encoding: str = "utf-16") -> None:
        self._encoding, self._width = _WIDTHS[encoding]

    def count(self, text: str) -> int:
        """How many units a text has."""
        return len(text.encode(self._encoding, "surrogatepass")) // self._width

    def range(self, span: Span, lines: Lines) -> Range:
        """A span of ours."""
        first, last = lines.line(span.line), lines.line(span.end_line)
        start = (span.line - 1, self.count(first[: span.column - 1]))
        return start, (span.end_line - 1, self.count(last[: span.end_column - 1]))

    def position(self, offset: int, lines: Lines) -> Position:
        """An offset."""
        line, column = lines.position(offset)
        return line - 1, self.count(lines.line(line)[: column - 1])

    def offset(self, position: Position, lines: Lines) -> int:
        """The offset of a position; what lies behind the end of a line or of the text is its end."""
        number, units = position
        if number >= len(lines.starts):
            return len(lines.text)
        line = lines.line(number + 1)
        column = 0
        while column < len(line) and units > 0:
            units -= self.count(line[column])
            column += 1
        return lines.starts[number] + column
