"""For GitHub, GitLab and every other reader of Markdown: tables and lists, without HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from policycheck.overview import words
from policycheck.overview.tabular import Table, Tables
from policycheck.reporters.markup import code, text
from policycheck.reporters.severities import declared
from policycheck.reporters.text import where
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.overview.types import Duty, Overview, RegisterState, Task
    from policycheck.reporters import Look


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write all parts, then the summary."""
    say = speech(overview.report.language)
    if not look.quiet:
        page = _Page(overview, look)
        out.writelines(f"{part}\n\n" for part in page.parts() if part)
    out.write(text(words.last_line(overview, look, say.day)) + "\n")


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
        yield f"# {text(words.title(self.overview, say))}"
        yield f"## {text(say.gettext(words.REGISTERS))}"
        yield _laid(tables.registers())
        yield _laid(tables.documents())
        for register in self.overview.registers:
            yield from self._register(register)
        yield f"## {text(say.gettext(words.TASKS))}"
        for duty in self.overview.duties:
            yield from self._duty(duty)
        if not self.overview.duties:
            yield text(say.gettext(words.CLEAN))
        yield from self._section(say.gettext(words.OPEN_POINTS), tables.open_points())
        until = words.day(self.overview.horizon, say)
        yield from self._section(say.gettext("What comes up until {day}", day=until), tables.upcoming())
        if self.overview.ledger:
            yield from self._section(say.gettext(words.LEDGER), tables.waivers())
        yield from self._section(say.gettext(words.JUDGED), tables.packs())
        yield _laid(tables.tables())
        yield from self._section(say.gettext(words.RESTS_ON), tables.rests_on())

    def _register(self, register: RegisterState) -> Iterator[str]:
        yield f"### {text(register.name)}"
        yield ", ".join(code(f"{self.look.prefix}{file}") for file in register.files)
        yield _laid(self.tables.themes(register))

    def _duty(self, duty: Duty) -> Iterator[str]:
        role = text(words.reached(duty.role, self.say))
        yield f"### {role}: {text(words.found(duty.counts, self.say))}"
        yield "\n".join(self._task(task) for task in duty.tasks)

    def _task(self, task: Task) -> str:
        severity = text(declared(task.finding.severity, self.say))
        place = code(where(task.finding.spot, self.look))
        lines = (
            f"- **{severity}** {place} {code(task.finding.rule)}",
            f"  {text(task.finding.message)}",
            f"  → {text(task.remedy)}",
        )
        return "  \n".join(lines)

    def _section(self, heading: str, table: Table) -> Iterator[str]:
        yield f"## {text(heading)}"
        yield _laid(table) or text(self.say.gettext("none"))


def _laid(table: Table) -> str:
    """A table; one without rows is nothing."""
    if not table.rows:
        return ""
    columns = len(table.head)
    rule = ["---"] * (columns - table.numbers) + ["--:"] * table.numbers
    rows = [_row(map(text, table.head)), _row(rule), *(_row(map(_cell, row)) for row in table.rows)]
    return "\n".join(rows)


def _cell(words: str) -> str:
    return "; ".join(text(line) for line in words.split("\n"))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
