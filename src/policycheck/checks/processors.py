"""Processors: contracts that do not exist, terms nobody confirmed, roles nobody stated (Articles 4(7)-(8), 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.processors import Processor, acts_for_controller, contract_nothing, processors, role_of
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record

TERMS = ("article_28", "instructions", "confidentiality")
"""Words of a contract that tell which of the terms of Article 28(3) it holds."""


@supplies("recipient")
def under_contract(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Nobody who processes data for the controller does so by a record that there is no contract (Article 28(3))."""
    for processor in processors(record):
        nothing = contract_nothing(record, processor)
        if nothing and nothing.kind is Kind.NONE and not processor.terms:
            yield not_met(record.place.at(*processor.agreed_at), recipient=processor.shown)


@supplies("recipient")
def terms_confirmed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of a contract with a processor it is recorded which terms it holds (Article 28(3)(a)-(h))."""
    for processor in processors(record):
        if not (processor.contract or processor.terms):
            continue
        place = record.place.at(*processor.agreed_at)
        if any(not term.keys().isdisjoint(TERMS) for term in processor.terms):
            yield met(place)
        elif not processor.terms or _being_found_out(record, processor):
            yield cannot_tell(place, recipient=processor.shown)
        else:
            yield not_met(place, recipient=processor.shown)


def _being_found_out(record: Record, processor: Processor) -> bool:
    """Whether the terms of a contract, or the contracts of the party, are a stated unknown."""
    party = record.repo.record("party", processor.name)
    nothings = party.document.nothings.items() if party else ()
    return any(path[:1] == ("contracts",) and nothing.kind is Kind.NOT_KNOWN for path, nothing in nothings)


@supplies("recipient")
def role_declared(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of a named recipient it is said whether it decides itself or acts for the controller (Article 4(7)-(8))."""
    for name, recipient in things(record.register.get("recipients")):
        party: Any = record.repo.party(recipient.get("party", name))
        if party is None or recipient.get("kind") == "staff":
            continue
        place = record.place.at("recipients", name, "role")
        if role_of(recipient, party) or acts_for_controller(recipient, party):
            yield met(place)
            continue
        outcome = asked_at(record, setting.day, "recipients", name, "role")
        values = {"recipient": party.get("name", name)} if outcome is Outcome.NOT_MET else {}
        yield Judgement(place, outcome, values)


@supplies("processors")
def listed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where processors have the data, somebody is among the recipients (Articles 4(9), 13(1)(e), 30(1)(d))."""
    nothing = record.nothing("recipients")
    if "recipients" in record.register or (nothing and nothing.kind is not Kind.NONE):
        return
    having = {processor.name: (processor.path, processor.shown) for processor in processors(record)}
    having |= _with_access(record)
    if having:
        places = [record.place.at(*path) for path, _ in having.values()]
        yield not_met(record.place / "recipients", *places, processors=[shown for _, shown in having.values()])


def _with_access(record: Record) -> dict[str, tuple[Path, object]]:
    """Processors whose people hold a role of access."""
    found: dict[str, tuple[Path, object]] = {}
    for role, access in things(record.register.get("access")):
        for holder in access.get("of", []):
            party: Any = record.repo.stated("party", holder) or {}
            if party.get("role") == "processor":
                found[holder] = ("access", role), party.get("name", holder)
    return found


@supplies("subprocessor")
def sub_processors_authorised(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A processor engages another only with the controller's authorisation (Article 28(2) and (4))."""
    for name, engaged in things(record.stated.get("sub_processors")):
        place = record.place.at("sub_processors", name, "authorisation")
        if "authorisation" in engaged:
            yield met(place)
            continue
        outcome = asked_at(record, setting.day, "sub_processors", name, "authorisation")
        party: Any = record.repo.party(name) or {}
        values = {"subprocessor": party.get("name", name)} if outcome is Outcome.NOT_MET else {}
        yield Judgement(place, outcome, values)
