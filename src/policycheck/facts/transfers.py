"""Where data really go: from a record to recipient, system, operator, sub-processor and country (Articles 13, 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.chains import Tail, hosted, operated, seat_of, seated, served_by
from policycheck.facts.processors import acting_for, role_of
from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from policycheck.model.sharing import Transfer
    from policycheck.place import Path, Place
    from policycheck.repo import Record


class Reach(NamedTuple):
    """Somebody who gets data in a country, by which chain we know it, and where the record says so."""

    name: str
    country: str
    path: Path
    steps: tuple[Place, ...]
    """Where each link of the chain is written."""
    party: Mapping[str, Any]
    """What is stated of it; empty where it has no document."""
    past: tuple[str, ...] = ()
    """The parties through whose hands data get there, in order."""
    transfer: Transfer | None = None
    """The transfer that the record declares, if it does."""

    @property
    def shown(self) -> object:
        """What a reader knows it by."""
        return self.party.get("name") or self.name

    def chain(self, record: Record) -> tuple[Place, ...]:
        """From the line of the record that leads there to the one that tells the country."""
        here = record.place.at(*(self.path[:2] if self.transfer else self.path))
        return self.steps if any(here.covers(step) for step in self.steps) else (here, *self.steps)

    def related(self, place: Place) -> list[Place]:
        """Where the steps of the chain are written, beside the place of a finding."""
        return [step for step in self.steps if not place.covers(step)]


@remembered
def reaches(record: Record) -> tuple[Reach, ...]:
    """The declared transfers, then everybody else whom data reach, each once for a country.

    Whoever gets data in a country from somebody who got them there gets them under what covers that one: an onward
    transfer within the country needs no line of its own.
    """
    return tuple(_reaches(record))


def _reaches(record: Record) -> Iterator[Reach]:
    stated = list(declared(record))
    yield from stated
    known = {(reach.name, reach.country) for reach in stated}
    countries = {reach.country for reach in stated if reach.transfer and "to" not in reach.transfer}
    for reach in _found(record):
        country = reach.country
        if country not in countries and not any((name, country) in known for name in (reach.name, *reach.past)):
            known.add((reach.name, country))
            yield reach


def declared(record: Record) -> Iterator[Reach]:
    """The transfers that the record declares, where the country is known."""
    for name, transfer in things(record.register.get("transfers")):
        to = transfer.get("to", name)
        known = record.repo.party_record(to)
        party = known.stated if known else {}
        path: Path = ("transfers", name, "safeguard")
        if "country" in transfer:
            where = record.place.at("transfers", name, "country")
            yield Reach(to, transfer["country"], path, (where,), party, transfer=transfer)
        elif known and "country" in party:
            yield Reach(to, party["country"], path, (seat_of(known),), party, transfer=transfer)


def _found(record: Record) -> Iterator[Reach]:
    """Everybody whom data reach by what is recorded of recipients, systems and parties."""
    if record.kind == "processor-record":
        for path, tail in (*_engaged(record), *_clients(record)):
            yield _reach(path, tail)
        return
    yield from _recipients(record)
    yield from _joint_controllers(record)
    yield from _systems(record)


def _reach(path: Path, tail: Tail) -> Reach:
    return Reach(tail.name, tail.country, path, tail.steps, tail.party, tail.past)


def _recipients(record: Record) -> Iterator[Reach]:
    for name, recipient in things(record.register.get("recipients")):
        if recipient.get("kind") == "staff":
            continue
        party_id, path = recipient.get("party", name), ("recipients", name)
        party = record.repo.party_record(party_id)
        stated = party.stated if party else {}
        elsewhere = recipient.get("country")
        if elsewhere:
            yield Reach(party_id, elsewhere, path, (record.place.at(*path, "country"),), stated)
        if party:
            acts_for_us = role_of(recipient, stated) in (None, "processor")
            for tail in (*served_by(party), *_as_processor(record, party)):
                if acts_for_us if tail.past else not elsewhere:
                    yield _reach(path, tail)


def _joint_controllers(record: Record) -> Iterator[Reach]:
    """Those who decide together with the controller get its data; whom they engage is their own affair."""
    for name, _ in things(record.register.get("joint_controllers")):
        party = record.repo.party_record(name)
        if party and "country" in party.stated:
            yield _reach(("joint_controllers", name), seated(party))


def _systems(record: Record) -> Iterator[Reach]:
    """Hosts and operators of the systems; those who are recipients were followed as such."""
    recipients = {recipient.get("party", name) for name, recipient in things(record.register.get("recipients"))}
    for name in record.register.get("systems", []):
        system = record.repo.record("system", name)
        for tail in _behind(record, system, recipients) if system else ():
            yield _reach(("systems", name), tail)


def _behind(record: Record, system: Record, followed: Collection[str]) -> Iterator[Tail]:
    yield from hosted(system)
    for step, runs in operated(system):
        if runs.document.id not in followed:
            yield from (tail.after(step) for tail in (*served_by(runs), *_as_processor(record, runs)))


def _as_processor(record: Record, party: Record) -> Iterator[Tail]:
    """Whom a processor engages, and where it works, by the record that it keeps of what it does for the controller."""
    for acting, client in acting_for(record, party.document.id):
        for path, tail in _engaged(acting, client.get("services")):
            yield tail.after(acting.place.at(*path))._replace(past=(party.document.id, *tail.past))


def _engaged(record: Record, services: Collection[str] | None = None) -> Iterator[tuple[Path, Tail]]:
    """Who and what works for the services of a processor's record, or for some of them."""
    stated = record.stated
    wanted = stated.get("services", ()) if services is None else services
    others = dict(things(stated.get("sub_processors")))
    for name, engaged in others.items():
        other = record.repo.party_record(name)
        for_these = services is None or "services" not in engaged or not set(engaged["services"]).isdisjoint(services)
        if other and for_these:
            yield from ((("sub_processors", name), tail) for tail in served_by(other))
    for service in wanted:
        for name in stated.get("services", {}).get(service, {}).get("systems", ()):
            system = record.repo.record("system", name)
            path: Path = ("services", service, "systems", name)
            yield from ((path, tail) for tail in (_behind(record, system, others) if system else ()))


def _clients(record: Record) -> Iterator[tuple[Path, Tail]]:
    """The controllers to whom a processor hands data back (module 4 of (EU) 2021/914)."""
    for name, _ in things(record.stated.get("controllers")):
        client = record.repo.party_record(name)
        if client and "country" in client.stated:
            yield ("controllers", name), seated(client)
