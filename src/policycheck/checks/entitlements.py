"""Rights that a notice owes: those that come with any basis, those that turn on it (Articles 7(3), 13(2), 15-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.document import Kind
from policycheck.facts.protection import systems
from policycheck.facts.refusals import refused
from policycheck.facts.rights import consented, given, rests_on, unbased, unconsented_marketing
from policycheck.facts.silence import asked_at
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Place
    from policycheck.repo import Record

CORE = ("access", "rectification", "erasure")
"""Rights without which no other can be used (Articles 15-17)."""
UNFILLED = (Kind.BLANK, Kind.NOT_FILLED)
"""Nothings that the hygiene rules speak of at their own place."""


@supplies()
@takes(right="word")
def stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The right that the card's parameters name is told of, where the bases give it."""
    right = setting.params["right"]
    owed = given(record, right, setting.law, setting.vocabulary)
    place = record.place.at("rights", right)
    told = _told(record, right, setting)
    if told is Outcome.MET:
        yield met(place)
    elif owed is None:
        yield cannot_tell(place, *(record.place.at(*path) for path in unbased(record)))
    elif owed and told is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    elif owed:
        yield not_met(place)


def _told(record: Record, right: str, setting: Setting) -> Outcome:
    """Whether a right is told of. One that is owed is not done away with by calling it inapplicable."""
    outcome = asked_at(record, setting.day, "rights", right)
    rights: Any = record.register.get("rights", {})
    if outcome is Outcome.MET and right in rights:
        partly = right == "objection" and _only_marketing(rights[right])
        return Outcome.NOT_MET if partly and rests_on(record, right, setting.law) else Outcome.MET
    return Outcome.CANNOT_TELL if outcome is Outcome.CANNOT_TELL else Outcome.NOT_MET


def _only_marketing(objection: Any) -> bool:
    """Whether it tells of nothing but the objection to direct marketing, which is a right of its own."""
    said = {key for _, statement in statements(objection, ()) for key in statement}
    return "marketing" in said and said <= {"marketing", "under", "also_stated"}


@supplies("rights")
def core_rights_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Access, rectification and erasure are told of; what is missing is one finding, what is refused another's."""
    told = {
        right: _told(record, right, setting)
        for right in CORE
        if given(record, right, setting.law, setting.vocabulary) is not False
    }
    blank = [right for right in told if _unfilled(record, right)]
    elsewhere = {*blank, *refused(record)}
    missing = [right for right, outcome in told.items() if outcome is Outcome.NOT_MET and right not in elsewhere]
    place = record.place / "rights"
    for right in blank:
        yield not_met(place / right, rights=[Term("rights", right)])
    if missing:
        yield not_met(place, rights=[Term("rights", right) for right in missing])
    elif Outcome.CANNOT_TELL in told.values():
        yield cannot_tell(place)
    elif not blank:
        yield met(place)


def _unfilled(record: Record, right: str) -> bool:
    nothing = record.document.nothings.get(("rights", right))
    return nothing is not None and nothing.kind in UNFILLED


@supplies()
def withdrawal_described(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The way back from every consent is told: in general, or where the consent is described."""
    resting = list(consented(record))
    if not resting:
        return
    place = record.place.at("rights", "withdrawal")
    without = [record.place.at(*one.path) for one in resting if not one.way_back]
    told = _told(record, "withdrawal", setting)
    if told is Outcome.MET or not without:
        yield met(place)
    elif told is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    else:
        yield not_met(place, *without)


@supplies("purpose")
def marketing_refusable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where objection is told of, so is that to direct marketing, at the right or the purpose (Article 21(2)-(4))."""
    objection: Any = record.register.get("rights", {}).get("objection")
    if objection is None:
        return
    at_right = any("marketing" in statement for _, statement in statements(objection, ()))
    pending = asked_at(record, setting.day, "rights", "objection", "marketing") is Outcome.CANNOT_TELL
    for name in unconsented_marketing(record, setting.vocabulary):
        path = ("purposes", name, "marketing", "opt_out")
        place = record.place.at(*path)
        if at_right:
            yield met(place)
        elif pending or asked_at(record, setting.day, *path) is Outcome.CANNOT_TELL:
            yield cannot_tell(place)
        else:
            yield not_met(place, record.place.at("rights", "objection"), purpose=name)


@supplies("kept")
def erasure_limits_told(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A promise to erase names what a statute keeps (Article 17(3)(b)), where statutory records are known."""
    erasure: Any = record.register.get("rights", {}).get("erasure")
    nothing = record.nothing("rights", "erasure", "limits")
    if erasure is None or (nothing and nothing.kind in UNFILLED):
        return
    place = record.place.at("rights", "erasure")
    if any("limits" in statement for _, statement in statements(erasure, ())):
        yield met(place)
        return
    keeping = list(_statutory(record, setting))
    outcome = asked_at(record, setting.day, "rights", "erasure", "limits") if keeping else None
    if outcome is Outcome.NOT_MET:
        kept = {str(what): what for _, what in keeping}
        yield not_met(place, *(where for where, _ in keeping), kept=list(kept.values()))
    elif outcome is Outcome.CANNOT_TELL:
        yield cannot_tell(place)


def _statutory(record: Record, setting: Setting) -> Iterator[tuple[Place, Any]]:
    """What leaves records that a statute keeps: purposes, and uses of the systems."""
    statutory = setting.vocabulary.marked("purposes", "statutory_records")
    for name, purpose in things(record.register.get("purposes")):
        if purpose.get("category") in statutory:
            yield record.place.at("purposes", name), Term("purposes", purpose["category"])
    for name, system in systems(record).items():
        for use in system.get("uses", []):
            if use in statutory:
                yield record.place.at("systems", name), Term("purposes", use)
        if "records" in system:
            yield record.place.at("systems", name), system.get("name") or name
