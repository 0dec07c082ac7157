"""What national law adds to the Regulation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

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
SECTION = re.compile(r"\d+(?: ?[a-z]\b)?")


class Derogation(NamedTuple):
    """Rights of Chapter III that provisions of an act let a controller depart from (Articles 23, 85, 89)."""

    rights: frozenset[str]
    purposes: frozenset[str]
    """Codes of the purposes that they are for; empty where they are not for some purposes only."""


class National:
    """The table of national rules on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._reaches_back_to: str = table["meta"]["reaches_back_to"]
        self._rows = grouped(table["national"], "country")
        self._limiting = [row for row in table["national"] if row["topic"] == "limits-of-rights"]

    def rules(self, country: str, topic: Topic) -> list[Answer[str]]:
        """What the country's law says on a topic, a rule an answer; none for a country that the table lacks."""
        rows = [row for row in self._rows.get(country, []) if row["topic"] == topic and holds(row, self._day)]
        return [Answer(row["rule"], row, self._until(row), self._is_sure(row)) for row in rows]

    def derogation(self, act: str, section: str) -> Answer[Derogation | None]:
        """What sections of an act let a controller depart from; without a section what all of them do together."""
        rows = [row for row in self._limiting if any(one["act"] == act for one in row["provisions"])]
        if not rows:
            return Answer(None, certain=False)
        held = [row for row in rows if holds(row, self._day) and _stands_in(row, act, section)]
        if not held:
            return Answer(Derogation(frozenset(), frozenset()), rows[0], eve_of_next(rows, self._day))
        return Answer(_derogation(held), held[0], last_day(*held), all(map(self._is_sure, held)))

    def _is_sure(self, row: Row) -> bool:
        """Neither is a bill pending, nor the day one before those that the table looked at."""
        pending = (row.get("may_have_changed_from") or NEVER) <= self._day
        return is_sure(row) and (row["valid_from"] or self._reaches_back_to) <= self._day and not pending

    def _until(self, row: Row) -> date | None:
        return last_day(row) or eve_of_next([{"valid_from": row.get("may_have_changed_from")}], self._day)


def _derogation(rows: list[Row]) -> Derogation:
    """What rows let a controller depart from together."""
    rights, purposes = ([row.get(key, ()) for row in rows] for key in ("rights", "purposes"))
    return Derogation(frozenset().union(*rights), frozenset().union(*purposes) if all(purposes) else frozenset())


def _stands_in(row: Row, act: str, section: str) -> bool:
    """Whether a row is of a section that a record names, however it writes it: `31`, `s. 31(1)`, `31 §:n 1 mom.`."""
    named = {found.replace(" ", "") for found in SECTION.findall(section)}
    return not named or any(one["act"] == act and one["section"] in named for one in row["provisions"])
