"""How long the law asks for a kind of record to be kept, and when it must be erased at latest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, holds, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycheck.law.rows import Row

Duty = Literal["keep", "erase", "limitation", "guidance"]
STATUTORY: tuple[Duty, ...] = ("keep", "erase")


class StatutoryPeriod(NamedTuple):
    """How long a kind of record is kept, in ISO 8601 periods from the end of one of `events`.

    `minimum`: the law obliges to keep it so long. `maximum`: it must be erased by then. Both None: the event decides.
    Under a `limitation` claims live for `minimum`; what they need may be kept so long, and nothing obliges to.
    `events` are codes of the vocabulary; `provisions` the acts it rests on, by their numbers as records name them, each
    with its section; `exceptions` when the law lets it be longer.
    """

    id: str
    duty: Duty
    minimum: str | None
    maximum: str | None
    events: tuple[str, ...]
    review_every: str | None
    provisions: tuple[tuple[str, str | None], ...]
    exceptions: tuple[str, ...]


class Retention:
    """The table of statutory periods on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._reaches_back_to: str = table["meta"]["reaches_back_to"]
        self._rows: list[Row] = table["periods"]

    def governing(self, country: str, record: str) -> Answer[StatutoryPeriod | None]:
        """The duty to keep, else to erase, a kind of record; without one in the table nothing is certain."""
        rows = [row for row in self._of(country, record) if row["duty"] in STATUTORY]
        held = sorted(filter(self._holds, rows), key=lambda row: STATUTORY.index(row["duty"]))
        if held:
            return self._answer(held[0], rows)
        return Answer(None, None, eve_of_next(rows, self._day), certain=False)

    def limitation(self, country: str, record: str) -> Answer[StatutoryPeriod | None]:
        """How long claims live for which a kind of record may be kept (Articles 6(1)(f), 17(3)(e))."""
        rows = [row for row in self._of(country, record) if row["duty"] == "limitation"]
        held = next(filter(self._holds, rows), None)
        return self._answer(held, rows) if held else Answer(None, certain=False)

    def under(self, act: str) -> list[Answer[StatutoryPeriod]]:
        """Every period that rests on an act, whatever the kind of record."""
        rows = [row for row in self._rows if self._holds(row) and any(one["act"] == act for one in _provisions(row))]
        return [Answer(_period(row), row, last_day(row), self._is_sure(row)) for row in rows]

    def _of(self, country: str, record: str) -> Iterator[Row]:
        return (row for row in self._rows if row["country"] == country and record in row["records"])

    def _holds(self, row: Row) -> bool:
        return holds(row, self._day)

    def _answer(self, row: Row, rows: list[Row]) -> Answer[StatutoryPeriod | None]:
        until = last_day(row) or eve_of_next(rows, self._day)
        return Answer(_period(row), row, until, self._is_sure(row))

    def _is_sure(self, row: Row) -> bool:
        """A directive binds States only; of days before those of the table nobody looked."""
        known = (row["valid_from"] or self._reaches_back_to) <= self._day
        return is_sure(row) and known and "binds" not in row


def _provisions(row: Row) -> Sequence[Mapping[str, str]]:
    found: Sequence[Mapping[str, str]] = row.get("provisions", ())
    return found


def _period(row: Row) -> StatutoryPeriod:
    erase = row["duty"] == "erase"
    return StatutoryPeriod(
        id=row["id"],
        duty=row["duty"],
        minimum=None if erase else row["period"],
        maximum=row["period"] if erase else row.get("at_most"),
        events=tuple(row["from"]),
        review_every=row.get("review_every"),
        provisions=tuple((one["act"], one.get("section")) for one in _provisions(row)),
        exceptions=tuple(row.get("exceptions", ())),
    )
