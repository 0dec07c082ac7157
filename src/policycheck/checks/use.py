"""Use of the data: what is logged of it, and whether those who may are known (Articles 5(2), 25(2), 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.protection import data_held, on_paper_only, told_in_record
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Place
    from policycheck.repo import Record


@supplies()
def logging_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A text says whether use is logged; a notice leaves that to the record of its register (Article 5(2))."""
    outcome = asked_at(record, setting.day, "logging")
    if outcome is not Outcome.NOT_MET or not told_in_record(record, lambda one: "logging" in one.register):
        yield Judgement(record.place / "logging", outcome)


@supplies("data")
def use_logged(record: Record, setting: Setting) -> Iterator[Judgement]:
    """No text says that use is not logged, and no record is silent on it where data calls for a log (Article 5(2))."""
    if "logging" in record.register:
        yield met(record.place / "logging")
        return
    held = _calling_for_a_log(record, setting)
    silent = asked_at(record, setting.day, "logging") is Outcome.NOT_MET
    unlogged = _no_log(record) or (silent and held and "record" in record.serves)
    if unlogged and not on_paper_only(record):
        yield _unlogged(record, held)


@supplies("data")
def sensitive_use_logged(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Use of special categories of data is not said to go unlogged (Articles 9, 32(1))."""
    held = data_held(record, setting.vocabulary, "special", "9")
    if held and not on_paper_only(record):
        yield _unlogged(record, held) if _no_log(record) else met(record.place / "logging")


def _calling_for_a_log(record: Record, setting: Setting) -> dict[str, str]:
    """National identity numbers and special categories, with the group that holds each."""
    national = data_held(record, setting.vocabulary, "identifier", "national")
    return national | data_held(record, setting.vocabulary, "special", "9")


def _no_log(record: Record) -> bool:
    """Whether the text says that there is no log, be it with exceptions."""
    nothing = record.nothing("logging")
    return nothing is not None and nothing.kind is Kind.NONE


def _unlogged(record: Record, held: dict[str, str]) -> Judgement:
    related = [record.place.at("data", group) for group in dict.fromkeys(held.values())]
    data: Any = [Term("data", code) for code in held] or ""
    return not_met(record.place / "logging", *related, data=data)


@supplies("events")
def log_complete(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whatever a role may do that alters data is logged, where something is (Article 32)."""
    logging = record.register.get("logging", {})
    if "events" not in logging:
        return
    altering = setting.vocabulary.marked("permissions", "alters")
    unlogged: dict[str, Place] = {}
    for name, role in things(record.register.get("access")):
        for event in role.get("may", []):
            if event in altering and event not in logging["events"]:
                unlogged.setdefault(event, record.place.at("access", name, "may", event))
    place = record.place.at("logging", "events")
    if unlogged:
        yield not_met(place, *unlogged.values(), events=[Term("permissions", event) for event in unlogged])
    else:
        yield met(place)


@supplies("said", "role")
def access_circle_defined(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A circle left open is not wider than the one role that is listed, whose holder is known (Article 32(4))."""
    roles: dict[str, Any] = dict(things(record.register.get("access")))
    controller: Any = record.controller or {}
    if len(roles) != 1:
        return
    ((name, role),) = roles.items()
    place = record.place.at("access", "restricted_to")
    said = _open_circle(record, {name, *controller.get("roles", {})})
    if said and _held_by_one(role, controller.get("roles", {}).get(name)):
        yield not_met(place, record.place.at("access", name), said=said, role=name)
    elif not said and "restricted_to" in record.register["access"]:
        yield met(place)


def _held_by_one(role: Any, of_organisation: Any) -> bool:
    """Whether one person holds a role: by its own count, else as a role of the organisation that counts no more."""
    if "holders" in role:
        return bool(role["holders"] == 1)
    return of_organisation is not None and of_organisation.get("holders", 1) == 1


def _open_circle(record: Record, roles: set[str]) -> Any:
    """The words for a circle that names no role."""
    access: Any = record.register.get("access", {})
    nothing = record.nothing("access", "restricted_to")
    if nothing and nothing.kind is Kind.SAID_ONLY:
        return nothing.words
    circle = access.get("restricted_to")
    return circle if circle not in roles else None
