"""Days that come round: of erasure (Articles 5(1)(e), 30(1)(f)), of consents that are asked for again (Article 7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from policycheck.facts.answering import answering, office
from policycheck.facts.occasions import Due, Occasion, after, day_of
from policycheck.facts.things import things
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.facts.answering import Office
    from policycheck.model.keeping import Retention
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

LAST_OF_YEAR = (12, 31)
DAYS_IN_YEAR = 366
ONE_DAY = timedelta(days=1)
ENDED = "purpose-ended"


def erasures(record: Record, day: date, vocabulary: Vocabulary) -> Iterator[Due]:
    """The next erasure of every entry of retention whose day can be told."""
    yearly = vocabulary.marked("events", "yearly")
    for name, entry in things(record.register.get("retention")):
        found = _round(entry) or _end_of_year(entry, day, yearly) or _end_of_purposes(record, entry)
        if found:
            when, step, more = found
            about = (name, more) if more else name
            yield Due(when, Occasion.ERASURE, record.place.at("retention", name, step), about, _eraser(record, entry))


def _eraser(record: Record, entry: Retention) -> Office | None:
    """The role that erases, where one of the organisation's own is named; else the one that answers."""
    roles = [role for role in entry.get("by", []) if role in record.repo.roles]
    return office(record.repo, roles[0], record) if len(roles) == 1 else answering(record)


Found = tuple[date, str, str]
"""A day, the field that it is counted from, and what is erased on it where that is less than all."""


def _round(entry: Retention) -> Found | None:
    """So long after the last round as is allowed between two."""
    when = after(entry.get("at_most"), day_of(entry.get("last_round")))
    return (when, "last_round", "") if when else None


def _end_of_year(entry: Retention, day: date, yearly: frozenset[str]) -> Found | None:
    """The next of the days before which the data of one more year have been kept for their time to its last day."""
    if entry.get("from") not in yearly or "period" not in entry:
        return None
    try:
        period = Period.parse(entry["period"])
    except ValueError:
        return None
    first = max(day.year - (period.months * 31 + period.days) // DAYS_IN_YEAR - 2, date.min.year)
    for year in range(first, day.year + 1):
        try:
            when = period.after(date(year, *LAST_OF_YEAR)) + ONE_DAY
        except (OverflowError, ValueError):
            return None
        if when >= day:
            return when, "from", str(year)
    return None


def _end_of_purposes(record: Record, entry: Retention) -> Found | None:
    """A period after the last of the purposes that need the data has ended, where each of them has an end."""
    if ENDED not in (entry.get("from"), entry.get("ends")):
        return None
    needing = [purpose for _, purpose in things(record.register.get("purposes")) if _needs(purpose, entry)]
    ends = [day_of(purpose.get("until")) for purpose in needing]
    known = [end for end in ends if end]
    if not known or len(known) < len(ends):
        return None
    counted = entry.get("from") == ENDED
    when = after(entry.get("period"), max(known)) if counted else max(known)
    return (when, "from" if counted else "ends", "") if when else None


def _needs(purpose: Any, entry: Retention) -> bool:
    """Whether a purpose needs some of the data of an entry; each of them speaks of all where it names none."""
    needed, told = purpose.get("data"), entry.get("data")
    return needed is None or told is None or not set(needed).isdisjoint(told)


def consents(record: Record, day: date) -> Iterator[Due]:
    """The next day on which those who consented when it was first asked are asked again."""
    for name, consent in things(record.register.get("consents")):
        since, renewed = day_of(consent.get("since")), consent.get("renewed")
        when = _next(since, renewed, day) if since and renewed else None
        if when:
            place = record.place.at("consents", name, "renewed")
            yield Due(when, Occasion.CONSENT, place, name, answering(record))


def _next(since: date, every: str, day: date) -> date | None:
    """The first day from `day` on that is a whole number of periods after the beginning, and not the beginning."""
    try:
        period = Period.parse(every)
    except ValueError:
        return None
    longest = period.months * 31 + period.days
    if not longest:
        return None
    turn = max((day - since).days // longest, 1)
    when = _times(period, turn, since)
    while when and when < day:
        turn += 1
        when = _times(period, turn, since)
    return when


def _times(period: Period, times: int, start: date) -> date | None:
    try:
        return Period(period.months * times, period.days * times).after(start)
    except (OverflowError, ValueError):
        return None
