"""What a party or a system leads to: hosts, operators, sub-processors, and the country of each (Articles 28, 44).

It is the same for every record, and is worked out once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path, Place
    from policycheck.repo import Record


class Tail(NamedTuple):
    """Somebody in a country, as a party or a system leads there, whatever record leads to that one."""

    name: str
    country: str
    steps: tuple[Place, ...]
    """Where each link of the chain is written."""
    party: Mapping[str, Any]
    past: tuple[str, ...] = ()
    """The parties through whose hands data get there, in order."""

    def after(self, step: Place) -> Tail:
        """The same end of a chain that is one step longer."""
        return self._replace(steps=(step, *self.steps))


@remembered
def hosted(system: Record) -> tuple[Tail, ...]:
    """Where the machines of a system stand; own premises are nobody else's."""
    hosting, name = system.stated.get("hosting", {}), system.document.id
    if "country" not in hosting or hosting.get("premises") == "own":
        return ()
    runs = hosting.get("owner") or system.stated.get("operator")
    party: Any = system.repo.party(runs) or {}
    return (Tail(runs or name, hosting["country"], (system.place.at("hosting", "country"),), party),)


@remembered
def operated(system: Record) -> tuple[tuple[Place, Record], ...]:
    """Who runs a system, and who owns its machines."""
    hosting: Mapping[str, Any] = system.stated.get("hosting", {})
    ways: tuple[tuple[Path, Any], ...] = (
        (("operator",), system.stated.get("operator")),
        (("hosting", "owner"), hosting.get("owner")),
    )
    found = ((path, system.repo.party_record(who)) for path, who in ways)
    return tuple((system.place.at(*path), party) for path, party in found if party)


@remembered
def served_by(party: Record) -> tuple[Tail, ...]:
    """A party where it is seated, then its sub-processors, and theirs."""
    return tuple(_tails(party, (), ()))


def _tails(party: Record, steps: tuple[Place, ...], past: tuple[str, ...]) -> Iterator[Tail]:
    if "country" in party.stated:
        yield seated(party, steps, past)
    name = party.document.id
    for other in _others(party, (*past, name)):
        step = party.place.at("sub_processors", other.document.id)
        yield from _tails(other, (*steps, step), (*past, name))


def _others(party: Record, past: tuple[str, ...]) -> Iterator[Record]:
    """The sub-processors of a party that the chain has not met."""
    for name, _ in things(party.stated.get("sub_processors")):
        other = party.repo.party_record(name)
        if other and name not in past:
            yield other


def seated(party: Record, steps: tuple[Place, ...] = (), past: tuple[str, ...] = ()) -> Tail:
    """A party in the country of its seat, at the end of a chain."""
    return Tail(party.document.id, party.stated["country"], (*steps, seat_of(party)), party.stated, past)


def seat_of(party: Record) -> Place:
    """The line that tells in which country a party is."""
    return party.place / "country"
