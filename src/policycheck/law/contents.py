"""What the Regulation wants a record, a notice, a contract with a processor or an impact assessment to contain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, holds, in_force, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.law.rows import Row

Holder = Literal[
    "record",
    "processor-record",
    "notice-on-collection",
    "notice-on-data-obtained",
    "processor-contract",
    "security",
    "impact-assessment",
]
Mandatory = Literal["always", "if_applicable", "where_possible"]


class Item(NamedTuple):
    """Something a document must contain; names by language code."""

    id: str
    article: str
    names: Mapping[str, str]
    mandatory: Mandatory


class Contents:
    """The table of contents on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows = grouped(table["items"], "of")
        self._exemptions: list[Row] = [row for row in table["duties"] if "staff_below" in row]

    def of(self, holder: Holder) -> Answer[tuple[Item, ...]]:
        """The items, in the order of the articles; none before the Regulation applied."""
        rows = self._rows.get(holder, [])
        held = [row for row in rows if holds(row, self._day)]
        until = last_day(*held) or eve_of_next(rows, self._day)
        return Answer(tuple(map(_item, held)), held[0] if held else None, until, all(map(is_sure, rows)))

    def staff_below(self) -> Answer[int | None]:
        """Fewer than how many people free an organisation from keeping a record (Article 30(5))."""
        row = in_force(self._exemptions, self._day)
        if row is None:
            return Answer(None, None, eve_of_next(self._exemptions, self._day))
        doubt = row.get("may_have_changed_from")
        until = last_day(row) or eve_of_next([{"valid_from": doubt}], self._day)
        return Answer(row["staff_below"], row, until, is_sure(row) and not (doubt and doubt <= self._day))


def _item(row: Row) -> Item:
    return Item(id=row["id"], article=row["article"], names=row["names"], mandatory=row["mandatory"])
