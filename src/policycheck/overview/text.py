"""For people at a terminal: tables and lists of at most 100 columns, in the order in which they are wanted."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, TextIO

from policycheck.overview import words
from policycheck.overview.breadth import folded
from policycheck.overview.layout import heading, laid, one_line, wrapped
from policycheck.overview.tabular import Tables
from policycheck.reporters.severities import named
from policycheck.reporters.text import WIDTH, where
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.overview.tabular import Table
    from policycheck.overview.types import Duty, Overview, RegisterState, Task
    from policycheck.reporters import Look


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write all parts, then the summary."""
    say = speech(overview.report.language)
    if not look.quiet:
        page = _Page(overview, look)
        out.writelines(f"{part}\n\n" for part in page.parts() if part)
    last = words.last_line(overview, look, say.day)
    out.writelines(f"{line}\n" for line in wrapped("", last))


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
        yield one_line(words.title(self.overview, say))
        yield heading(say.gettext(words.REGISTERS))
        yield laid(tables.registers())
        yield laid(tables.documents())
        for register in self.overview.registers:
            yield self._register(register)
        yield heading(say.gettext(words.TASKS))
        for duty in self.overview.duties:
            yield self._duty(duty)
        yield self._more()
        yield from self._section(say.gettext(words.OPEN_POINTS), tables.open_points())
        until = words.day(self.overview.horizon, say)
        yield from self._section(say.gettext("What comes up until {day}", day=until), tables.upcoming())
        if self.overview.ledger:
            yield from self._section(say.gettext(words.LEDGER), tables.waivers())
        yield from self._section(say.gettext(words.JUDGED), tables.packs())
        yield laid(tables.tables())
        yield from self._section(say.gettext(words.RESTS_ON), tables.rests_on())

    def _register(self, register: RegisterState) -> str:
        files = ", ".join(f"{self.look.prefix}{file}" for file in register.files)
        head = folded(one_line(f"{register.name} ({files})"), WIDTH, break_words=False)
        return "\n".join([*head, indent(laid(self.tables.themes(register)._replace(head=()), WIDTH - 2), "  ")])

    def _duty(self, duty: Duty) -> str:
        head = one_line(f"{words.reached(duty.role, self.say)}: {words.found(duty.counts, self.say)}")
        return "\n".join([head, *(line for task in duty.tasks for line in self._task(task))])

    def _task(self, task: Task) -> Iterator[str]:
        severity = named(task.finding.severity, self.say)
        yield from wrapped("  ", f"{severity} {where(task.finding.spot, self.look)} {task.finding.rule}")
        yield from wrapped("    ", task.finding.message)
        yield from wrapped("    → ", task.remedy)

    def _more(self) -> str:
        if not self.overview.duties:
            return self.say.gettext(words.CLEAN)
        return self.say.gettext("'policycheck explain RULE' tells why, and what to write.")

    def _section(self, title: str, table: Table) -> Iterator[str]:
        yield heading(title)
        yield laid(table) or self.say.gettext("none")
