"""What is told across registers: where data go, parties, rights, times of keeping, and the law in force."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.facts.adequacy import is_adequate
from policycheck.facts.refusals import ALL
from policycheck.facts.safeguards import is_covered, is_safeguarded, stays
from policycheck.facts.things import things
from policycheck.facts.told import rights_told
from policycheck.facts.transfers import reaches
from policycheck.law.rows import holds
from policycheck.overview.words import day as shown_day
from policycheck.record.words import ROLES
from policycheck.site.sayings import Sayer
from policycheck.site.types import COVERS, Gone, Kept, LawRow, Link, Party, RightCell, RightsRow
from policycheck.speech import Phrase
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.facts.transfers import Reach
    from policycheck.law import Law
    from policycheck.overview.reading import Naming
    from policycheck.repo import Record
    from policycheck.site.audience import Audience

Registers = list[tuple[Link, list["Record"]]]
TOLD = {"told": Phrase("told"), "refused": Phrase("refused"), "nothing": Phrase("nothing said")}
DEROGATIONS = "49"
EVERY_LAW = {"territories": "territories", "adequacy": "decisions", "transfers": "tools", "statutes": "statutes"}
"""The tables of the law that are shown, and the list of rows in each."""


class House:
    """Gathers what is told across registers."""

    def __init__(self, registers: Registers, naming: Naming, law: Law, audience: Audience) -> None:
        self.registers = registers
        self.naming = naming
        self.wording = naming.wording
        self.law = law
        self.audience = audience

    def sayer(self, record: Record) -> Sayer:
        """Who says what a record states."""
        return Sayer(record, self.wording, self.audience)

    def gone(self) -> tuple[Gone, ...]:
        """Where data go, by what covers it: what nothing covers comes last, and is plainest to see."""
        found: dict[tuple[str, str, str, str], dict[Link, None]] = defaultdict(dict)
        for link, records in self.registers:
            for record in records:
                for reach in reaches(record):
                    cover = self.cover(reach, record)
                    key = (cover, reach.country, self._under(reach, cover), self.naming.wording.said(reach.shown))
                    found[key][link] = None
        order = list(COVERS)
        rows = [
            Gone(self._country(country), cover, told, name, tuple(links))
            for (cover, country, told, name), links in found.items()
        ]
        return tuple(sorted(rows, key=lambda one: (order.index(one.cover), one.country, one.recipient, one.told)))

    def cover(self, reach: Reach, record: Record) -> str:
        """What covers data that go there, as a key of `COVERS`."""
        cover = self._cover(reach, record)
        return "outside" if self.audience.is_public and cover in ("open", "nothing") else cover

    def _cover(self, reach: Reach, record: Record) -> str:
        if stays(reach.country, record, self.law):
            return "inside"
        if is_adequate(reach, record, self.law):
            return "adequacy"
        covered = is_covered(reach, record, self.law)
        if covered is None:
            return "open"
        if not covered:
            return "nothing"
        article = (reach.transfer or {}).get("safeguard", {}).get("article", "")
        return (
            "derogation" if article.startswith(DEROGATIONS) and is_safeguarded(reach, record, self.law) else "safeguard"
        )

    def _under(self, reach: Reach, cover: str) -> str:
        safeguard: Mapping[str, Any] = (reach.transfer or {}).get("safeguard", {})
        if cover in ("safeguard", "derogation") and safeguard.get("article"):
            codes = self.wording.book.vocabulary.codes("safeguards").items()
            code = next((code for code, row in codes if row.get("article") == safeguard["article"]), "")
            return self.wording.show(Term("safeguards", code)) if code else ""
        return ""

    def _country(self, code: str) -> str:
        return self.wording.show(Term("countries", code))

    def parties(self) -> tuple[Party, ...]:
        """Everybody outside who is described, by name."""
        named: dict[str, dict[Link, None]] = defaultdict(dict)
        for link, records in self.registers:
            for record in records:
                for name in _parties_of(record):
                    named[name][link] = None
        records = [one for one in self.naming.repo.of_kind("party") if self.naming.asked_about(one)]
        shown = [one for one in records if named[one.document.id] or not self.audience.is_public]
        found = [self._party(one, tuple(named[one.document.id])) for one in shown]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.country)))

    def _party(self, record: Record, links: tuple[Link, ...]) -> Party:
        stated, say = record.stated, self.wording.speech
        role = ROLES.get(stated.get("role", ""))
        inside = not self.audience.is_public
        agreements = [
            self.wording.said((terms.get("document") or {}).get("title"), record) or name
            for name, terms in things(stated.get("contracts") if inside else None)
            if isinstance(terms, dict)
        ]
        contact = stated.get("contact") or {}
        ways = [str(contact[way]) for way in ("email", "phone", "web") if contact.get(way)] if inside else []
        return Party(
            self.wording.name(record.place),
            self._country(stated["country"]) if stated.get("country") else "",
            say.gettext(role) if role else "",
            self.wording.said(stated.get("service"), record),
            tuple(agreements),
            ", ".join(ways),
            links,
        )

    def right_names(self) -> tuple[str, ...]:
        """The rights, in the order of the columns."""
        return tuple(self.wording.show(Term("rights", right)) for right in ALL)

    def rights(self) -> tuple[RightsRow, ...]:
        """Which rights each register gives, and which it tells of, in any of its descriptions."""
        return tuple(RightsRow(link, tuple(self._rights(records))) for link, records in self.registers)

    def _rights(self, records: list[Record]) -> Iterator[RightCell]:
        told = [rights_told(record, self.law, self.wording.book.vocabulary) for record in records]
        for right in ALL:
            cells = [one[right] for one in told]
            owed = _either(cell["owed"] for cell in cells)
            said = next((way for way in TOLD if any(cell["said"] == way for cell in cells)), "nothing")
            yield RightCell(owed, said, self.wording.speech.gettext(TOLD[said]))

    def kept(self) -> tuple[Kept, ...]:
        """How long everything is kept, register by register."""
        rows: list[Kept] = []
        for link, records in self.registers:
            for record in records:
                sayer = self.sayer(record)
                for _, entry in things(record.stated.get("retention") if record.kind == "register" else None):
                    if isinstance(entry, dict):
                        data = sayer.groups(entry.get("data", ())) or self.wording.speech.gettext(
                            "all data of the register"
                        )
                        rows.append(Kept(link, data, *sayer.lasts(entry)))
        return tuple(dict.fromkeys(rows))

    def law_in_force(self) -> tuple[LawRow, ...]:
        """The decisions, tools and acts that hold on the day."""
        tables = self.wording.book.law_tables
        return tuple(
            row
            for table, key in EVERY_LAW.items()
            if table in tables
            for row in self._table(table, tables[table].get(key, ()))
        )

    def _table(self, table: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[LawRow]:
        day, say = self.law.day.isoformat(), self.wording.speech
        for row in rows:
            if holds(row, day):
                ends = (row.get("valid_from"), row.get("valid_until"))
                first, last = (shown_day(date.fromisoformat(end), say) if end else "" for end in ends)
                days = f"{first}\N{EN DASH}{last}" if first or last else "\N{EN DASH}"
                yield LawRow(table, self._row_name(row), days, str(row.get("source", "")))

    def _row_name(self, row: Mapping[str, Any]) -> str:
        """What a row of the law is called: by the vocabulary where that has a word for it in every language."""
        vocabulary = self.wording.book.vocabulary
        if vocabulary.has("countries", row.get("territory", "")):
            return self._country(row["territory"])
        codes = vocabulary.codes("safeguards").items()
        grounds = {one["article"]: code for code, one in codes if "article" in one}
        if row.get("article") in grounds and "clauses" not in row:
            return self.wording.show(Term("safeguards", grounds[row["article"]]))
        return self.wording.said(row.get("titles") or row.get("name") or row.get("territory") or row["id"])


def _parties_of(record: Record) -> Iterator[str]:
    """The ids of those whom a record names."""
    for name, one in things(record.stated.get("recipients")):
        yield one.get("party", name) if isinstance(one, dict) else name
    for key in ("joint_controllers", "sub_processors", "controllers"):
        yield from (name for name, _ in things(record.stated.get(key)))
    for _, one in things(record.stated.get("transfers")):
        if isinstance(one, dict) and "to" in one:
            yield one["to"]
    for _, one in things(record.stated.get("sources")):
        if isinstance(one, dict) and "party" in one:
            yield one["party"]
    yield from (reach.name for reach in reaches(record))


def _either(answers: Iterable[bool | None]) -> bool | None:
    """Yes where any says so, no where all do."""
    found = list(answers)
    return True if True in found else None if None in found else False
