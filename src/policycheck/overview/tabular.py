"""The tables of an overview: headings and cells in words, before a format lays them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.evidence.words import rests_on
from policycheck.facts.occasions import day_of
from policycheck.finding import Outcome
from policycheck.overview import words
from policycheck.reporters.text import where
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycheck.overview.types import Overview, RegisterState, Upcoming
    from policycheck.reporters import Look
    from policycheck.speech import Speech

OUTCOMES = {
    Outcome.MET: Phrase("met"),
    Outcome.NOT_MET: Phrase("not met"),
    Outcome.DOES_NOT_APPLY: Phrase("does not apply"),
    Outcome.CANNOT_TELL: Phrase("cannot tell"),
}


class Table(NamedTuple):
    """A heading for each column, and rows of text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 0
    """So many of the last columns hold numbers."""


class Tables:
    """The tables of one overview, in its language."""

    def __init__(self, overview: Overview, look: Look, say: Speech) -> None:
        self.overview = overview
        self.look = look
        self.say = say

    def _head(self, *columns: str) -> tuple[str, ...]:
        return tuple(self.say.gettext(column) for column in columns)

    def _numbers(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.say.number(number) for number in numbers)

    def registers(self) -> Table:
        """Every register in a line."""
        head = self._head(
            Phrase("register"), Phrase("responsible"), Phrase("errors"), Phrase("warnings"), Phrase("notes"),
            Phrase("open"),
        )  # fmt: skip
        rows = (
            (_flat(one.name), words.who(one.role, self.say), *self._numbers((*one.counts, one.open)))
            for one in self.overview.registers
        )
        return Table(head, tuple(rows), 4)

    def documents(self) -> Table:
        """Other documents of which something is to be said."""
        head = self._head(Phrase("document"), Phrase("state"))
        rows = (
            (
                _lines(words.document(one, self.say), f"{self.look.prefix}{one.file}"),
                words.standing(one, self.say),
            )
            for one in self.overview.documents
        )
        return Table(head, tuple(rows))

    def themes(self, register: RegisterState) -> Table:
        """How a register stands, theme by theme."""
        head = self._head(Phrase("theme"), Phrase("state"))
        return Table(head, tuple((theme.name, words.state(theme, self.say)) for theme in register.themes))

    def open_points(self) -> Table:
        """What cannot be told yet."""
        head = self._head(Phrase("by when"), Phrase("what is missing"), Phrase("owner"))
        rows = (
            (
                words.until(one.until, self.say, overdue=one.overdue),
                _lines(one.missing, _listed(one.subject, one.theme), where(one.spot, self.look)),
                words.who(one.role, self.say),
            )
            for one in self.overview.open_points
        )
        return Table(head, tuple(rows))

    def upcoming(self) -> Table:
        """What comes up."""
        return coming(self.overview.upcoming, self.look, self.say)

    def packs(self) -> Table:
        """What the rules of each pack came to."""
        head = self._head(Phrase("pack"), Phrase("rules"), *OUTCOMES.values(), Phrase("findings"), Phrase("waived"))
        rows = [
            (
                one.pack,
                *self._numbers((one.rules, *(one.outcomes.get(outcome, 0) for outcome in OUTCOMES))),
                *self._numbers((one.findings, one.waived)),
            )
            for one in self.overview.packs
        ]
        return Table(head, (*rows, self._total()), 7)

    def _total(self) -> tuple[str, ...]:
        packs = self.overview.packs
        outcomes = (sum(one.outcomes.get(outcome, 0) for one in packs) for outcome in OUTCOMES)
        numbers = (sum(one.rules for one in packs), *outcomes)
        findings = (sum(one.findings for one in packs), sum(one.waived for one in packs))
        return (self.say.gettext("together"), *self._numbers((*numbers, *findings)))

    def waivers(self) -> Table:
        """Every waiver: what it is for, why, whose it is, and what has become of it."""
        head = self._head(Phrase("until"), Phrase("waiver"), Phrase("reason"), Phrase("owner"), Phrase("state"))
        rows = (
            (
                self._day(line.entry.until),
                _lines(line.entry.rule, line.entry.place, where(line.entry.spot, self.look)),
                _flat(line.entry.reason),
                _lines(*words.answering(line, self.say)),
                words.waiver(line, self.say),
            )
            for line in self.overview.ledger
        )
        return Table(head, tuple(rows))

    def _day(self, written: str) -> str:
        when = day_of(written)
        return words.day(when, self.say) if when else written

    def tables(self) -> Table:
        """When the tables of the law were last checked."""
        head = self._head(Phrase("law table"), Phrase("last checked"))
        rows: Sequence[tuple[str, str]] = [
            (
                f"law/{one.name}",
                self.say.gettext("{day}, more than six months old", day=words.day(one.checked, self.say))
                if one.stale
                else words.day(one.checked, self.say),
            )
            for one in self.overview.tables
        ]
        return Table(head, tuple(rows))

    def rests_on(self) -> Table:
        """What the report rests on."""
        told = rests_on(self.overview.evidence, self.say, lambda day: words.day(day, self.say))
        return Table(
            self._head(Phrase("evidence"), Phrase("state")), tuple((label, _lines(*of)) for label, *of in told)
        )


def coming(upcoming: Iterable[Upcoming], look: Look, say: Speech) -> Table:
    """What falls due, on which day, and whose it is."""
    head = tuple(map(say.gettext, (Phrase("by when"), Phrase("what comes up"), Phrase("owner"))))
    rows = (
        (
            words.until(one.day, say, overdue=one.overdue),
            _lines(words.occasion(one, say), one.subject, where(one.spot, look)),
            words.who(one.role, say),
        )
        for one in upcoming
    )
    return Table(head, tuple(rows))


def _flat(text: str) -> str:
    """An author's words on one line: lines of a cell are ours."""
    return " ".join(text.split())


def _lines(*texts: str) -> str:
    """A cell of several lines."""
    return "\n".join(map(_flat, texts))


def _listed(*texts: str) -> str:
    return ", ".join(filter(None, texts))
