"""Until when a report is known to hold: the days on which something changes by itself."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from policycheck.facts.due import due
from policycheck.law.questions import SIX_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards import Rulebook, Rules
    from policycheck.repo import Repo

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_A_DAY = timedelta(days=1)


def until(repo: Repo, book: Rulebook, rules: Rules, day: date) -> date | None:
    """The last day before the first change that is known: something falls due, law or a rule begins or ends.

    What rules count from days that records state, beyond what falls due, is not among them.
    """
    known = (*_due(repo, book, day), *_law(book), *_checks(book), *_rules(rules))
    return min((last for last in known if last >= day), default=None)


def _due(repo: Repo, book: Rulebook, day: date) -> Iterator[date]:
    for item in due(repo, book.law(day), book.vocabulary):
        yield item.day


def _checks(book: Rulebook) -> Iterator[date]:
    """The last day on which the last check of a table is not too long ago."""
    for checked in book.law_checked.values():
        yield SIX_MONTHS.after(date.fromisoformat(checked))


def _law(book: Rulebook) -> Iterator[date]:
    for table in book.law_tables.values():
        yield from _ends({key: rows for key, rows in table.items() if key != "meta"})


def _rules(rules: Rules) -> Iterator[date]:
    for rule in rules:
        yield from _ends({key: rule.card[key] for key in ("since", "until", "effective_from")})


def _ends(value: Any, key: str = "") -> Iterator[date]:
    """The last days before changes: an end is such a day, a beginning is the day after it."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _ends(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from _ends(part, key)
    elif isinstance(value, str) and _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        yield day if key.endswith("until") else day - _A_DAY
