"""For people at a terminal: tables and lists of at most 100 columns, in the order in which they are wanted."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, TextIO

from tabulate import tabulate

from policycheck.overview import words
from policycheck.overview.breadth import breadth, folded
from policycheck.overview.tabular import Table, Tables
from policycheck.reporters.severities import named
from policycheck.reporters.text import WIDTH, safe, where
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.overview.types import Duty, Overview, RegisterState, Task
    from policycheck.reporters import Look

GAP = 2
"""Between two columns."""
NARROWEST = 8
PADDING = 2
"""Beside a heading: so much wider is its column at least."""


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write all parts, then the summary."""
    say = speech(overview.report.language)
    if not look.quiet:
        page = _Page(overview, look)
        out.writelines(f"{part}\n\n" for part in page.parts() if part)
    last = words.last_line(overview, look, say.day)
    out.writelines(f"{line}\n" for line in _wrapped("", last))


class _Page:
    """Lays an overview out in its language."""

    def __init__(self, overview: Overview, look: Look) -> None:
        self.overview = overview
        self.look = look
        self.say = speech(overview.report.language)
        self.tables = Tables(overview, look, self.say)

    def parts(self) -> Iterator[str]:
        """The parts from what is wanted first to what is wanted last."""
        say, tables = self.say, self.tables
        yield _line(words.title(self.overview, say))
        yield _heading(say.gettext(words.REGISTERS))
        yield _laid(tables.registers())
        yield _laid(tables.documents())
        for register in self.overview.registers:
            yield self._register(register)
        yield _heading(say.gettext(words.TASKS))
        for duty in self.overview.duties:
            yield self._duty(duty)
        yield self._more()
        yield from self._section(say.gettext(words.OPEN_POINTS), tables.open_points())
        until = words.day(self.overview.horizon, say)
        yield from self._section(say.gettext("What comes up until {day}", day=until), tables.upcoming())
        yield from self._section(say.gettext(words.JUDGED), tables.packs())
        yield _laid(tables.waivers())
        yield _laid(tables.tables())

    def _register(self, register: RegisterState) -> str:
        files = ", ".join(f"{self.look.prefix}{file}" for file in register.files)
        head = folded(_line(f"{register.name} ({files})"), WIDTH, break_words=False)
        return "\n".join([*head, indent(_laid(self.tables.themes(register)._replace(head=()), WIDTH - 2), "  ")])

    def _duty(self, duty: Duty) -> str:
        head = _line(f"{words.reached(duty.role, self.say)}: {words.found(duty.counts, self.say)}")
        return "\n".join([head, *(line for task in duty.tasks for line in self._task(task))])

    def _task(self, task: Task) -> Iterator[str]:
        severity = named(task.finding.severity, self.say)
        yield from _wrapped("  ", f"{severity} {where(task.finding.spot, self.look)} {task.finding.rule}")
        yield from _wrapped("    ", task.finding.message)
        yield from _wrapped("    → ", task.remedy)

    def _more(self) -> str:
        if not self.overview.duties:
            return self.say.gettext(words.CLEAN)
        return self.say.gettext("'policycheck explain RULE' tells why, and what to write.")

    def _section(self, heading: str, table: Table) -> Iterator[str]:
        yield _heading(heading)
        yield _laid(table) or self.say.gettext("none")


def _heading(words: str) -> str:
    return f"{words}\n{'=' * len(words)}"


def _line(text: str) -> str:
    return safe(" ".join(text.split()))


def _wrapped(head: str, text: str) -> list[str]:
    lines = folded(_line(text), WIDTH - len(head), break_words=False)
    return [f"{head if number == 0 else ' ' * len(head)}{line}" for number, line in enumerate(lines)]


def _laid(table: Table, room: int = WIDTH) -> str:
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
    return "\n".join(_line(line) for line in text.split("\n"))


def _folded(cell: str, width: int) -> str:
    lines = (folded(line, width) for line in cell.split("\n"))
    return "\n".join(part for line in lines for part in line)


def _widths(head: Sequence[str], rows: list[list[str]], room: int) -> list[int]:
    """How wide each column may be: the widest ones give way until all fit, and break words only at last."""
    columns = [[line for cell in column for line in cell.split("\n")] for column in zip(*rows, strict=True)]
    heads = [[*title.split(), title] for title in head] or [[""]] * len(columns)
    widths = [_longest(texts, [title[-1]]) for texts, title in zip(columns, heads, strict=True)]
    words = [_longest(" ".join(texts).split(), title[:-1]) for texts, title in zip(columns, heads, strict=True)]
    room -= GAP * (len(widths) - 1)
    for floors in (words, [NARROWEST] * len(widths)):
        while sum(widths) > room and any(width > floor for width, floor in zip(widths, floors, strict=True)):
            widest = max(range(len(widths)), key=lambda column: (widths[column] > floors[column], widths[column]))
            widths[widest] -= 1
    return widths


def _longest(texts: list[str], titles: list[str]) -> int:
    return max((1, *map(breadth, texts), *(breadth(title) + PADDING for title in titles)))
