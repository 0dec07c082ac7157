"""Where the parts of a picture stand: boxes, lines and bars in whole units, so that the same data give the same bytes.

A picture says by shape and words what it says by shade, and each comes with a table or list of the same.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

LINE, PAD, GAP = 17, 10, 14
WIDE, APART = 230, 95
CHARACTERS = 29
"""So many fit into a line of a box."""
MOST_LINES = 3
TALLEST = 40
"""So many boxes stand in a column; the last one then says how many more there are."""


class Box(NamedTuple):
    """Somebody or something in a flow; `kind` decides how it is drawn."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    kind: str

    @property
    def middle(self) -> int:
        """The height at which lines meet it."""
        return self.y + self.height // 2


class Arrow(NamedTuple):
    """From a point to a point; `kind` is that of where it leads."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str

    @property
    def path(self) -> str:
        """A line that bends halfway."""
        bend = (self.x1 + self.x2) // 2
        return f"M{self.x1} {self.y1} C{bend} {self.y1} {bend} {self.y2} {self.x2} {self.y2}"


class Flow(NamedTuple):
    """Boxes in columns, joined by arrows, and the same in words."""

    width: int
    height: int
    heads: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    rows: tuple[tuple[str, str], ...]


class Node(NamedTuple):
    """What a box will say."""

    key: str
    lines: tuple[str, ...]
    kind: str = "plain"


def flow(
    heads: Sequence[str],
    columns: Sequence[Sequence[Node]],
    joined: Collection[tuple[str, str]],
    more: str,
) -> Flow:
    """Nodes in columns from left to right, each column centred; `joined` are pairs of keys, `more` says "{n} more"."""
    shown = [_most(nodes, more) for nodes in columns]
    heights = [sum(_height(node) + GAP for node in nodes) - GAP for nodes in shown]
    tallest = max(heights, default=0)
    boxes: dict[str, Box] = {}
    for column, nodes in enumerate(shown):
        y = 34 + (tallest - heights[column]) // 2
        for node in nodes:
            boxes[node.key] = Box(column * (WIDE + APART) + 2, y, WIDE, _height(node), node.lines, node.kind)
            y += _height(node) + GAP
    arrows = [_arrow(boxes[one], boxes[other]) for one, other in sorted(joined) if one in boxes and other in boxes]
    names = {node.key: " ".join(node.lines) for nodes in columns for node in nodes}
    rows = tuple((names[one], names[other]) for one, other in sorted(joined) if one in names and other in names)
    width = len(columns) * (WIDE + APART) - APART + 4
    places = tuple((column * (WIDE + APART) + 2, head) for column, head in enumerate(heads))
    return Flow(width, tallest + 40, places, tuple(boxes.values()), tuple(arrows), rows)


def node(key: str, words: str, note: str = "", kind: str = "plain") -> Node:
    """A node whose words are broken into lines; what is too long ends in dots."""
    lines = wrap(words, CHARACTERS) or ["\N{EN DASH}"]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: CHARACTERS - 1]}\N{HORIZONTAL ELLIPSIS}"]
    return Node(key, (*lines, *wrap(note, CHARACTERS)[:2]), kind)


def _most(nodes: Sequence[Node], more: str) -> list[Node]:
    if len(nodes) <= TALLEST:
        return list(nodes)
    rest = len(nodes) - TALLEST + 1
    return [*nodes[: TALLEST - 1], Node("\0more", (more.format(n=rest),), "more")]


def _height(node: Node) -> int:
    return len(node.lines) * LINE + 2 * PAD


def _arrow(one: Box, other: Box) -> Arrow:
    return Arrow(one.x + one.width, one.middle, other.x - 5, other.middle, other.kind)


class Bar(NamedTuple):
    """A bar with its words and number."""

    y: int
    width: int
    words: str
    number: int
    kind: str


class Bars(NamedTuple):
    """Bars below each other, the longest as wide as the picture allows."""

    height: int
    bars: tuple[Bar, ...]


BAR, LONGEST = 46, 520


def bars(counted: Iterable[tuple[str, str, int]]) -> Bars:
    """A bar for each kind, words and number."""
    rows = [row for row in counted if row[2]]
    most = max((number for _, _, number in rows), default=1)
    drawn = [
        Bar(index * BAR, max(3, number * LONGEST // most), words, number, kind)
        for index, (kind, words, number) in enumerate(rows)
    ]
    return Bars(len(rows) * BAR, tuple(drawn))


class Span(NamedTuple):
    """How long something is kept, on the line of time."""

    y: int
    width: int
    words: str
    told: str
    open: bool
    """It ends by an event, no day of which is known."""


class Lasting(NamedTuple):
    """A line of time from the event that a period counts from."""

    height: int
    ticks: tuple[tuple[int, str], ...]
    spans: tuple[Span, ...]


MONTHS_IN_YEAR, DAYS_IN_MONTH = 12, 30.44
STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 7


def lasting(rows: Sequence[tuple[str, str, float | None]]) -> Lasting:
    """A span for each: what is kept, how long in words, and in months; None where an event ends it."""
    years = max((months for _, _, months in rows if months), default=MONTHS_IN_YEAR) / MONTHS_IN_YEAR
    step = next((step for step in STEPS if years / step <= MOST_TICKS), STEPS[-1])
    whole = max(step, -(-int(years * 100) // (step * 100)) * step)
    ticks = tuple((year * LONGEST // whole, str(year)) for year in range(0, whole + 1, step))
    spans = [_span(index, *row, whole) for index, row in enumerate(rows)]
    return Lasting(len(rows) * BAR + 30, ticks, tuple(spans))


def _span(index: int, words: str, told: str, months: float | None, whole: int) -> Span:
    width = LONGEST if months is None else max(4, round(months * LONGEST / (whole * MONTHS_IN_YEAR)))
    return Span(index * BAR + 24, min(width, LONGEST), words, told, months is None)


class Line(NamedTuple):
    """Numbers over time, as one line for each severity."""

    points: tuple[Point, ...]
    lines: Mapping[str, str]
    """The points of each severity as SVG has them."""
    top: int


class Point(NamedTuple):
    """A commit: its day, its name, its findings by severity."""

    day: str
    commit: str
    numbers: tuple[int, int, int]


def line(points: Sequence[Point], severities: Sequence[str]) -> Line:
    """Points evenly apart, from zero up to the largest number."""
    top = max((number for point in points for number in point.numbers), default=0) or 1
    apart = LONGEST // max(1, len(points) - 1)
    lines = {
        severity: " ".join(
            f"{index * apart},{150 - point.numbers[which] * 150 // top}" for index, point in enumerate(points)
        )
        for which, severity in enumerate(severities)
    }
    return Line(tuple(points), lines, top)
