"""Which territories lie inside the European Economic Area for Chapter V of the GDPR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, in_force, is_sure, last_day

if TYPE_CHECKING:
    from policycheck.law.rows import Row

_MEMBERS = frozenset({"eu", "eea_efta"})
_INSIDE: dict[str, bool | None] = {"not_applicable": True, "applies": False, "case_by_case": None}


class Territories:
    """The table of territories on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows = grouped(table["territories"], "iso")
        self._aliases: dict[str, Row] = {row["iso"]: row for row in table["aliases"]}
        self._elsewhere: dict[str, Row] = {code: row for row in table["third_countries"] for code in row["codes"]}
        self.limits_transfers = in_force(table["application"], day) is not None
        """Whether the Regulation, or the Directive before it, says anything of transfers on the day."""
        self._answers: dict[str, Answer[bool | None]] = {}

    def meaning(self, code: str) -> str:
        """The code under which the tables know the territory: GR for EL."""
        alias = self._aliases.get(code)
        return code if alias is None else str(alias["same_as"])

    def knows(self, code: str) -> bool:
        """Whether the code is that of any territory, inside or outside."""
        meaning = self.meaning(code)
        return meaning in self._rows or meaning in self._elsewhere

    def inside(self, code: str) -> Answer[bool | None]:
        """Whether the territory is inside; None for an unknown code and for an unsettled one."""
        if code not in self._answers:
            self._answers[code] = self._inside(code)
        return self._answers[code]

    def _inside(self, code: str) -> Answer[bool | None]:
        meaning = self.meaning(code)
        rows = self._rows.get(meaning, [])
        row = in_force(rows, self._day) or self._elsewhere.get(meaning)
        if row is None:
            return self._before(rows)
        value = _INSIDE[row["chapter_v"]]
        certain = value is not None and is_sure(row) and is_sure(self._aliases.get(code, row))
        return Answer(value, row, last_day(row), certain)

    def _before(self, rows: list[Row]) -> Answer[bool | None]:
        """A member that had not yet acceded was a third country; of others the table is silent."""
        until = eve_of_next(rows, self._day)
        if until and rows[0]["status"] in _MEMBERS:
            return Answer(value=False, row=rows[0], until=until, certain=is_sure(rows[0]))
        return Answer(None, None, until, certain=False)
