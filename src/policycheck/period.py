"""ISO 8601 days and periods, and their arithmetic. A month has no fixed length, so comparing periods has ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 4_000 * 12
MONTHS_IN_YEAR = 12
REMEMBERED = 1024
"""How many periods are remembered: records use the same few again and again."""


def parse_day(text: str) -> date:
    """Read `2026-03-01`; the other ways in which ISO 8601 writes days are refused, for people misread them.

    Raises:
        ValueError: if `text` is no such day.
    """
    if not _DAY.fullmatch(text):
        message = f"'{text}' is not written as YYYY-MM-DD"
        raise ValueError(message)
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and days; years are months, weeks are days."""

    months: int
    days: int

    @classmethod
    @lru_cache(REMEMBERED)
    def parse(cls, text: str) -> Period:
        """Read `P1Y6M`, `P2W`, `P30D`.

        Raises:
            ValueError: if `text` is no period, or longer than 4,000 years.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            message = _("'{text}' is no ISO 8601 period such as P6M or P5Y", text=text)
            raise ValueError(message, text)
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        period = cls(years * MONTHS_IN_YEAR + months, weeks * 7 + days)
        if period.months > _LONGEST or period.days > _LONGEST * 30:
            message = _("'{text}' is longer than 4,000 years", text=text)
            raise ValueError(message, text)
        return period

    @classmethod
    def told(cls, text: str) -> Period | str:
        """The period, to be told in words; a text that is none stays as it is."""
        try:
            return cls.parse(text)
        except ValueError:
            return text

    def __str__(self) -> str:
        parts = ((self.months // MONTHS_IN_YEAR, "Y"), (self.months % MONTHS_IN_YEAR, "M"), (self.days, "D"))
        return "P" + ("".join(f"{number}{unit}" for number, unit in parts if number) or "0D")

    def after(self, start: date) -> date:
        """The day on which the period ends when it starts on `start`; a missing day becomes the month's last.

        Raises:
            ValueError: if that day is past the calendar's end.
        """
        month = start.month - 1 + self.months
        year, month = start.year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1
        try:
            day = min(start.day, monthrange(year, month)[1])
            return date(year, month, day) + timedelta(days=self.days)
        except (OverflowError, ValueError) as error:
            message = "the period ends after the year 9999"
            raise ValueError(message) from error

    def longer_than(self, other: Period) -> bool:
        """Whether it is longer whatever day both start on; P1M and P30D are neither longer nor shorter."""
        months, days = self.months - other.months, self.days - other.days
        roughly = months * DAYS_IN_MONTH + days
        if not months or abs(roughly) > UNEVENNESS:
            return roughly > 0
        return all(_days(months, start) + days > 0 for start in _starts())


DAYS_IN_MONTH = 146_097 / 4_800
"""The mean: 400 Gregorian years have 146,097 days."""
UNEVENNESS = 5
"""No run of calendar months is further than this many days from its mean length."""


def _starts() -> Iterator[date]:
    """The first of every month for 400 years, after which the calendar repeats."""
    return (date(2000 + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1) for month in range(4_800))


def _days(months: int, start: date) -> int:
    """How many days so many months are from `start` on; fewer than none when the months are."""
    run = (Period(abs(months), 0).after(start) - start).days
    return run if months > 0 else -run
