"""Where data of a register really go, through recipients, systems and sub-processors (Articles 13(1)(f), 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.model.sharing import Transfer
    from policycheck.place import Path
    from policycheck.repo import Record

Because = tuple[str, ...]


class Reach(NamedTuple):
    """Somebody who gets data in a country: who, where, by which chain we know it, and where the record says so."""

    name: str
    country: str
    path: Path
    because: Because
    party: Mapping[str, Any]
    """What is stated of it; empty where it has no document."""
    transfer: Transfer | None = None
    """The transfer that the record declares, if it does."""

    @property
    def shown(self) -> object:
        """What a reader knows it by."""
        return self.party.get("name") or self.name


@remembered
def reaches(record: Record) -> tuple[Reach, ...]:
    """The declared transfers, then everybody else whom data reach, each once for a country."""
    return tuple(_reaches(record))


def _reaches(record: Record) -> Iterator[Reach]:
    stated = list(declared(record))
    yield from stated
    covered = {(reach.name, reach.country) for reach in stated}
    countries = {reach.country for reach in stated if reach.transfer and "to" not in reach.transfer}
    for reach in (*_recipients(record), *_systems(record)):
        key = (reach.name, reach.country)
        if key not in covered and reach.country not in countries:
            covered.add(key)
            yield reach


def declared(record: Record) -> Iterator[Reach]:
    """The transfers that the record declares, where the country is known."""
    for name, transfer in things(record.register.get("transfers")):
        to = transfer.get("to", name)
        party = _stated(record, to)
        country = transfer.get("country") or party.get("country")
        if country:
            because = (f"transfers/{name}: country {country}",)
            yield Reach(to, country, ("transfers", name, "safeguard"), because, party, transfer)


def _recipients(record: Record) -> Iterator[Reach]:
    for name, recipient in things(record.register.get("recipients")):
        if recipient.get("kind") == "staff":
            continue
        party_id, path = recipient.get("party", name), ("recipients", name)
        if "country" in recipient:
            because = (f"recipients/{name}: country {recipient['country']}",)
            yield Reach(party_id, recipient["country"], path, because, _stated(record, party_id))
            yield from _engaged(record, party_id, path, (), frozenset({party_id}))
        else:
            yield from _party(record, party_id, path, (), frozenset())


def _systems(record: Record) -> Iterator[Reach]:
    """Hosts where the machines stand, and operators where they are seated; own premises are nobody else's."""
    recipients = {recipient.get("party", name) for name, recipient in things(record.register.get("recipients"))}
    for name in record.register.get("systems", []):
        system: Any = record.repo.system(name) or {}
        hosting, path = system.get("hosting", {}), ("systems", name)
        runs = hosting.get("owner") or system.get("operator")
        if "country" in hosting and hosting.get("premises") != "own":
            because = (f"system/{name}: hosting country {hosting['country']}",)
            yield Reach(runs or name, hosting["country"], path, because, _stated(record, runs))
        for party_id in (system.get("operator"), hosting.get("owner")):
            if party_id and party_id not in recipients:
                yield from _party(record, party_id, path, (f"system/{name}: {party_id}",), frozenset())


def _party(record: Record, party_id: str, path: Path, because: Because, seen: frozenset[str]) -> Iterator[Reach]:
    """A party where it is seated, then its sub-processors."""
    party = _stated(record, party_id)
    if not party or party_id in seen:
        return
    if "country" in party:
        told = (*because, f"party/{party_id}: country {party['country']}")
        yield Reach(party_id, party["country"], path, told, party)
    yield from _engaged(record, party_id, path, because, seen | {party_id})


def _engaged(record: Record, party_id: str, path: Path, because: Because, seen: frozenset[str]) -> Iterator[Reach]:
    for name, _ in things(_stated(record, party_id).get("sub_processors")):
        yield from _party(record, name, path, (*because, f"party/{party_id}: sub_processors {name}"), seen)


def _stated(record: Record, party_id: object) -> Mapping[str, Any]:
    party: Any = record.repo.party(party_id)
    return party or {}
