"""How words are laid out for a terminal: headings, wrapped lines, and tables of at most 100 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tabulate import tabulate

from policycheck.overview.breadth import breadth, folded
from policycheck.reporters.text import WIDTH, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policycheck.overview.tabular import Table

GAP = 2
"""Between two columns."""
NARROWEST = 8
PADDING = 2
"""Beside a heading: so much wider is its column at least."""


def heading(words: str) -> str:
    """A line with one under it."""
    return f"{words}\n{'=' * len(words)}"


def one_line(text: str) -> str:
    """Words on one line that cannot steer a terminal."""
    return safe(" ".join(text.split()))


def wrapped(head: str, text: str) -> list[str]:
    """Words in lines beside a head, which the first of them has."""
    lines = folded(one_line(text), WIDTH - len(head), break_words=False)
    return [f"{head if number == 0 else ' ' * len(head)}{line}" for number, line in enumerate(lines)]


def laid(table: Table, room: int = WIDTH) -> str:
    """A table; one without rows is nothing."""
    if not table.rows:
        return ""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    widths = _widths(table.head, rows, room)
    return tabulate(
        [[_folded(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows],
        headers=[_folded(cell, width - PADDING) for cell, width in zip(table.head, widths, strict=False)],
        tablefmt="simple" if table.head else "plain",
        disable_numparse=True,
        colalign=["left"] * (len(widths) - table.numbers) + ["right"] * table.numbers,
    )


def _cell(text: str) -> str:
    return "\n".join(one_line(line) for line in text.split("\n"))


def _folded(cell: str, width: int) -> str:
    lines = (folded(line, width) for line in cell.split("\n"))
    return "\n".join(part for line in lines for part in line)


def _widths(head: Sequence[str], rows: list[list[str]], room: int) -> list[int]:
    """How wide each column may be: the widest ones give way until all fit, and break words only at last."""
    columns = [[line for cell in column for line in cell.split("\n")] for column in zip(*rows, strict=True)]
    heads = [[*title.split(), title] for title in head] or [[""]] * len(columns)
    widths = [_longest(cells, [title[-1]]) for cells, title in zip(columns, heads, strict=True)]
    words = [_longest(" ".join(cells).split(), title[:-1]) for cells, title in zip(columns, heads, strict=True)]
    room -= GAP * (len(widths) - 1)
    for floors in (words, [NARROWEST] * len(widths)):
        while sum(widths) > room and any(width > floor for width, floor in zip(widths, floors, strict=True)):
            widest = max(range(len(widths)), key=lambda column: (widths[column] > floors[column], widths[column]))
            widths[widest] -= 1
    return widths


def _longest(cells: list[str], titles: list[str]) -> int:
    return max((1, *map(breadth, cells), *(breadth(title) + PADDING for title in titles)))
