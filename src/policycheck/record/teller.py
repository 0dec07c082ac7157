"""What a record states, in the reader's words: names instead of ids, labels instead of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.occasions import day_of
from policycheck.facts.things import things
from policycheck.period import Period
from policycheck.place import printed
from policycheck.record.words import ANSWERS, NOT_STATED, UNSAID
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from policycheck.document import Nothing
    from policycheck.law import Law
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.wording import Wording

WAYS = ("address", "postal_address", "phone", "email", "web")


class Line(NamedTuple):
    """One thing that a record says, where it stands, and what belongs to it."""

    path: Path
    words: str
    beside: tuple[str, ...] = ()
    """What stands in the columns beside it, or after it where there are none."""
    inside: str = ""
    """What belongs to it and is for those inside only."""
    gap: bool = False
    """Whether it tells what is missing."""
    internal: bool = False
    """Whether it is for those inside only."""
    day: date | None = None
    """The day that the words are, if they are one."""

    @property
    def whole(self) -> str:
        """The line with all that belongs to it."""
        beside = "; ".join(filter(None, (*self.beside, self.inside)))
        return f"{self.words} ({beside})" if beside else self.words


class Teller:
    """Tells what one record says, on a day."""

    def __init__(self, record: Record, wording: Wording, law: Law) -> None:
        self.record = record
        self.stated = record.stated
        self.wording = wording
        self.law = law
        self.say = wording.speech

    @property
    def is_record(self) -> bool:
        """Whether it is meant to be the record of Article 30: only then is what it lacks a gap in that."""
        return self.record.kind == "processor-record" or "record" in self.record.serves

    @property
    def answering(self) -> Record | None:
        """The organisation that answers for it."""
        repo = self.record.repo
        if self.record.kind == "processor-record":
            return repo.record("organisation", self.stated.get("processor"))
        found = repo.record("organisation", self.record.controller["id"]) if self.record.controller else None
        unnamed = not self.record.names_unknown_controller and repo.only_organisation
        return found or (repo.record("organisation", unnamed["id"]) if unnamed else None)

    def said(self, words: object, record: Record | None = None) -> str:
        """An author's words."""
        return self.wording.said(words, record or self.record)

    def label(self, vocabulary: str, code: object) -> str:
        """A code by its label."""
        return self.wording.show(Term(vocabulary, str(code)))

    def labels(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Codes by their labels."""
        return ", ".join(self.label(vocabulary, code) for code in codes)

    def country(self, code: object) -> str:
        """A country by its name."""
        return self.label("countries", code) if code else ""

    def provision(self, vocabulary: str, article: str) -> str:
        """A provision relied on: what it is called, and where it stands."""
        rows = self.wording.book.vocabulary.codes(vocabulary).items()
        code = next((code for code, row in rows if row.get("article") == article), "")
        where = self.wording.citation("gdpr", article).words
        return f"{self.label(vocabulary, code)}, {where}" if code else where

    def statute(self, stated: Mapping[str, Any]) -> str:
        """The statute that something rests on, with its section."""
        if not stated.get("law"):
            return ""
        return joined(self.label("statutes", stated["law"]), str(stated.get("section") or ""), between=" ")

    def party(self, name: object) -> str:
        """Somebody by name."""
        record = self.record.repo.party_record(name)
        return self.wording.name(record.place) if record else str(name)

    def system(self, name: str) -> str:
        """A system by name."""
        record = self.record.repo.record("system", name)
        return self.wording.name(record.place) if record else name

    def reached(self, stated: Mapping[str, Any], record: Record | None = None) -> str:
        """How to reach somebody."""
        contact = stated.get("contact") or {}
        return joined(*(self.said(contact.get(way), record) for way in WAYS))

    def period(self, written: object) -> str:
        """A period in words; one that cannot be read stands as it is."""
        try:
            return self.say.period(Period.parse(str(written))) if written else ""
        except ValueError:
            return str(written)

    def day(self, written: object) -> str:
        """A day as the reader writes it."""
        found = day_of(str(written)) if written else None
        return self.say.day(found) if found else str(written or "")

    def document(self, stated: Mapping[str, Any]) -> str:
        """A document by its title and where it is."""
        return joined(self.said(stated.get("title")), str(stated.get("link") or ""), self.day(stated.get("dated")))

    def group(self, name: str) -> str:
        """A group of data by its words, else by what is in it; a processor has codes of data."""
        if self.record.kind != "register":
            return self.label("data", name)
        group: Any = self.stated.get("data", {}).get(name, {})
        return self.said(group.get("text")) or self.labels("data", group.get("items", ())) or name

    def groups(self, names: Iterable[str]) -> str:
        """Groups of data together."""
        return ", ".join(self.group(name) for name in names)

    def map(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The things of a map of the record."""
        found = self.stated.get(key)
        return [
            (name, one) for name, one in things(found if isinstance(found, dict) else None) if isinstance(one, dict)
        ]

    def missing(self, *path: str | int, of: str = "") -> Line:
        """The words that something is missing, or how it is said that there is none."""
        nothing = self.record.nothing(*path)
        line = self.unsaid(path, nothing) if nothing else Line(path, self.say.gettext(NOT_STATED), gap=self.is_record)
        return line._replace(words=f"{of}: {line.words}") if of else line

    def unsaid(self, path: Path, nothing: Nothing) -> Line:
        """How nothing is said."""
        told = joined(self.said(nothing.words), self._role(nothing.owner), self.day(nothing.until), between=", ")
        words = joined(self.say.gettext(UNSAID[nothing.kind]), told, between=": ")
        return Line(path, words, gap=nothing.kind not in ANSWERS)

    def _role(self, name: str | None) -> str:
        stated: Any = self.answering.stated.get("roles", {}).get(name, {}) if self.answering and name else {}
        return self.said(stated.get("title"), self.answering) or name or ""

    def gaps_within(self, field: str) -> Iterator[Line]:
        """What is left open inside of a field, each with its place."""
        for path, nothing in self.record.document.nothings.items():
            if len(path) > 1 and path[0] == field and nothing.kind not in ANSWERS:
                line = self.unsaid(path, nothing)
                yield line._replace(words=f"{printed(path)}: {line.words}")


def joined(*parts: str, between: str = ", ") -> str:
    """Those of the words that there are."""
    return between.join(dict.fromkeys(filter(None, parts)))
