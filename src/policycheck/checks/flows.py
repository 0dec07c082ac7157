"""Flows and systems of one description: each leads to the other (Articles 5(2), 30(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.errors import nearest
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record

ENDS = ("system", "party", "organisation", "register")
"""The kinds of documents that a flow can start from or end in."""
NAMED = ("sources", "recipients", "access", "data", "systems", "steps")
"""The fields of a record whose things can give or get data."""
SORTS = ("data-subjects", "party-classes", "channels")
"""The vocabularies of words for people, parties and channels of which none in particular is meant."""
WHOEVER = ("data-subject", "third-party", "public-register", "staff", "controller")
"""Words for people and parties that no document describes."""


@supplies("system", "flow")
def systems_listed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A system that a flow starts from or ends in is among the systems."""
    listed = record.register.get("systems", [])
    for path, name in _endpoints(record):
        system = record.repo.system(name)
        if system is None:
            continue
        place = record.place.at(*path)
        if name in listed:
            yield met(place)
        else:
            known = [record.place / "systems"] if listed else []
            yield not_met(place, *known, system=system.get("name", name), flow=str(path[1]))


@supplies("systems")
def systems_reached(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Every system and processor is reached by some flow, where flows are described at all."""
    reached = {name for _, name in _endpoints(record)}
    if not reached:
        return
    listed = record.register.get("systems", [])
    unreached = [(("systems", name), name) for name in listed if name not in reached]
    unreached += [
        (("recipients", name), name)
        for name, recipient in things(record.register.get("recipients"))
        if recipient.get("role") == "processor"
        and recipient.get("kind") != "staff"
        and not reached & {name, recipient.get("party")}
    ]
    place = record.place / "flows"
    if unreached:
        places = [record.place.at(*path) for path, _ in unreached]
        yield not_met(place, *places, systems=[name for _, name in unreached])
    else:
        yield met(place)


@supplies("flow", "end", "suggestion")
def ends_described(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whatever data come from or go to is something that the repo knows (Article 30(1)(d))."""
    for path, name in _endpoints(record):
        place = record.place.at(*path)
        if _is_described(name, record, setting):
            yield met(place)
        else:
            near = nearest(name, _things_named(record)) or ""
            yield not_met(place, flow=str(path[1]), end=name, suggestion=near)


def _is_described(name: str, record: Record, setting: Setting) -> bool:
    """Whether it is a document or a thing of the record, or says what sort of people, parties or channels it means."""
    sorts = name in WHOEVER or any(setting.vocabulary.has(codes, name) for codes in SORTS)
    documents = record.repo.documents
    return (
        sorts
        or any((kind, name) in documents for kind in ENDS)
        or name in record.repo.descriptions
        or name in record.repo.roles
        or name in _things_named(record)
    )


def _things_named(record: Record) -> set[str]:
    """The names of what the descriptions of a register say of sources, recipients, roles and data, be it nothing."""
    found: set[str] = set()
    for one in (record, *record.siblings):
        found.update(name for field in NAMED for name in one.stated.get(field, ()))
        found.update(str(path[1]) for path in one.document.nothings if path[0] in NAMED and len(path) > 1)
    return found


def _endpoints(record: Record) -> Iterator[tuple[Path, str]]:
    for name, flow in things(record.register.get("flows")):
        ends: Any = flow
        for side in ("from", "to"):
            for end in ends.get(side, []):
                yield ("flows", name, side, end), end
