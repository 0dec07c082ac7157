"""What is promised of erasure in one place, and cannot be done by what another says (Articles 5, 13, 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.rights import consented, wholly_based
from policycheck.facts.silence import asked_at
from policycheck.facts.statutory import length, named
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.keeping import Retention
    from policycheck.place import Place
    from policycheck.repo import Record


@supplies("retention", "period", "rounds")
def rounds_within_period(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Rounds of erasure come at least as often as the period promises that data go (Article 5(1)(e))."""
    for name, entry in things(record.register.get("retention")):
        period, rounds = length(entry.get("period")), length(entry.get("at_most"))
        if period is None or rounds is None:
            continue
        place = record.place.at("retention", name, "at_most")
        if rounds.longer_than(period):
            yield not_met(
                place, record.place.at("retention", name, "period"), retention=name, period=period, rounds=rounds
            )
        else:
            yield met(place)


@supplies("kept", "reviewed")
def log_outlives_review(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A log is kept until somebody has reviewed it (Articles 5(2), 32(1)(d))."""
    logging: Any = record.register.get("logging", {})
    kept, reviewed = length(logging.get("kept")), length(logging.get("reviewed"))
    if kept is None or reviewed is None:
        return
    place = record.place.at("logging", "kept")
    if reviewed.longer_than(kept):
        yield not_met(place, record.place.at("logging", "reviewed"), kept=kept, reviewed=reviewed)
    else:
        yield met(place)


@supplies("retention", "role")
def eraser_may_erase(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever is to erase may take data out, where it is said what the role may do (Article 5(1)(e))."""
    removing = setting.vocabulary.marked("permissions", "removes")
    access = dict(things(record.register.get("access")))
    for name, entry in things(record.register.get("retention")):
        for role in entry.get("by", []):
            may = access.get(role, {}).get("may")
            if may is None:
                continue
            place = record.place.at("retention", name, "by", role)
            if removing.isdisjoint(may):
                yield not_met(place, record.place.at("access", role, "may"), retention=name, role=role)
            else:
                yield met(place)


@supplies("retention", "event")
def event_can_come(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A period does not wait for consent to end where nobody was asked for any (Articles 5(1)(e), 13(2)(a))."""
    events = setting.vocabulary.marked("events", "needs_consent")
    ends = setting.vocabulary.marked("retention-ends", "needs_consent")
    for name, entry in things(record.register.get("retention")):
        waiting = [
            ("from", Term("events", entry.get("from", "")), events),
            ("ends", Term("retention-ends", entry.get("ends", "")), ends),
        ]
        for field, event, needing in waiting:
            if event.code in needing:
                place = record.place.at("retention", name, field)
                if _asks_for_consent(record):
                    yield met(place)
                elif _rests_on_other_bases(record):
                    yield not_met(place, retention=name, event=event)


def _asks_for_consent(record: Record) -> bool:
    """Whether some description of the register asks for consent, or rests on one."""
    return any(
        "consents" in one.register or "cookies" in one.register or consented(one) for one in (record, *record.siblings)
    )


def _rests_on_other_bases(record: Record) -> bool:
    """Whether it is said of every purpose, wherever there are any, on what it rests."""
    with_purposes = [one for one in (record, *record.siblings) if "purposes" in one.register]
    return bool(with_purposes) and all(map(wholly_based, with_purposes))


@supplies("law", "what")
def erasure_fits_duty(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What a statute keeps is neither erased on request nor promised to be (Articles 12(1), 17(3)(b))."""
    on_request = setting.vocabulary.marked("retention-ends", "on_request")
    duties = list(_duties(record, setting))
    for place, entry in duties:
        if entry.get("ends") in on_request:
            yield not_met(place / "ends", law=Term("statutes", entry["law"]), what=str(place.path[-1]))
        else:
            yield met(place / "ends")
    yield from _promised(record, setting, duties)


def _duties(record: Record, setting: Setting) -> Iterator[tuple[Place, Retention]]:
    """The entries of retention that name a statute which surely obliges to keep the data."""
    for name, entry in things(record.register.get("retention")):
        found = named(entry, setting.law, setting.vocabulary) if "law" in entry else []
        if found and all(one.period.minimum and one.certain for one in found):
            yield record.place.at("retention", name), entry


def _promised(record: Record, setting: Setting, own: list[tuple[Place, Retention]]) -> Iterator[Judgement]:
    """Whether a promise to erase everything leaves out what a statute keeps, here or by another description."""
    erasure: Any = record.register.get("rights", {}).get("erasure")
    told = [statement for _, statement in statements(erasure, ())]
    if not any(statement.get("promise") == "full" for statement in told):
        return
    duties = [*own, *(duty for other in record.siblings for duty in _duties(other, setting))]
    if not duties:
        return
    place = record.place.at("rights", "erasure")
    outcome = asked_at(record, setting.day, "rights", "erasure", "limits")
    if any("limits" in statement for statement in told):
        yield met(place)
    elif outcome is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    else:
        laws = dict.fromkeys(Term("statutes", entry["law"]) for _, entry in duties)
        what = dict.fromkeys(str(where.path[-1]) for where, _ in duties)
        yield not_met(place, *(where for where, _ in duties), law=list(laws), what=list(what))
