"""Which decision of the Commission says that a territory protects personal data adequately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, grouped, holds, in_force, is_sure, last_day, number_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law.rows import Row

ScopeTest = Literal["none", "recipient_on_list", "recipient_subject_to_law", "automated_transfer"]


class Adequacy(NamedTuple):
    """An adequacy decision (Article 45), and what must be shown besides the country.

    `later_annulled`: the decision was presumed valid on the day, and a court undid it since.
    """

    id: str
    name: str
    source: str
    scope: str
    scope_test: ScopeTest
    recipient_list: str | None
    recipient_law: str | None
    excluded: str | None
    later_annulled: bool


class Decisions:
    """The table of adequacy decisions on one day; sectoral and police decisions stay aside."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows = grouped(table["decisions"], "territory")
        self._answers: dict[str, Answer[Adequacy | None]] = {}
        self._names = {name: row for row in table["decisions"] for name in _names(row)}

    def covering(self, territory: str) -> Answer[Adequacy | None]:
        """The decision in force; it is not certain that an annulled one protected anybody."""
        if territory not in self._answers:
            self._answers[territory] = self._covering(territory)
        return self._answers[territory]

    def _covering(self, territory: str) -> Answer[Adequacy | None]:
        rows = self._rows.get(territory, [])
        row = in_force(rows, self._day)
        if row is None:
            return Answer(None, until=eve_of_next(rows, self._day))
        return self._held(row)

    def named(self, name: str) -> Answer[Adequacy | None]:
        """The decision with this number, id or short name, where it is in force; the row is there in any case."""
        row = self._names.get(number_in(name) or name)
        if row is None:
            return Answer(None, certain=False)
        if not holds(row, self._day):
            return Answer(None, row, eve_of_next([row], self._day), is_sure(row))
        return self._held(row)

    def _held(self, row: Row) -> Answer[Adequacy | None]:
        exclusion = in_force(row.get("exclusions", ()), self._day)
        decision = _decision(row, exclusion)
        until = last_day(row, exclusion or row)
        return Answer(decision, row, until, is_sure(row) and not decision.later_annulled)


def _names(row: Row) -> Iterator[str]:
    """A renewal has a number of its own, and is the same decision."""
    yield row["id"]
    if "short" in row:
        yield row["short"]
    for act in (row, *row.get("sunsets", ())):
        if "celex" in act:
            yield f"{act['celex'][1:5]}/{int(act['celex'][6:])}"


def _decision(row: Row, exclusion: Row | None) -> Adequacy:
    return Adequacy(
        id=row["id"],
        name=row["name"],
        source=row["source"],
        scope=row["scope"],
        scope_test=row["scope_test"],
        recipient_list=row.get("recipient_list"),
        recipient_law=row.get("recipient_law"),
        excluded=exclusion["excluded"] if exclusion else None,
        later_annulled=row.get("annulled", False),
    )
