"""What comes up within a horizon, and what is overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.facts.due import due
from policycheck.overview.types import Upcoming

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.facts.occasions import Due
    from policycheck.law import Law
    from policycheck.overview.reading import Naming
    from policycheck.period import Period
    from policycheck.repo import Record


def horizon(day: date, within: Period) -> date:
    """The last day of a period from a day on; the calendar's last where that lies beyond."""
    try:
        return within.after(day)
    except ValueError:
        return date.max


def upcoming(naming: Naming, law: Law, last: date) -> tuple[Upcoming, ...]:
    """What falls due up to a day, sorted by day: what is overdue comes first."""
    vocabulary = naming.wording.book.vocabulary
    found = [item for item in due(naming.repo, law, vocabulary) if item.day <= last]
    return tuple(sorted(_told(naming, law.day, found), key=_soonest))


def _told(naming: Naming, day: date, found: Iterable[Due]) -> Iterator[Upcoming]:
    for item in found:
        record = naming.repo.record(item.place.kind, item.place.id)
        if record and naming.asked_about(record):
            yield Upcoming(
                item.day,
                item.occasion,
                naming.name(naming.subject(record)),
                _about(naming, item.about, record),
                naming.role(item.office),
                naming.spot(item.place),
                item.day < day,
            )


def _about(naming: Naming, about: object, record: Record) -> str:
    """What it is about; an author's words in the reader's language, else in that of their record."""
    return naming.wording.said(about, record) if isinstance(about, dict) else naming.wording.show(about)


def _soonest(item: Upcoming) -> tuple[Any, ...]:
    span = item.spot.span
    return (item.day, item.spot.file, span.line, span.column, item.occasion, item.about)
