"""From which age a child consents alone to a service offered online (Article 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, in_force, is_sure, last_day

if TYPE_CHECKING:
    from policycheck.law.rows import Row


class Ages:
    """The table of ages on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows = grouped(table["ages"], "country")
        self._defaults: list[Row] = table["defaults"]

    def of(self, country: str) -> Answer[int | None]:
        """The age; until a country chooses one it is that of Article 8(1), and before the Regulation there is none."""
        rows = self._rows.get(country, [])
        if not rows:
            return Answer(None, certain=False)
        row = in_force(rows, self._day)
        if row is not None:
            return Answer(row["age"], row, last_day(row) or eve_of_next(rows, self._day), is_sure(row))
        default = self._default(country)
        until = eve_of_next([*rows, default], self._day)
        if self._day < default["valid_from"]:
            return Answer(None, None, until)
        return Answer(default["age"], default, until, is_sure(default) and all(map(is_sure, rows)))

    def _default(self, country: str) -> Row:
        named = (row for row in self._defaults if country in row.get("countries", ()))
        return next(named, None) or next(row for row in self._defaults if "countries" not in row)
