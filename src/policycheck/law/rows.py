"""Rows of the law on a day: days are ISO strings, their bounds inclusive, null is open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]


def holds(row: Row, day: str) -> bool:
    """Whether the day lies between the bounds of the row."""
    first, last = row.get("valid_from"), row.get("valid_until")
    return (first is None or first <= day) and (last is None or day <= last)


def in_force(rows: Iterable[Row], day: str) -> Row | None:
    """The first row that holds on the day."""
    return next((row for row in rows if holds(row, day)), None)


def last_day(*rows: Row) -> date | None:
    """The earliest day on which one of the rows ends."""
    ends = [row["valid_until"] for row in rows if row.get("valid_until")]
    return date.fromisoformat(min(ends)) if ends else None


def eve_of_next(rows: Iterable[Row], day: str) -> date | None:
    """The day before the first of the rows that begin after the day."""
    starts = [row["valid_from"] for row in rows if (row.get("valid_from") or "") > day]
    return date.fromisoformat(min(starts)) - timedelta(days=1) if starts else None


def is_sure(row: Row) -> bool:
    """Whether those who wrote the row would act on it without looking again."""
    return bool(row["confidence"] == "high")


def grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """The rows by the value of a key, in the order of the table."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def number_in(name: str) -> str:
    """The number of an act in a name: 2021/914 in `(EU) 2021/914`, or nothing."""
    found = re.search(r"\d+/\d+", name)
    return found[0] if found else ""
