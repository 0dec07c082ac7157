"""The sheets that say what the records say: the record of Article 30 in its layout, transfers, time limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck import record
from policycheck.annexes.texts import legal
from policycheck.annexes.types import Cell, Cells, Column, Gap, Kept, Sheet, Strong
from policycheck.facts.safeguards import is_covered, stays
from policycheck.facts.transfers import reaches
from policycheck.record.answers import parties
from policycheck.record.answers.keeping import limits
from policycheck.record.answers.transfers import Going, going
from policycheck.record.teller import Teller
from policycheck.record.words import NOT_STATED, SERVES
from policycheck.reporters.text import safe
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policycheck.facts.transfers import Reach
    from policycheck.overview.reading import Reading
    from policycheck.place import Path
    from policycheck.record import Heading, Row
    from policycheck.record.answers import Answer
    from policycheck.repo import Record

WIDE, NARROW = 36, 14
COVERED = {
    True: Phrase("a decision or safeguard is on record"),
    False: Phrase("nothing on record covers it"),
    None: Phrase("cannot tell"),
}
ABOVE = 8
"""So many rows stand above the headings of a layout with a foreword."""
BESIDE = 4
"""So many columns stand beside a heading of a sheet at most."""


class Records:
    """The sheets of what records say."""

    def __init__(self, form: str | None, reading: Reading) -> None:
        self.reading, self.wording = reading, reading.wording
        self.say = self.wording.speech
        self.law = reading.book.law(reading.report.as_of)
        self.records = self._asked_about(record.kept(reading.repo, self.wording.language))
        self.described = self._asked_about(record.described(reading.repo, self.wording.language))
        self.form = record.layout(reading.book.vocabulary, form or self._usual(), self.wording.language)

    def _asked_about(self, found: Iterable[Record]) -> list[Record]:
        return [one for one in found if self.reading.asked_about(one)]

    def _usual(self) -> str:
        """The layout for the countries of those who answer for the records."""
        countries = {one.country for one in self.records if one.country}
        return record.chosen(self.reading.book.vocabulary, countries)

    def all_of_them(self) -> Iterator[Kept]:
        """The records with what they say, one after the other."""
        return map(self.kept, self.records)

    def kept(self, one: Record) -> Kept:
        """A record with what it says."""
        uses = SERVES if one.kind == "register" else ("record",)
        serves = ", ".join(self.say.gettext(SERVES[use]) for use in uses if use in one.serves)
        rows = tuple(record.rows(one, self.form, self.wording, self.law))
        file = safe(one.document.source.file)
        return Kept(one.kind, one.document.id, self.wording.name(one.place), file, serves, one.language, rows)

    def sheets(self) -> Iterator[Sheet]:
        """All of them."""
        say = self.say
        of_controllers = [one for one in self.records if one.kind == "register"]
        of_processors = [one for one in self.records if one.kind != "register"]
        title = say.gettext("Article 30(1) record")
        if self.form.is_sheets:
            yield self._as_sheets("record", title, of_controllers)
        else:
            yield self._as_table("record", title, self.form.controllers, of_controllers)
        yield self._as_table("processors", say.gettext("Article 30(2) record"), self.form.processors, of_processors)
        yield self._transfers()
        yield self._retention()

    def _as_table(self, key: str, title: str, headings: Sequence[Heading], records: Sequence[Record]) -> Sheet:
        columns = tuple(Column(heading.words, WIDE) for heading in headings)
        foreword = self._foreword() if key == "record" and self.form.has_foreword else ()

        def rows() -> Iterator[Cells]:
            for one in records:
                yield tuple(_cell(row) for row in self.kept(one).rows)

        return Sheet(key, title, columns, rows, foreword)

    def _foreword(self) -> tuple[Cells, ...]:
        """Who answers for the records, above the table, so that its headings stand in row 9 as in the template."""
        parts = ((Phrase("Controller"), parties.controller), (Phrase("Data protection officer"), parties.officer))
        last = (Phrase("Representative"), parties.representative)
        told: list[Cells] = [
            (Strong(self.say.gettext(words)), self._of_all(answer)) for words, answer in (*parts, last)
        ]
        return (*told, *[()] * (ABOVE - len(told)))

    def _of_all(self, answer: Answer) -> str:
        """What all records answer, each answer once."""
        tellers = (Teller(one, self.wording, self.law) for one in self.records)
        return "\n".join(dict.fromkeys(line.whole for teller in tellers for line in answer(teller, ())))

    def _as_sheets(self, key: str, title: str, records: Sequence[Record]) -> Sheet:
        say = self.say
        columns = (
            Column(say.gettext("record"), 20),
            Column(say.gettext("part"), 22),
            Column(say.gettext("heading"), 30),
            Column(say.gettext("what the record says"), WIDE),
            *(Column(say.gettext("beside it, {n}", n=n), 24) for n in range(1, BESIDE)),
        )

        def rows() -> Iterator[Cells]:
            for one in records:
                kept = self.kept(one)
                for row in kept.rows:
                    yield from _sheet_rows(kept, row)

        return Sheet(key, title, columns, rows, page_each=True)

    def _transfers(self) -> Sheet:
        say = self.say
        head = (
            (Phrase("register"), 24), (Phrase("recipient"), 28), (Phrase("country"), 18), (Phrase("safeguard"), WIDE),
            (Phrase("documentation"), 28), (Phrase("listed in the record"), NARROW), (Phrase("on the day"), 24),
            (Phrase("file"), 30), (Phrase("line"), 8),
        )  # fmt: skip
        return Sheet("transfers", say.gettext("Transfers"), _columns(head, say.gettext), self._transfer_rows)

    def _transfer_rows(self) -> Iterator[Cells]:
        for one in self.described:
            states = {reach.path[:2]: self._state(reach, one) for reach in reaches(one)}
            for found in going(Teller(one, self.wording, self.law)):
                yield self._transfer(one, found, states.get(found.path[:2], self.say.gettext(COVERED[None])))

    def _state(self, reach: Reach, one: Record) -> Cell:
        """How a transfer stands on the day."""
        if stays(reach.country, one, self.law):
            return self.say.gettext("no transfer: the data stay in the EEA")
        covered = is_covered(reach, one, self.law)
        words = self.say.gettext(COVERED[covered])
        return words if covered else Gap(words)

    def _transfer(self, one: Record, found: Going, state: Cell) -> Cells:
        say = self.say
        listed = say.gettext("yes") if found.stated else Gap(say.gettext("no"))
        cover = found.cover or Gap(say.gettext(NOT_STATED))
        return (
            self._name(one),
            found.to,
            found.country,
            cover,
            found.link,
            listed,
            state,
            *self._where(one, found.path),
        )

    def _retention(self) -> Sheet:
        say = self.say
        head = (
            (Phrase("register"), 24), (Phrase("data"), WIDE), (Phrase("kept for"), 24),
            (Phrase("counted from, or ended by"), 28), (Phrase("ground"), WIDE), (Phrase("file"), 30),
            (Phrase("line"), 8),
        )  # fmt: skip
        return Sheet("retention", say.gettext("Retention"), _columns(head, say.gettext), self._retention_rows)

    def _retention_rows(self) -> Iterator[Cells]:
        for one in self.described:
            teller = Teller(one, self.wording, self.law)
            found = list(limits(teller))
            for kept in found:
                period = kept.period or ("" if kept.ends else Gap(self.say.gettext(NOT_STATED)))
                yield (self._name(one), kept.data, period, kept.ends, kept.ground, *self._where(one, kept.path))
            if not found and one.kind == "register":
                line = teller.missing("retention")
                words = Gap(line.words) if line.gap else line.words
                yield (self._name(one), "", words, "", "", *self._where(one, ()))

    def _name(self, one: Record) -> str:
        return self.wording.name(one.place)

    def _where(self, one: Record, path: Path) -> tuple[str, int]:
        spot = self.wording.spot(one.place.at(*path))
        return safe(spot.file), spot.span.line


def _cell(row: Row) -> Cell:
    """All lines under a heading in one cell; a day alone is a day."""
    if len(row.lines) == 1 and row.lines[0].day:
        return row.lines[0].day
    words = "\n".join(" ".join(legal(line.whole).split()) for line in row.lines)
    return Gap(words) if row.gap else words


def _sheet_rows(kept: Kept, row: Row) -> Iterator[Cells]:
    """A heading of a sheet: its own columns, then a row for each line."""
    heading = row.heading
    first: tuple[Cell, ...] = (kept.id, heading.under, heading.words)
    if heading.columns and row.lines:
        yield (*first, *map(Strong, heading.columns))
    for line in row.lines:
        words: Cell = line.day or (Gap(line.words) if line.gap else line.words)
        beside = line.beside if heading.columns else ("; ".join(filter(None, (*line.beside, line.inside))),)
        yield (*first, words, *beside)
    if not row.lines:
        yield first


def _columns(head: Sequence[tuple[Phrase, int]], say: Callable[[str], str]) -> tuple[Column, ...]:
    return tuple(Column(say(words), width) for words, width in head)
