"""Which parts exporter and importer of a transfer play: controller or processor, each (Articles 4(7)-(8), 46(2)(c))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.processors import role_of
from policycheck.facts.things import things

if TYPE_CHECKING:
    from policycheck.facts.transfers import Reach
    from policycheck.repo import Record

IMPORTING = {"processor": "c2p", "controller": "c2c", "joint-controller": "c2c", "authority": "c2c"}


def parts_played(reach: Reach, record: Record) -> frozenset[str]:
    """`c2p` and the like, as the clauses call them: every pair that the record tells of; none where it does not say."""
    if record.kind == "processor-record":
        sides = (("sub_processors", "p2p"), ("controllers", "p2c"))
        return frozenset(pair for field, pair in sides if reach.name in record.stated.get(field, ()))
    roles = [
        role_of(recipient, reach.party)
        for name, recipient in things(record.register.get("recipients"))
        if recipient.get("party", name) == reach.name
    ]
    if not roles:
        return (
            frozenset(("c2c",))
            if reach.name in record.register.get("joint_controllers", ())
            else _engaged(record, reach)
        )
    pairs = [IMPORTING.get(role or "") for role in roles]
    return frozenset() if None in pairs else frozenset(pair for pair in pairs if pair)


def _engaged(record: Record, reach: Reach) -> frozenset[str]:
    """A sub-processor of a recipient gets data from a processor."""
    for name, recipient in things(record.register.get("recipients")):
        party: Any = record.repo.party(recipient.get("party", name)) or {}
        if reach.name in party.get("sub_processors", ()):
            return frozenset(("p2p",))
    return frozenset()
