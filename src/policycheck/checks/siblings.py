"""Descriptions of one register against each other, fact by fact (Articles 5(2), 13, 14, 30)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.facts.descriptions import by_audience, pairs
from policycheck.facts.things import things
from policycheck.finding import Judgement, PeriodFrom, met, not_met
from policycheck.period import Period
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.model.keeping import Retention
    from policycheck.place import Place
    from policycheck.repo import Record

Facts = Callable[["Record"], set[str]]


def _sources(record: Record) -> set[str]:
    return {name for name, _ in things(record.register.get("sources"))}


def _data(record: Record) -> set[str]:
    groups = things(record.register.get("data"))
    return {code for _, group in groups for code in group.get("items", [])}


def _purposes(record: Record) -> set[str]:
    return {purpose.get("category", name) for name, purpose in things(record.register.get("purposes"))}


def _subjects(record: Record) -> set[str]:
    return set(record.register.get("data_subjects", []))


def _recipients(record: Record) -> set[str]:
    """Recipients outside, and grounds on which others get data."""
    register = record.register
    outside = {
        code
        for name, recipient in things(register.get("recipients"))
        if recipient.get("kind") != "staff"
        for code in recipient.get("classes", [recipient.get("party", name)])
    }
    exceptions = things(register.get("disclosures", {}).get("exceptions"))
    vendors = {cookie["set_by"] for _, cookie in things(register.get("cookies")) if "set_by" in cookie}
    return outside | vendors | {given.get("ground", name) for name, given in exceptions}


def _controllers(record: Record) -> set[str]:
    """The controller, and those who decide together with it: between them order means nothing."""
    if record.controller is None:
        return set()
    return {record.controller["id"], *(name for name, _ in things(record.register.get("joint_controllers")))}


VOCABULARIES = {"data": "data", "purposes": "purposes", "data_subjects": "data-subjects"}
FIELDS: dict[str, Facts] = {
    "controller": _controllers,
    "sources": _sources,
    "data": _data,
    "purposes": _purposes,
    "data_subjects": _subjects,
    "recipients": _recipients,
}


@supplies("field", "here", "there")
@takes(field=FIELDS)
def facts_agree(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """Where both descriptions speak of a field, they say the same."""
    field = setting.params["field"]
    facts = FIELDS[field]
    for first, other in pairs(descriptions):
        here, there = facts(first), facts(other)
        if not here or not there:
            continue
        place = first.place / field
        if here == there:
            yield met(place)
        else:
            yield not_met(
                place,
                other.place / field,
                field=field,
                here=_labelled(field, here - there),
                there=_labelled(field, there - here),
            )


def _labelled(field: str, codes: set[str]) -> list[object]:
    vocabulary = VOCABULARIES.get(field)
    return [Term(vocabulary, code) if vocabulary else code for code in sorted(codes)]


@supplies("here", "there")
def retention_agrees(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """Descriptions of one register keep its data equally long (Articles 5(1)(e), 13(2)(a))."""
    for first, other in pairs(descriptions):
        if "retention" not in first.register or "retention" not in other.register:
            continue
        here, there = _kept(first), _kept(other)
        place = first.place / "retention"
        if here.keys() == there.keys():
            yield met(place)
        else:
            yield not_met(place, other.place / "retention", here=_times(here), there=_times(there))


Time = tuple[object, ...]


def _kept(record: Record) -> dict[Time, None]:
    """How long data are kept in general: what is said of a copy or a cohort counts only where nothing else is said."""
    entries: list[Any] = [entry for _, entry in things(record.register.get("retention"))]
    general = [entry for entry in entries if "in" not in entry and "group" not in entry] or entries
    return dict.fromkeys(tuple(_said_of_time(entry)) for entry in general)


def _said_of_time(entry: Retention) -> Iterator[object]:
    """The period, with the event that it counts from, and what else ends it."""
    event = Term("events", entry["from"]) if "from" in entry else None
    periods = [Period.told(written) for written in (entry.get("period"), entry.get("at_most")) if written]
    for period in periods:
        yield PeriodFrom(period, event) if event else period
    if event and not periods:
        yield event
    if "ends" in entry:
        yield Term("retention-ends", entry["ends"])


def _times(kept: Iterable[Time]) -> list[object]:
    return [said for time in kept for said in time]


@supplies("here", "there")
def location_agrees(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """Data said to stay on own premises go nowhere else in another description (Articles 5(2), 30(1)(d)-(e))."""
    for record in by_audience(descriptions):
        if record.register.get("location", {}).get("premises") != "own":
            continue
        place = record.place.at("location", "premises")
        elsewhere = [found for other in record.siblings for found in _elsewhere(other)]
        if elsewhere:
            there = [str(found.path[-1]) for found in elsewhere]
            yield not_met(place, *elsewhere, here="own", there=there)
        elif record.siblings:
            yield met(place)


def _elsewhere(record: Record) -> Iterator[Place]:
    """Places of a description that put data on premises not the controller's own."""
    if record.register.get("location", {}).get("premises") in ("provider", "partner", "cloud"):
        yield record.place.at("location", "premises")
    for name, recipient in things(record.register.get("recipients")):
        if recipient.get("hosting") in ("own-servers", "cloud"):
            yield record.place.at("recipients", name)
    for name in record.register.get("systems", []):
        system: Any = record.repo.system(name) or {}
        if system.get("hosting", {}).get("premises") in ("provider", "cloud"):
            yield record.place.at("systems", name)
    if record.register.get("transfer_statement", {}).get("claim") in ("conditional", "listed"):
        yield record.place / "transfer_statement"


@supplies("fields")
@takes(fields="words")
def notice_holds_facts(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """What a notice must tell stands in the notice, not only in another description (Article 13(1))."""
    for record in descriptions:
        if "notice" not in record.serves or not record.siblings:
            continue
        missing = [
            (sibling, field)
            for field in setting.params["fields"]
            for sibling in record.siblings
            if not _tells(record, field) and _tells(sibling, field)
        ]
        if missing:
            where = [_where(sibling, field) for sibling, field in missing]
            yield not_met(record.place / missing[0][1], *where, fields=[field for _, field in missing])


def _tells(record: Record, field: str) -> bool:
    if field == "controller":
        return record.controller is not None
    return field in record.register


def _where(record: Record, field: str) -> Place:
    if field in record.register or "text" not in record.register:
        return record.place / field
    text = record.repo.record("text", record.register["text"])
    return text.place / field if text else record.place / field


@supplies("register_named")
def lists_described(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Every register that a text says exists is described somewhere in the repo (Article 30(1))."""
    for name in record.stated.get("lists", []):
        place = record.place.at("lists", name)
        described = name in record.repo.descriptions
        yield met(place) if described else not_met(place, register_named=name)
