"""Where a supervisory authority is reached, and which of its contacts are no longer right."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import grouped, in_force, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.law.rows import Row


class Authority(NamedTuple):
    """A supervisory authority (Article 51); names and addresses by language code."""

    id: str
    country: str
    names: Mapping[str, str]
    site: str
    visiting: Mapping[str, str]
    postal: Mapping[str, str]
    phones: Mapping[str, str]
    email: str | None


class Authorities:
    """The table of supervisory authorities on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows = grouped(table["authorities"], "country")
        self._of_public_bodies = grouped(
            [row for row in table["other_supervisors"] if row.get("public_bodies_of")], "public_bodies_of"
        )
        self._superseded = grouped(table["superseded"], "authority")

    def current(self, country: str) -> Answer[Authority | None]:
        """The authority; certain once every contact it had before is surely replaced."""
        row = in_force(self._rows.get(country, ()), self._day)
        if row is None:
            return Answer(None, certain=country in self._rows)
        replaced = all(_doubt(old)[1] < self._day for old in self._former(country))
        return Answer(_authority(row), row, last_day(row), is_sure(row) and replaced)

    def competent(self, country: str, *, public: bool) -> Answer[str | None]:
        """The code by which a record names the authority of a controller: its country, or a territory of its own."""
        own = in_force(self._of_public_bodies.get(country, ()), self._day) if public else None
        row = own or in_force(self._rows.get(country, ()), self._day)
        if row is None:
            return Answer(None, certain=country in self._rows)
        return Answer(country, row, last_day(row))

    def outdated(self, country: str, text: str) -> Answer[str | None]:
        """The words in the text that only a contact surely replaced before the day would hold."""
        found = sorted(self._telltales(country, text), key=lambda hit: _doubt(hit[0])[1])
        if not found:
            return Answer(None, certain=country in self._rows)
        row, telltale = found[0]
        first, last = _doubt(row)
        if last < self._day:
            return Answer(telltale, row, None, is_sure(row))
        return Answer(None, row, date.fromisoformat(last), certain=self._day <= first)

    def _telltales(self, country: str, text: str) -> Iterator[tuple[Row, str]]:
        for row in self._former(country):
            for telltale in row["telltales"]:
                if _pattern(telltale).search(text):
                    yield row, telltale

    def _former(self, country: str) -> Iterator[Row]:
        for authority in self._rows.get(country, ()):
            yield from self._superseded.get(authority["id"], ())


def _doubt(row: Row) -> tuple[str, str]:
    """The last day on which the contact surely held, and the last on which it may have held."""
    first, last = row["changed_between"] or (row["valid_until"], row["valid_until"])
    return first or "", last


@cache
def _pattern(telltale: str) -> re.Pattern[str]:
    """Whole words only, however the blanks between them are set."""
    words = r"\s*".join(map(re.escape, telltale.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _authority(row: Row) -> Authority:
    return Authority(
        id=row["id"],
        country=row["country"],
        names=row["names"],
        site=row["site"],
        visiting=row.get("visiting", {}),
        postal=row.get("postal", {}),
        phones=row.get("phones", {}),
        email=row.get("email"),
    )
