"""Who answers for processing: officers, joint controllers, those a processor serves (Articles 26, 30(2), 38)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.silence import owed_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record

WAYS = ("address", "postal_address", "phone", "email")
"""Ways by which an answer comes; a web page alone gives none."""


@supplies("duties")
def officer_free_of_conflict(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The data protection officer has no duty in which to watch himself or herself (Article 38(6), C-453/21)."""
    officer: Any = record.stated.get("data_protection_officer", {})
    duties = officer.get("other_duties")
    if not duties or officer.get("appointed") is False:
        return
    conflicting = setting.vocabulary.marked("officer-duties", "conflict")
    found = [Term("officer-duties", duty) for duty in duties if duty in conflicting]
    place = record.place.at("data_protection_officer", "other_duties")
    yield not_met(place, duties=found) if found else met(place)


@supplies("controller", "missing")
def clients_reachable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Each controller that a processor acts for is recorded by name and contact (Article 30(2)(a))."""
    for key, _ in things(record.stated.get("controllers")):
        place = record.place.at("controllers", key)
        party: Any = record.repo.party(key)
        if party is None:
            yield cannot_tell(place)
        elif "name" in party and not party.get("contact", {}).keys().isdisjoint(WAYS):
            yield met(place)
        else:
            yield not_met(place, controller=party.get("name") or key)


@supplies("controller")
def essence_available(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data subjects can get the essence of what joint controllers have arranged (Article 26(2))."""
    descriptions = (record, *record.siblings)
    for name, joint in things(record.register.get("joint_controllers")):
        if "arrangement" not in joint:
            continue
        place = record.place.at("joint_controllers", name, "essence")
        said = [owed_at(one, setting.day, "joint_controllers", name, "essence") for one in descriptions]
        best = min(said, key=_TOLD.index)
        if best is Outcome.NOT_MET:
            party: Any = record.repo.party(name) or {}
            yield not_met(place, controller=party.get("name") or name)
        else:
            yield Judgement(place, best)


_TOLD = (Outcome.MET, Outcome.CANNOT_TELL, Outcome.DOES_NOT_APPLY, Outcome.NOT_MET)
