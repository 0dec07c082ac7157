"""How long data are kept: ends nobody can determine, copies nobody erases (Articles 5(1)(e), 13(2)(a), 30(1)(f))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.silence import asked_at
from policycheck.facts.statutory import kept, named
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.period import Period
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.keeping import Retention
    from policycheck.repo import Record

COPYING = ("mailbox", "spreadsheet", "file-share", "device")
"""Media in which copies are left behind."""
AT_ONCE = Period(0, 0)


@supplies("retention", "said")
def determinable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The end of retention can be told: a period, or an event that comes whatever the controller wishes."""
    for path, nothing in record.document.nothings.items():
        if path[:1] == ("retention",) and len(path) == len(("retention", "entry")) and nothing.kind is Kind.SAID_ONLY:
            yield not_met(record.place.at(*path), retention=str(path[1]), said=nothing.words)
    for name, entry in things(record.register.get("retention")):
        place = record.place.at("retention", name, "period")
        if _endless(entry, setting):
            continue  # retention.ends speaks of it
        if _timed(entry) or "law" in entry or _ends(entry, setting):
            yield met(place)
            continue
        outcome = asked_at(record, setting.day, "retention", name, "period")
        if outcome is Outcome.NOT_MET:
            yield not_met(place, retention=name, said=_said(record, name, entry))
        else:
            yield Judgement(place, outcome)


@supplies("retention", "value")
def counted_from_event(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A period counts from an event, its own or that of the statute it names; what goes at once needs none."""
    for name, entry in things(record.register.get("retention")):
        length = kept(entry) if "period" in entry else None
        if length is None or length.least == AT_ONCE:
            continue
        place = record.place.at("retention", name, "from")
        if "from" in entry or _ends(entry, setting) or named(entry, setting.law, setting.vocabulary):
            yield met(place)
            continue
        outcome = asked_at(record, setting.day, "retention", name, "from")
        values = {"retention": name, "value": length.least} if outcome is Outcome.NOT_MET else {}
        yield Judgement(place, outcome, values)


def _ends(entry: Retention, setting: Setting) -> bool:
    """Whether the event that ends it comes whatever the controller wishes."""
    return entry.get("ends") in setting.vocabulary.marked("retention-ends", "determinable")


def _endless(entry: Retention, setting: Setting) -> bool:
    """Whether it lasts until somebody chooses to end it."""
    return entry.get("ends") in setting.vocabulary.marked("retention-ends", "endless") and not _bounded(entry)


def _bounded(entry: Retention) -> bool:
    return _timed(entry) or "law" in entry


def _said(record: Record, name: str, entry: Retention) -> object:
    """What the text says in place of a time."""
    nothing = record.nothing("retention", name, "period")
    if nothing and nothing.words:
        return nothing.words
    return Term("retention-ends", entry["ends"]) if "ends" in entry else entry.get("text", "")


def _timed(entry: Retention) -> bool:
    return "period" in entry or "at_most" in entry


@supplies("retention", "end")
def ends(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Keeping data ends by itself, not when somebody asks for it or chooses to (Articles 5(1)(e), 25(2))."""
    for name, entry in things(record.register.get("retention")):
        if "ends" not in entry:
            continue
        place = record.place.at("retention", name, "ends")
        if not _endless(entry, setting):
            yield met(place)
        elif asked_at(record, setting.day, "retention", name, "period") is Outcome.CANNOT_TELL:
            yield cannot_tell(place, record.place.at("retention", name, "period"))
        else:
            yield not_met(place, retention=name, end=Term("retention-ends", entry["ends"]))


@supplies("system", "flow")
def copies_covered(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Copies that a flow leaves in mailboxes and the like have a time of their own (Article 5(1)(e))."""
    entries = [entry for _, entry in things(record.register.get("retention"))]
    seen: set[str] = set()
    for name, flow in things(record.register.get("flows")):
        for side in ("from", "to"):
            for system in _endpoints(flow, side):
                if system in seen or not _keeps_copies(record, system):
                    continue
                seen.add(system)
                place = record.place.at("flows", name, side, system)
                if any(_covers(entry, system, setting) for entry in entries):
                    yield met(place)
                elif _open(record, system):
                    yield cannot_tell(place)
                else:
                    yield not_met(place, system=_name(record, system), flow=name)


def _endpoints(flow: Any, side: str) -> list[str]:
    found: list[str] = flow.get(side, [])
    return found


def _keeps_copies(record: Record, name: str) -> bool:
    system = record.repo.system(name)
    return system is not None and system.get("medium") in COPYING


def _covers(entry: Retention, system: str, setting: Setting) -> bool:
    """A time covers a copy by naming its system or none; an event does only by naming it."""
    if system in entry.get("in", []):
        return _timed(entry) or _ends(entry, setting)
    return _timed(entry) and "in" not in entry


def _open(record: Record, system: str) -> bool:
    """Whether the time of this copy, or of the register, is a stated unknown."""
    entries = things(record.register.get("retention"))
    named = [name for name, entry in entries if system in entry.get("in", [system])]
    paths = [("retention",), *(("retention", name, "period") for name in named)]
    nothings = [record.nothing(*path) for path in paths]
    return any(nothing and nothing.kind is Kind.NOT_KNOWN for nothing in nothings)


def _name(record: Record, system: str) -> object:
    found: Any = record.repo.system(system) or {}
    return found.get("name", system)


@supplies("systems")
def covers_register(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Some period holds where the data are kept, not only where none stay (Articles 13(2)(a), 30(1)(f))."""
    stated = [entry for _, entry in things(record.register.get("retention"))]
    if not stated or any(path[0] == "retention" for path in record.document.nothings):
        return
    place = record.place / "retention"
    if any(_where_kept(record, entry) for entry in stated):
        yield met(place)
    else:
        systems = dict.fromkeys(name for entry in stated for name in entry.get("in", []))
        yield not_met(place, systems=[_name(record, name) for name in systems])


def _where_kept(record: Record, entry: Retention) -> bool:
    """Whether it names no system, or one that is not said to store nothing."""
    systems: list[Any] = [record.repo.system(name) or {} for name in entry.get("in", [])]
    return not systems or any(system.get("stores_data", True) for system in systems)
