"""Measures: whether any are stated, what is encrypted, and who sees to them (Articles 24, 28(1), 30(1)(g), 32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.protection import (
    data_held,
    measures_at,
    on_machines,
    on_paper_only,
    states_measures,
    systems,
    told_in_record,
)
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.model import System
    from policycheck.repo import Record

FILE_STORES = ("spreadsheet", "file-share", "device")
"""Media whose files open for whoever reaches them."""


@supplies()
def measures_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Some measure is stated, of the register or of a system it lies in; the law leaves no choice (Article 32(1))."""
    place = record.place / "security"
    if states_measures(record):
        yield met(place)
    elif asked_at(record, setting.day, "security") is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    elif not told_in_record(record, states_measures):
        yield not_met(place)


@supplies("systems")
def systems_encrypted(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where measures are stated, encryption is, for every machine the register lies on (Article 32(1)(a))."""
    where = on_machines(record)
    if where and states_measures(record):
        yield _encrypted(record, where, setting)


@supplies("systems")
def encryption_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The same, and some encryption among the measures where the description names no machine."""
    where = on_machines(record)
    if states_measures(record) and (where or not on_paper_only(record)):
        yield _encrypted(record, where, setting)


def _encrypted(record: Record, where: Mapping[str, System], setting: Setting) -> Judgement:
    encryption = setting.vocabulary.marked("measures", "encryption")
    place = record.place / "security"
    if not where:
        stated = dict(things(record.register.get("security")))
        return not_met(place) if encryption.isdisjoint(stated) else met(place)
    bare = {name: system for name, system in where.items() if encryption.isdisjoint(measures_at(record, name))}
    related = [record.place.at("systems", name) for name in bare]
    return not_met(place, *related, systems=_names(bare)) if bare else met(place)


@supplies("data", "systems")
def identifiers_encrypted(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Identity codes and account numbers do not lie in files that open for whoever reaches them (Article 32(1)(a))."""
    held = data_held(record, setting.vocabulary, "identifier", "national", "bank")
    files = {name: system for name, system in systems(record).items() if system.get("medium") in FILE_STORES}
    if not held or not files or not states_measures(record):
        return
    at_rest = setting.vocabulary.marked("measures", "at_rest")
    bare = {name: system for name, system in files.items() if at_rest.isdisjoint(measures_at(record, name))}
    place = record.place / "security"
    if bare:
        related = [record.place.at("systems", name) for name in bare]
        related += [record.place.at("data", group) for group in dict.fromkeys(held.values())]
        yield not_met(place, *related, data=[Term("data", code) for code in held], systems=_names(bare))
    else:
        yield met(place)


def _names(found: Mapping[str, System]) -> list[Any]:
    return [system.get("name") or name for name, system in found.items()]


@supplies("party", "system")
def processor_overseen(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where only the provider sees to the security of a system, the controller sees to the provider (Article 28(1))."""
    for name, system in systems(record).items():
        operator = system.get("operator")
        party: Any = record.repo.stated("party", operator)
        if party is None or not _left_to(operator, name, system, record):
            continue
        place = record.place.at("systems", name)
        if "oversight" in party:
            yield met(place)
        else:
            yield not_met(place, party=party.get("name") or operator, system=system.get("name") or name)


def _left_to(operator: str | None, name: str, system: System, record: Record) -> bool:
    """Whether somebody is said to see to measures of this very system, and it is the operator alone."""
    said = [measure for _, measure in things(record.register.get("security")) if name in measure.get("in", [])]
    hands = [hand for measure in (*said, *system.get("measures", {}).values()) for hand in measure.get("by", [])]
    return bool(hands) and set(hands) == {operator}
