"""Whether an act that a document cites was in force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, holds, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.law.rows import Row


class Statute(NamedTuple):
    """An act in force; `displaced`: another act, such as the Regulation, takes precedence over it already."""

    id: str
    number: str
    country: str
    titles: Mapping[str, str]
    displaced: bool


class Statutes:
    """The table of acts on one day. It is not exhaustive, and says nothing of an act that it lacks."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows: dict[str, Row] = {row["number"]: row for row in table["statutes"]}

    def statute(self, number: str) -> Answer[Statute | None]:
        """The act if it is in force; the row is there in any case, and tells what replaced it."""
        row = self._rows.get(number)
        if row is None:
            return Answer(None, certain=False)
        if not holds(row, self._day):
            return Answer(None, row, eve_of_next([row], self._day), is_sure(row))
        displaced = row.get("displaced_from")
        if displaced and self._day < displaced:
            return Answer(_statute(row), row, date.fromisoformat(displaced) - timedelta(days=1), is_sure(row))
        return Answer(_statute(row, displaced=bool(displaced)), row, last_day(row), is_sure(row))


def _statute(row: Row, *, displaced: bool = False) -> Statute:
    return Statute(
        id=row["id"],
        number=row["number"],
        country=row["country"],
        titles=row["titles"],
        displaced=displaced,
    )
