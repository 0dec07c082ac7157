"""How long data are kept: ends nobody can determine, copies nobody erases (Articles 5(1)(e), 13(2)(a), 30(1)(f))."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.things import things
from policycheck.finding import Judgement, cannot_tell, met, not_met

if TYPE_CHECKING:
    from policycheck.model.keeping import Retention
    from policycheck.repo import Record

COPYING = ("mailbox", "spreadsheet", "file-share", "device")
"""Media in which copies are left behind."""


@supplies("retention", "said")
def determinable(record: "Record", setting: Setting) -> Iterator[Judgement]:
    """The end of retention can be told: a period, or an event that comes whatever the controller wishes."""
    ends = setting.vocabulary.marked("retention-ends", "determinable")
    for name, entry in things(record.register.get("retention")):
        place = record.place.at("retention", name, "period")
        nothing = record.nothing("retention", name, "period")
        if _timed(entry) or entry.get("ends") in ends or "law" in entry:
            yield met(place)
        elif nothing and nothing.kind is Kind.NOT_KNOWN:
            yield cannot_tell(place, retention=name)
        elif not (nothing and nothing.kind is Kind.NOT_APPLICABLE):
            said = nothing.words if nothing and nothing.kind is Kind.SAID_ONLY else entry.get("ends", "")
            yield not_met(place, retention=name, said=said)


def _timed(entry: "Retention") -> bool:
    return "period" in entry or "at_most" in entry


@supplies("system", "flow")
def copies_covered(record: "Record", setting: Setting) -> Iterator[Judgement]:
    """Copies that a flow leaves in mailboxes and the like have a time of their own (Article 5(1)(e))."""
    entries = [entry for _, entry in things(record.register.get("retention"))]
    seen: set[str] = set()
    for name, flow in things(record.register.get("flows")):
        for side in ("from", "to"):
            for system in _ends(flow, side):
                if system in seen or not _keeps_copies(record, system):
                    continue
                seen.add(system)
                place = record.place.at("flows", name, side, system)
                covered = any(_covers(entry, system) for entry in entries)
                yield met(place) if covered else not_met(place, system=_name(record, system), flow=name)


def _ends(flow: Any, side: str) -> list[str]:
    found: list[str] = flow.get(side, [])
    return found


def _keeps_copies(record: "Record", name: str) -> bool:
    system = record.repo.system(name)
    return system is not None and system.get("medium") in COPYING


def _covers(entry: "Retention", system: str) -> bool:
    return _timed(entry) and system in entry.get("in", [system])


def _name(record: "Record", system: str) -> object:
    found: Any = record.repo.system(system) or {}
    return found.get("name", system)
