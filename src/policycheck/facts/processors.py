"""Who acts on the controller's behalf: processors among the recipients, whoever runs a system (Articles 4(8), 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.document import Nothing
    from policycheck.model.party import Terms
    from policycheck.model.processor_record import Client
    from policycheck.model.sharing import Recipient
    from policycheck.place import Path
    from policycheck.repo import Record

ACTING_FOR = ("outsourcing-partners", "agents", "subcontractors")
"""Classes of organisations that act on the controller's behalf by their very name."""
OTHERS = ("controller", "joint-controller", "authority", "source")
"""Roles of a party that does not act on the controller's behalf."""


class Processor(NamedTuple):
    """Somebody who processes data for the controller: its id, what is known of it, and where the record says so."""

    name: str
    party: Mapping[str, Any]
    """What is stated of it; empty where it has no document."""
    path: Path
    contract: str | None = None
    """The agreement named, a key of the party's contracts."""
    agreed: tuple[Terms, ...] = ()
    """What the processor's own record says was agreed with the controller."""

    @property
    def listed(self) -> bool:
        """Whether it is among the recipients, and not only known from a system."""
        return self.path[0] == "recipients"

    @property
    def agreed_at(self) -> Path:
        """Where the record would name the agreement with it."""
        return (*self.path, "contract") if self.listed else self.path

    @property
    def shown(self) -> object:
        """What a reader knows it by."""
        return self.party.get("name") or (self.name if self.party else self.path[-1])

    @property
    def terms(self) -> list[Terms]:
        """The agreement that is named, else all recorded with the party; and what the party recorded itself."""
        contracts: Mapping[str, Terms] = self.party.get("contracts", {})
        if self.contract is not None:
            contracts = {self.contract: contracts[self.contract]} if self.contract in contracts else {}
        return [*contracts.values(), *self.agreed]


@remembered
def processors(record: Record) -> tuple[Processor, ...]:
    """The processors among the recipients, then the operators and hosts of systems that are no recipients."""
    return tuple(_processors(record))


def _processors(record: Record) -> Iterator[Processor]:
    for name, recipient in things(record.register.get("recipients")):
        party = _stated(record, recipient.get("party", name))
        if acts_for_controller(recipient, party):
            party_id = recipient.get("party", name)
            yield Processor(party_id, party, ("recipients", name), recipient.get("contract"), agreed(record, party_id))
    yield from _running(record)


def acting_for(record: Record, processor: str) -> Iterator[tuple[Record, Client]]:
    """The records that a processor keeps of what it does for the controller of a register (Article 30(2))."""
    client = record.controller["id"] if record.controller else None
    for acting in record.repo.of_kind("processor-record") if client else ():
        controllers = acting.stated.get("controllers", {})
        if acting.stated.get("processor") == processor and client in controllers:
            yield acting, controllers[client]


def agreed(record: Record, processor: str) -> tuple[Terms, ...]:
    """What a processor's own record says was agreed with the controller (Article 28(3))."""
    return tuple(client["contract"] for _, client in acting_for(record, processor) if "contract" in client)


def contract_nothing(record: Record, processor: Processor) -> Nothing | None:
    """How nothing is said of the contract: at the recipient, else with the party."""
    here = record.nothing(*processor.path, "contract") if processor.listed else None
    party = record.repo.record("party", processor.name)
    return here or (party.nothing("contracts") if party else None)


def acts_for_controller(recipient: Recipient, party: Mapping[str, Any]) -> bool:
    """A processor by role; else, where no role is stated, one that uses or hosts the data, or is called so."""
    if recipient.get("kind") == "staff":
        return False
    role = role_of(recipient, party)
    if role:
        return role == "processor"
    called = not set(recipient.get("classes", [])).isdisjoint(ACTING_FOR)
    return called or "may" in recipient or "hosting" in recipient


def role_of(recipient: Recipient, party: Mapping[str, Any]) -> str | None:
    """The role a recipient has here, else the one its party usually has."""
    usual = party.get("role")
    return recipient.get("role") or (usual if usual != "undeclared" else None)


def _running(record: Record) -> Iterator[Processor]:
    known = {recipient.get("party", name) for name, recipient in things(record.register.get("recipients"))}
    controller = record.controller["id"] if record.controller else None
    for name in record.register.get("systems", []):
        system: Any = record.repo.system(name) or {}
        for party_id in (system.get("operator"), system.get("hosting", {}).get("owner")):
            party = _stated(record, party_id)
            if not party or party_id in known or party_id == controller:
                continue
            known.add(party_id)
            if party.get("role") not in OTHERS:
                yield Processor(party_id, party, ("systems", name), agreed=agreed(record, party_id))


def _stated(record: Record, party_id: object) -> Mapping[str, Any]:
    party: Any = record.repo.party(party_id)
    return party or {}
