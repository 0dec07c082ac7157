"""Flows and systems of one description: each leads to the other (Articles 5(2), 30(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record


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


def _endpoints(record: Record) -> Iterator[tuple[Path, str]]:
    for name, flow in things(record.register.get("flows")):
        ends: Any = flow
        for side in ("from", "to"):
            for end in ends.get(side, []):
                yield ("flows", name, side, end), end
