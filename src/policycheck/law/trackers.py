"""Widespread trackers and embedded services: what they are, and whose."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import holds, in_force, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.law.rows import Row

Consent = Literal["required", "depends", "not_required"]


class Company(NamedTuple):
    """A company and the country of its seat."""

    name: str
    country: str


class Vendor(NamedTuple):
    """Whoever runs a tracker, and the companies through which it contracts in the EEA."""

    name: str
    country: str | None
    eea_companies: tuple[Company, ...]


class Tracker(NamedTuple):
    """A tracker; `consent` under Article 5(3) of Directive 2002/58/EC, `role` as usually agreed."""

    id: str
    name: str
    vendor: str | None
    country: str | None
    role: str
    consent: Consent
    consent_note: str | None
    domains: tuple[str, ...]
    cookies: tuple[str, ...]


class Trackers:
    """The table of trackers on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows: list[Row] = table["trackers"]
        self._names = _indexed((_slug(name), row) for row in self._rows for name in _names(row))
        self._domains = _indexed((host, row) for row in self._rows for host in row["domains"])

    def named(self, name: str) -> Answer[Tracker | None]:
        """The tracker, when the name is that of one alone; a name not in the table says nothing."""
        rows = self._matching(name)
        running = [row for row in rows if holds(row, self._day)]
        if len(running) == 1:
            owned = self._owned(running[0])
            until = last_day(running[0], owned)
            return Answer(_tracker(running[0], owned), running[0], until, is_sure(running[0]))
        if len(rows) == 1:
            return Answer(None, rows[0], None, is_sure(rows[0]))
        return Answer(None, certain=False)

    def vendor(self, name: str) -> Answer[Vendor | None]:
        """The company whose name begins with these words, when it is one alone."""
        words = f"{_slug(name)}-"
        running = (row for row in self._rows if holds(row, self._day))
        rows = [row for row in running if f"{self._vendor_slug(row)}-".startswith(words)]
        if words == "-" or len({self._owned(row)["vendor"] for row in rows}) != 1:
            return Answer(None, certain=False)
        row = next(filter(is_sure, rows), rows[0])
        until = last_day(*rows, *map(self._owned, rows))
        return Answer(_vendor(map(self._owned, rows)), row, until, is_sure(row))

    def _matching(self, name: str) -> list[Row]:
        slug = _slug(name)
        return self._names.get(slug) or self._on_host(name.casefold()) or self._owned_by(slug)

    def _on_host(self, host: str) -> list[Row]:
        labels = host.split(".")
        parents = (f"*.{'.'.join(labels[n:])}" for n in range(1, len(labels)))
        return next((self._domains[key] for key in (host, *parents) if key in self._domains), [])

    def _owned_by(self, slug: str) -> list[Row]:
        return [row for row in self._rows if slug and slug == self._vendor_slug(row)]

    def _vendor_slug(self, row: Row) -> str:
        return _slug(self._owned(row)["vendor"] or "")

    def _owned(self, row: Row) -> Row:
        """The part of the row that tells the vendor of the day, which may be a former one."""
        return in_force(row.get("superseded", ()), self._day) or row


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _names(row: Row) -> set[str]:
    return {row["id"], _slug(row["name"]), *map(_slug, row.get("aliases", ()))}


def _indexed(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    index: dict[str, list[Row]] = {}
    for key, row in pairs:
        index.setdefault(key, []).append(row)
    return index


def _tracker(row: Row, owned: Row) -> Tracker:
    return Tracker(
        id=row["id"],
        name=row["name"],
        vendor=owned["vendor"],
        country=owned["country"],
        role=row["role"],
        consent=row["consent"],
        consent_note=row.get("consent_note"),
        domains=tuple(row["domains"]),
        cookies=tuple(row["cookies"]),
    )


def _vendor(owned: Iterable[Row]) -> Vendor:
    rows = list(owned)
    companies = (company for row in rows for company in row.get("vendor_eea", ()))
    named = dict.fromkeys(Company(company["name"], company["country"]) for company in companies)
    return Vendor(name=rows[0]["vendor"], country=rows[0]["country"], eea_companies=tuple(named))
