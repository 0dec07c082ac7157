"""What comes up within a horizon, and what is overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.facts.due import due
from policycheck.overview.types import Upcoming

if TYPE_CHECKING:
    from policycheck.facts.due import Due
    from policycheck.overview.reading import Reading
    from policycheck.period import Period


def horizon(day: date, within: Period) -> date:
    """The last day of a period from a day on; the calendar's last where that lies beyond."""
    try:
        return within.after(day)
    except ValueError:
        return date.max


def upcoming(reading: Reading, last: date) -> tuple[Upcoming, ...]:
    """What falls due up to a day, sorted by day: what is overdue comes first."""
    law = reading.book.law(reading.report.as_of)
    found = [_told(reading, item) for item in due(reading.repo, law) if item.day <= last and _asked(reading, item)]
    return tuple(sorted(found, key=_soonest))


def _asked(reading: Reading, item: Due) -> bool:
    record = reading.repo.record(item.place.kind, item.place.id)
    return record is not None and reading.asked_about(record)


def _told(reading: Reading, item: Due) -> Upcoming:
    record = reading.repo.record(item.place.kind, item.place.id)
    about: object = item.about
    words = reading.wording.said(about, record) if isinstance(about, dict) else reading.wording.show(about)
    return Upcoming(
        item.day,
        item.occasion,
        reading.name(reading.subject(record)) if record else item.place.id,
        words,
        reading.role(item.office),
        reading.spot(item.place),
        item.day < reading.report.as_of,
    )


def _soonest(item: Upcoming) -> tuple[Any, ...]:
    span = item.spot.span
    return (item.day, item.spot.file, span.line, span.column, item.occasion, item.about)
