"""Whom a description lets have data and does not list as a recipient (Articles 4(9)-(10), 13(1)(e), 30(1)(d))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.things import things
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.law import Law
    from policycheck.place import Place
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary


class Unlisted(NamedTuple):
    """Somebody who gets data: where the description says so, what a reader knows it by, and how far away it is."""

    place: Place
    shown: object
    outside: bool
    """Whether it is a third party, or outside the EEA; else it is a processor inside."""


def unlisted(record: Record, law: Law, vocabulary: Vocabulary) -> Iterator[Unlisted]:
    """Those whom disclosures, cookies and flows name, each of them once."""
    yield from _without_name(record, vocabulary)
    named: dict[str, Place] = {}
    for place, name in _named(record, vocabulary):
        named.setdefault(name, place)
    if named:
        listed, classes = _listed(record)
        for name, place in named.items():
            party = _party(record, name)
            if name not in listed and classes.isdisjoint(party.get("classes", ())):
                yield Unlisted(place, party.get("name", name), _is_outside(party, law))


def _without_name(record: Record, vocabulary: Vocabulary) -> Iterator[Unlisted]:
    """Grounds of disclosure that mean somebody outside, without saying which recipient."""
    for place, given in _disclosures(record):
        if "to" not in given and given.get("ground") in vocabulary.marked("disclosure-grounds", "third_party"):
            yield Unlisted(place, Term("disclosure-grounds", given["ground"]), outside=True)


def _named(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[Place, str]]:
    outside = vocabulary.marked("disclosure-grounds", "third_party")
    for place, given in _disclosures(record):
        for name in given.get("to", ()) if given.get("ground") in outside else ():
            yield place / "to", name
    for name, cookie in things(record.register.get("cookies")):
        if "set_by" in cookie:
            yield record.place.at("cookies", name, "set_by"), cookie["set_by"]
    for name, flow in things(record.register.get("flows")):
        for end in flow.get("to", ()):
            if record.repo.party_record(end):
                yield record.place.at("flows", name, "to"), end


def _disclosures(record: Record) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    for name, given in things(record.register.get("disclosures", {}).get("exceptions")):
        yield record.place.at("disclosures", "exceptions", name), given


def _listed(record: Record) -> tuple[set[str], set[str]]:
    """Who need not be named as a recipient any more: by id, and by class.

    These are recipients and those whom they engage, joint controllers, and roles within the organisation.
    """
    recipients = list(things(record.register.get("recipients")))
    parties = {recipient.get("party", name) for name, recipient in recipients}
    engaged = {one for party in parties for one in _party(record, party).get("sub_processors", ())}
    inside = {*record.register.get("joint_controllers", ()), *record.repo.roles}
    classes = {code for _, recipient in recipients for code in recipient.get("classes", ())}
    return {name for name, _ in recipients} | parties | engaged | inside, classes


def _is_outside(party: Mapping[str, Any], law: Law) -> bool:
    if party.get("role") != "processor":
        return True
    return "country" in party and law.inside(party["country"]).value is False


def _party(record: Record, name: object) -> Mapping[str, Any]:
    party: Any = record.repo.party(name)
    return party or {}
