"""When the impact of processing is assessed: from how many signs of a high risk on, and by the lists (Article 35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, holds, in_force, is_sure, last_day

if TYPE_CHECKING:
    from policycheck.law.rows import Row


class Listed(NamedTuple):
    """Processing on an authority's list: of these data or for these purposes, with so many criteria besides."""

    data: frozenset[str]
    purposes: frozenset[str]
    besides: int


class Assessments:
    """The table of assessments on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._counts: list[Row] = table["counts"]
        self._lists = grouped(table["lists"], "country")

    def count(self) -> Answer[int | None]:
        """From how many criteria on; none before the Regulation applied."""
        row = in_force(self._counts, self._day)
        if row is None:
            return Answer(None, None, eve_of_next(self._counts, self._day))
        return Answer(row["at_least"], row, last_day(row), is_sure(row))

    def listed(self, country: str) -> list[Answer[Listed]]:
        """What the list of the country's authority has; nothing for a country that the table lacks."""
        rows = [row for row in self._lists.get(country, []) if holds(row, self._day)]
        return [Answer(_listed(row), row, last_day(row), is_sure(row)) for row in rows]


def _listed(row: Row) -> Listed:
    return Listed(frozenset(row.get("data", ())), frozenset(row.get("purposes", ())), row["besides"])
