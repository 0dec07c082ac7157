"""What national law adds to the Regulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policycheck.law.answer import Answer
from policycheck.law.rows import grouped, holds, is_sure, last_day

if TYPE_CHECKING:
    from policycheck.law.rows import Row

Topic = Literal[
    "public-task",
    "special-categories",
    "offences",
    "national-id",
    "working-life",
    "electronic-communications",
    "limits-of-rights",
]


class National:
    """The table of national rules on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._reaches_back_to: str = table["meta"]["reaches_back_to"]
        self._rows = grouped(table["national"], "country")

    def rules(self, country: str, topic: Topic) -> list[Answer[str]]:
        """What the country's law says on a topic, a rule an answer; none for a country that the table lacks."""
        rows = [row for row in self._rows.get(country, []) if row["topic"] == topic and holds(row, self._day)]
        return [Answer(row["rule"], row, last_day(row), self._is_sure(row)) for row in rows]

    def _is_sure(self, row: Row) -> bool:
        """Nobody looked at the days before those of the table, where a row does not say since when it holds."""
        return is_sure(row) and (row["valid_from"] or self._reaches_back_to) <= self._day
