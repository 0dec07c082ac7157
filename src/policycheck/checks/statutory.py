"""Periods of retention against statutes: shorter than a duty to keep, longer than a duty to erase (Articles 6, 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.checks import Setting, supplies
from policycheck.facts.statutory import covering, exceeds, falls_short, kept, named, recognised
from policycheck.facts.things import things
from policycheck.finding import Consulted, Judgement, PeriodFrom, cannot_tell, met, not_met
from policycheck.period import Period
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycheck.facts.statutory import Governing, Kept
    from policycheck.law.retention import StatutoryPeriod
    from policycheck.model.keeping import Retention
    from policycheck.place import Place
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

    Breach = Callable[[Kept, StatutoryPeriod, Vocabulary], bool | None]

PLACEHOLDERS = ("retention", "kind", "stated", "asked", "law", "section", "period", "event")


class _Side(NamedTuple):
    """A side on which a period can be wrong."""

    breached: Breach
    limit: str
    """The field of a statutory period that sets the limit on this side."""


TOO_SHORT = _Side(falls_short, "minimum")
TOO_LONG = _Side(exceeds, "maximum")


@supplies(*PLACEHOLDERS)
def reaches_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A period is no shorter than the statute asks that it names (Articles 6(1)(c), 17(3)(b))."""
    return _named(record, setting, TOO_SHORT)


@supplies(*PLACEHOLDERS)
def within_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A period is no longer than the statute allows that it names (Articles 5(1)(e), 17(1)(e))."""
    return _named(record, setting, TOO_LONG)


def _named(record: Record, setting: Setting, side: _Side) -> Iterator[Judgement]:
    for name, entry in things(record.register.get("retention")):
        found = named(entry, setting.law, setting.vocabulary) if "law" in entry else []
        mine = kept(entry)
        if mine and found and _limited(found, side):
            breach = _breach(mine, found, setting, side)
            yield _judged(breach, [_place(record, name, entry)], _values(name, entry, found, setting, side), found)


@supplies(*PLACEHOLDERS)
def reaches_duty(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What a legal obligation needs is kept somewhere as long as the country's law asks (Article 6(1)(c))."""
    for data, governing in recognised(record, setting.law, setting.vocabulary):
        found = [one for one in governing if one.obliged]
        entries = covering(record, data)
        mine = [kept(entry) for _, entry in entries if not named(entry, setting.law, setting.vocabulary)]
        lengths = [one for one in mine if one]
        if not lengths or len(lengths) < len(entries) or not found or not _limited(found, TOO_SHORT):
            continue
        breaches = {_breach(one, found, setting, TOO_SHORT) for one in lengths}
        uncertain = None in breaches or any(one.event is None for one in lengths)
        breach = False if False in breaches else None if uncertain else True
        places = [*(_place(record, name, entry) for name, entry in entries), record.place.at("data", data)]
        yield _judged(breach, places, _values(*entries[0], found, setting, TOO_SHORT), found)


@supplies(*PLACEHOLDERS)
def within_limit(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What the country's law wants erased in time is erased in time (Articles 5(1)(e), 17(1)(e))."""
    for data, found in recognised(record, setting.law, setting.vocabulary):
        if not _limited(found, TOO_LONG):
            continue
        for name, entry in covering(record, data):
            mine = kept(entry)
            if mine and not named(entry, setting.law, setting.vocabulary):
                breach = _breach(mine, found, setting, TOO_LONG)
                excused = "reason" in entry and any(one.period.exceptions for one in found)
                places = [_place(record, name, entry), record.place.at("data", data)]
                values = _values(name, entry, found, setting, TOO_LONG)
                yield _judged(None if breach and excused else breach, places, values, found)


def _limited(found: Sequence[Governing], side: _Side) -> bool:
    """Whether each of the periods that may be meant has a limit on this side."""
    return all(getattr(one.period, side.limit) for one in found)


def _breach(mine: Kept, found: Sequence[Governing], setting: Setting, side: _Side) -> bool | None:
    """Whether each of the periods that may be meant is breached; nothing is sure that rests on an uncertain row."""
    answers = [side.breached(mine, one.period, setting.vocabulary) for one in found]
    if False in answers:
        return False
    return None if None in answers or not all(one.certain for one in found) else True


def _place(record: Record, name: str, entry: Retention) -> Place:
    return record.place.at("retention", name, "period" if "period" in entry else "at_most")


def _judged(
    breach: bool | None,  # noqa: FBT001 - one of three answers, no switch
    places: list[Place],
    values: dict[str, Any],
    found: Sequence[Governing],
) -> Judgement:
    place, *related = places
    if breach is None:
        return cannot_tell(place, **values)
    because = tuple(Consulted("retention", one.period.id) for one in found)
    return not_met(place, *related, because=because, **values) if breach else met(place, because=because)


def _values(name: str, entry: Retention, found: Sequence[Governing], setting: Setting, side: _Side) -> dict[str, Any]:
    """What is stated, and what the statute says: of several periods that may be meant the mildest."""
    mildest = _mildest(found, side)
    mine, asked = kept(entry), Period.parse(getattr(mildest.period, side.limit))
    stated = (mine.least if side is TOO_SHORT else mine.most) if mine else ""
    own = entry.get("from")
    event = Term("events", own if own in mildest.period.events else mildest.period.events[0])
    law, section = _statute(entry, mildest, setting)
    return {
        "retention": name,
        "kind": Term("records", mildest.kind) if mildest.kind else "",
        "stated": PeriodFrom(stated, Term("events", own)) if own else stated,
        "asked": PeriodFrom(asked, event),
        "law": law,
        "section": section,
        "period": asked,
        "event": event,
    }


def _mildest(found: Sequence[Governing], side: _Side) -> Governing:
    """The period that asks for least, or that allows most."""
    mildest, *others = found
    for other in others:
        one, two = (Period.parse(getattr(its.period, side.limit)) for its in (mildest, other))
        if one.longer_than(two) if side is TOO_SHORT else two.longer_than(one):
            mildest = other
    return mildest


def _statute(entry: Retention, found: Governing, setting: Setting) -> tuple[object, str]:
    """The statute with its section, as far as records can name them; else the country's law."""
    codes = setting.vocabulary.codes("statutes").items()
    by_number = {row["number"]: code for code, row in codes if "number" in row}
    if "law" in entry:
        by_number = {number: code for number, code in by_number.items() if code == entry["law"]} or by_number
    for number, section in found.period.provisions:
        if number in by_number:
            return Term("statutes", by_number[number]), section or ""
    return "", ""
