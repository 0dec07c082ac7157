"""What national law adds to the Regulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, holds, is_sure, last_day

if TYPE_CHECKING:
    from datetime import date

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

NEVER = "9999-12-31"


class National:
    """The table of national rules on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._reaches_back_to: str = table["meta"]["reaches_back_to"]
        self._rows = grouped(table["national"], "country")

    def rules(self, country: str, topic: Topic) -> list[Answer[str]]:
        """What the country's law says on a topic, a rule an answer; none for a country that the table lacks."""
        rows = [row for row in self._rows.get(country, []) if row["topic"] == topic and holds(row, self._day)]
        return [Answer(row["rule"], row, self._until(row), self._is_sure(row)) for row in rows]

    def _is_sure(self, row: Row) -> bool:
        """Neither is a bill pending, nor the day one before those that the table looked at."""
        pending = (row.get("may_have_changed_from") or NEVER) <= self._day
        return is_sure(row) and (row["valid_from"] or self._reaches_back_to) <= self._day and not pending

    def _until(self, row: Row) -> date | None:
        return last_day(row) or eve_of_next([{"valid_from": row.get("may_have_changed_from")}], self._day)
