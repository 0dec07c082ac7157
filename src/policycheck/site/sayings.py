"""What a record states, thing by thing, in the reader's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.things import things
from policycheck.period import Period
from policycheck.record.words import ORIGINS, ROLES
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.site.audience import Audience
    from policycheck.wording import Wording


class Stated(NamedTuple):
    """A thing that a record states: where, in which words, and what belongs to it."""

    path: Path
    words: str
    details: tuple[str, ...] = ()


class Sayer:
    """Says what one record states."""

    def __init__(self, record: Record, wording: Wording, audience: Audience) -> None:
        self.record = record
        self.stated = record.stated
        self.wording = wording
        self.audience = audience
        self.say = wording.speech

    def said(self, words: object) -> str:
        """An author's words."""
        return self.wording.said(words, self.record)

    def labels(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Codes by their labels."""
        return ", ".join(self.label(vocabulary, code) for code in codes)

    def label(self, vocabulary: str, code: str) -> str:
        """A code by its label."""
        return self.wording.show(Term(vocabulary, code))

    def article(self, vocabulary: str, article: str) -> str:
        """A provision relied on: what it is called, and where it stands."""
        rows = self.wording.book.vocabulary.codes(vocabulary).items()
        code = next((code for code, row in rows if row.get("article") == article), "")
        where = self.wording.citation("gdpr", article).words
        return f"{self.label(vocabulary, code)} ({where})" if code else where

    def country(self, code: object) -> str:
        """A country by its name."""
        return self.label("countries", str(code)) if code else ""

    def party(self, name: str) -> str:
        """Somebody by name."""
        record = self.record.repo.party_record(name)
        return self.wording.name(record.place) if record else name

    def system(self, name: str) -> str:
        """A system by name."""
        record = self.record.repo.record("system", name)
        return self.wording.name(record.place) if record else name

    def period(self, written: object) -> str:
        """A period in words; one that cannot be read stands as it is."""
        try:
            return self.say.period(Period.parse(str(written)))
        except ValueError:
            return str(written)

    def group(self, name: str) -> str:
        """A data group by its words or its categories."""
        group = self.stated.get("data", {}).get(name) if self.record.kind == "register" else None
        if not isinstance(group, dict):
            return self.label("data", name)
        return self.said(group.get("text")) or self.labels("data", group.get("items", ())) or name

    def groups(self, names: Iterable[str]) -> str:
        """Data groups together."""
        return "; ".join(self.group(name) for name in names)

    def _map(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        return [(name, one) for name, one in things(self.stated.get(key)) if isinstance(one, dict)]

    def holder(self) -> Iterator[Stated]:
        """Who answers for it, with the officer and the representative (Article 30(1)(a), (2)(a))."""
        for key in ("controller", "processor"):
            inherited = self.record.controller if key == "controller" else None
            name = self.stated.get(key) or (inherited and inherited["id"])
            record = self.record.repo.record("organisation", name)
            if record:
                stated = record.stated
                yield Stated((key,), self.wording.name(record.place), tuple(self._reached(stated)))
                yield from self._officer(stated)

    def _officer(self, stated: Mapping[str, Any]) -> Iterator[Stated]:
        officer = stated.get("data_protection_officer") or {}
        if officer.get("appointed"):
            words = self.say.gettext("data protection officer")
            yield Stated(("controller",), words, tuple(self._ways(officer.get("contact") or {})))
        if stated.get("representative"):
            words = self.say.gettext("representative in the Union")
            yield Stated(("controller",), words, (self.party(stated["representative"]),))

    def _reached(self, stated: Mapping[str, Any]) -> Iterator[str]:
        yield from filter(None, (self.country(stated.get("country")), *self._ways(stated.get("contact") or {})))

    def _ways(self, contact: Mapping[str, Any]) -> Iterator[str]:
        yield from (self.said(contact[way]) for way in ("address", "phone", "email", "web") if contact.get(way))

    def joint(self) -> Iterator[Stated]:
        """Those who decide together (Article 26)."""
        for name, one in self._map("joint_controllers"):
            yield Stated(("joint_controllers", name), self.party(name), _those(self.said(one.get("tasks"))))

    def purposes(self) -> Iterator[Stated]:
        """What for, and what allows it (Articles 6, 30(1)(b))."""
        shared = self.stated.get("purposes", {}).get("legal_basis") or {}
        for name, one in self._map("purposes"):
            words = self.said(one.get("text")) or self.label("purposes", one.get("category", name))
            basis = one.get("legal_basis") or shared
            yield Stated(("purposes", name), words, _those(*self._basis(basis), self.groups(one.get("data", ()))))

    def _basis(self, basis: Mapping[str, Any]) -> Iterator[str]:
        if basis.get("article"):
            yield self.article("bases", basis["article"])
        yield self.said(basis.get("text"))
        yield self.said(basis.get("interest"))
        yield self._law(basis)

    def _law(self, stated: Mapping[str, Any]) -> str:
        if not stated.get("law"):
            return ""
        return " ".join(filter(None, (self.label("statutes", stated["law"]), str(stated.get("section") or ""))))

    def services(self) -> Iterator[Stated]:
        """What a processor does for controllers (Article 30(2)(b))."""
        for name, one in self._map("services"):
            more = (
                self.labels("data-subjects", one.get("data_subjects", ())),
                self.labels("data", one.get("data", ())),
                ", ".join(map(self.system, one.get("systems", ()))),
            )
            yield Stated(("services", name), self.said(one.get("text")) or name, _those(*more))

    def clients(self) -> Iterator[Stated]:
        """The controllers that a processor works for (Article 30(2)(a))."""
        for name, one in self._map("controllers"):
            yield Stated(("controllers", name), self.party(name), _those(", ".join(one.get("services", ()))))

    def engaged(self) -> Iterator[Stated]:
        """Other processors engaged (Article 28(2))."""
        yield from (Stated(("sub_processors", name), self.party(name)) for name, _ in self._map("sub_processors"))

    def subjects(self) -> Iterator[Stated]:
        """Whose data (Article 30(1)(c))."""
        for index, code in enumerate(self.stated.get("data_subjects", ())):
            yield Stated(("data_subjects", index), self.label("data-subjects", code))

    def data(self) -> Iterator[Stated]:
        """Categories of data (Article 30(1)(c))."""
        for name, one in self._map("data"):
            text, items = self.said(one.get("text")), self.labels("data", one.get("items", ()))
            condition = one.get("condition") or {}
            more = (
                items if text else "",
                self.labels("data-subjects", one.get("about", ())),
                self.article("bases", condition["article"]) if condition.get("article") else "",
            )
            yield Stated(("data", name), text or items or name, _those(*more))

    def sources(self) -> Iterator[Stated]:
        """Where data come from (Article 14(2)(f))."""
        for name, one in self._map("sources"):
            yield Stated(("sources", name), self.source(name, one), _those(self.labels("channels", one.get("by", ()))))

    def source(self, name: str, one: Mapping[str, Any]) -> str:
        """A source in words."""
        if one.get("party"):
            return self.party(one["party"])
        if one.get("system"):
            return self.system(one["system"])
        told = self.said(one.get("text")) or self.labels("party-classes", one.get("classes", ()))
        origin = ORIGINS.get(one.get("from", ""))
        return told or (self.say.gettext(origin) if origin else name)

    def recipients(self) -> Iterator[Stated]:
        """Who gets data (Article 30(1)(d))."""
        for name, one in self._map("recipients"):
            party: Mapping[str, Any] = self.record.repo.party(one.get("party", name)) or {}
            role = ROLES.get(one.get("role") or party.get("role", ""))
            more = (
                self.say.gettext(role) if role else "",
                self.country(one.get("country") or party.get("country")),
                self.said(one.get("task")),
                self.said(one.get("condition")),
            )
            yield Stated(("recipients", name), self.recipient(name, one), _those(*more))

    def recipient(self, name: str, one: Mapping[str, Any]) -> str:
        """A recipient in words."""
        known = self.record.repo.party_record(one.get("party", name))
        if known:
            return self.wording.name(known.place)
        return self.said(one.get("text")) or self.labels("party-classes", one.get("classes", ())) or name

    def transfers(self) -> Iterator[Stated]:
        """Transfers to third countries, and what covers them (Article 30(1)(e))."""
        for name, one in self._map("transfers"):
            party: Mapping[str, Any] = self.record.repo.party(one.get("to")) or {}
            safeguard = one.get("safeguard") or {}
            more = (
                self.country(one.get("country") or party.get("country")),
                self.article("safeguards", safeguard["article"]) if safeguard.get("article") else "",
                self.said(one.get("text")),
            )
            yield Stated(("transfers", name), self.party(one.get("to", name)), _those(*more))

    def retention(self) -> Iterator[Stated]:
        """How long data are kept (Article 30(1)(f))."""
        for name, one in self._map("retention"):
            what = self.groups(one.get("data", ())) or self.say.gettext("all data of the register")
            yield Stated(("retention", name), what, _those(*self.lasts(one)))

    def lasts(self, one: Mapping[str, Any]) -> tuple[str, str, str]:
        """How long, by what it ends, and on which ground."""
        period = self.period(one["period"]) if one.get("period") else ""
        since = self.label("events", one["from"]) if one.get("from") else ""
        if period and since:
            period = self.say.gettext("{period} (counted from: {event})", period=period, event=since)
        ends = self.label("retention-ends", one["ends"]) if one.get("ends") else since if not period else ""
        return period, ends, self._law(one) or self.said(one.get("reason"))

    def systems(self) -> Iterator[Stated]:
        """Where data are kept."""
        for index, name in enumerate(self.stated.get("systems", ())):
            system: Mapping[str, Any] = self.record.repo.system(name) or {}
            operator = self.party(system["operator"]) if system.get("operator") else ""
            country = self.country((system.get("hosting") or {}).get("country"))
            yield Stated(("systems", index), self.system(name), _those(country, operator))

    def security(self) -> Iterator[Stated]:
        """Measures (Article 30(1)(g), (2)(d))."""
        for name, one in self._map("security"):
            detail = self.said(one.get("detail")) if self.audience.sees("security", "*", "detail") else ""
            yield Stated(("security", name), self.label("measures", name), _those(detail))

    def rights(self) -> Iterator[Stated]:
        """Rights that are told of (Articles 12-22, 77)."""
        for name, one in self._map("rights"):
            ways = self.labels("channels", one.get("how", ()))
            yield Stated(("rights", name), self.label("rights", name.replace("_", "-")), _those(ways))

    def cookies(self) -> Iterator[Stated]:
        """Cookies and what for."""
        for name, one in self._map("cookies"):
            party = self.party(one["set_by"]) if one.get("set_by") else ""
            more = (self.labels("cookie-purposes", one.get("purposes", ())), party, self._lifetime(one))
            yield Stated(("cookies", name), self.said(one.get("text")) or name, _those(*more))

    def _lifetime(self, one: Mapping[str, Any]) -> str:
        return self.period(one["lifetime"]) if one.get("lifetime") else ""


def _those(*details: str) -> tuple[str, ...]:
    """Those of the details that there are, each once."""
    return tuple(dict.fromkeys(filter(None, details)))
