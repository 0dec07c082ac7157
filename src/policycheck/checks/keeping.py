"""What retention reaches: logs and lists, too, and each thing in one way (Articles 5(1)(a), 5(1)(e), 7(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.silence import asked_at
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, Outcome, met, not_met
from policycheck.place import printed
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.model.keeping import Retention
    from policycheck.place import Path
    from policycheck.repo import Record

TIME = ("period", "from")
"""Words of a retention that two statements of it must share."""
TIMES = frozenset({"period", "at_most", "law"})
"""Words of a retention each of which sets a time."""


@supplies("what")
def logs_and_lists(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Logs, proofs of consent and lists of those who said no have a time of their own (Articles 5(1)(e), 7(1))."""
    if "logging" in record.register:
        yield _log(record, setting)
    entries = [entry for _, entry in things(record.register.get("retention"))]
    if not entries:
        return
    lists = setting.vocabulary.marked("data", "list")
    for name, group in things(record.register.get("data")):
        codes = [code for code in group.get("items", []) if code in lists]
        place = record.place.at("data", name)
        if codes and any(_times(entry, name, setting) for entry in entries):
            yield met(place)
        elif codes:
            yield not_met(place, record.place / "retention", what=[Term("data", code) for code in codes])


@supplies("data")
def data_groups(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Some statement says of each data group how long it is kept (Articles 13(2)(a), 30(1)(f)); of lists see above."""
    entries = [entry for _, entry in things(record.register.get("retention")) if _of_everybody(entry, setting)]
    if not entries or any(path[0] == "retention" for path in record.document.nothings):
        return
    reached = {name for entry in entries for name in entry.get("data", ())}
    everything = any("data" not in entry for entry in entries)
    left = [name for name in _groups_of_people(record, setting) if not everything and name not in reached]
    place = record.place / "retention"
    if left:
        yield not_met(place, *(record.place.at("data", name) for name in left), data=left)
    else:
        yield met(place)


def _groups_of_people(record: Record, setting: Setting) -> Iterator[str]:
    """Groups with personal data of which `logs_and_lists` does not speak."""
    lists = setting.vocabulary.marked("data", "list")
    for name, group in things(record.register.get("data")):
        if group.get("personal", True) and lists.isdisjoint(group.get("items", ())):
            yield name


def _log(record: Record, setting: Setting) -> Judgement:
    outcome = asked_at(record, setting.day, "logging", "kept")
    values = {"what": [Term("data", "log-data")]} if outcome is Outcome.NOT_MET else {}
    return Judgement(record.place.at("logging", "kept"), outcome, values)


def _times(entry: Retention, data: str, setting: Setting) -> bool:
    """Whether it sets a time for a data group of everybody."""
    if not _of_everybody(entry, setting):
        return False
    ends = setting.vocabulary.marked("retention-ends", "determinable")
    timed = not TIMES.isdisjoint(entry) or entry.get("ends") in ends
    return timed and data in entry.get("data", [data])


def _of_everybody(entry: Retention, setting: Setting) -> bool:
    return "group" not in entry or entry["group"] in setting.vocabulary.marked("cohorts", "everybody")


@supplies("retention", "against")
def coherent(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A time fits those it is said of, and the same data have one time (Article 5(1)(a) and (e))."""
    entries = dict(things(record.register.get("retention")))
    for name, entry in entries.items():
        against = [*_dealings(record, name, entry, setting), *_otherwise(name, entries)]
        place = record.place.at("retention", name, "from" if "from" in entry else "period")
        if against:
            places = [record.place.at(*path) for path in against]
            yield not_met(place, *places, retention=name, against=[printed(path) for path in against])
        elif "period" in entry:
            yield met(place)


def _dealings(record: Record, name: str, entry: Retention, setting: Setting) -> Iterator[Path]:
    """What tells of dealings with people of whom it is said that there were none."""
    if entry.get("group") not in setting.vocabulary.marked("cohorts", "without_dealings"):
        return
    if entry.get("from") in setting.vocabulary.marked("events", "dealings"):
        yield "retention", name, "group"
    for source, told in things(record.register.get("sources")):
        if "verified" in told:
            yield "sources", source, "verified"


def _otherwise(name: str, entries: Mapping[str, Retention]) -> Iterator[Path]:
    """Other times of the very same data: stated again, or in an entry before this one."""
    entry = entries[name]
    for path, again in statements(entry, ("retention", name)):
        if any(key in again and again[key] != entry.get(key) for key in TIME):
            yield path
    for other, earlier in entries.items():
        if other == name:
            return
        if _same_data(entry, earlier) and any(entry.get(key) != earlier.get(key) for key in TIME):
            yield "retention", other


def _same_data(entry: Retention, other: Retention) -> bool:
    """Whether two periods are said of the same data, named, in the same systems, with no law or reason to differ."""
    both = (entry, other)
    if any("law" in each or "reason" in each or "period" not in each for each in both):
        return False
    same_people = entry.get("group") == other.get("group")
    same_systems = entry.get("in") == other.get("in")
    return same_people and same_systems and not set(entry.get("data", [])).isdisjoint(other.get("data", []))
