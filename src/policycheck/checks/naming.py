"""What a record names and nobody has defined: roles, documents, contracts, recipients (Articles 5(2), 24(1), 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.errors import nearest
from policycheck.facts.things import things
from policycheck.finding import Judgement, cannot_tell, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.sharing import Recipient
    from policycheck.place import Path
    from policycheck.repo import Record

A_SLIP = 0.85
"""So like must a key be to a party's id to be taken for a slip of the pen, not for a name of its own."""


@supplies("role", "suggestion")
def roles_defined(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Every role that answers for something is one of an organisation's (Articles 5(2), 24(1)).

    A waiver with another role is found by a rule of its own: it sets nothing aside.
    """
    if record.kind == "waiver":
        return
    named: dict[str, list[Path]] = {}
    for path, role in (*_lost(record, "x-role"), *_unknown_owners(record)):
        named.setdefault(role, []).append(path)
    for role, paths in named.items():
        first, *others = (record.place.at(*path) for path in paths)
        yield not_met(first, *others, role=role, suggestion=nearest(role, record.repo.roles) or "")


def _lost(record: Record, word: str) -> Iterator[tuple[Path, str]]:
    return ((link.path, link.value) for link in record.lost if link.word == word)


def _unknown_owners(record: Record) -> Iterator[tuple[Path, str]]:
    """Owners of open points who are no role, where roles are known at all."""
    roles = record.repo.roles
    for path, nothing in record.document.nothings.items() if roles else ():
        if nothing.owner and nothing.owner not in roles and nothing.owner not in record.stated.get("access", ()):
            yield path, nothing.owner


@supplies("path")
def linked_documents_exist(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A document that is a file of the repo is there (Article 5(2))."""
    for path, file in _lost(record, "x-file"):
        yield not_met(record.place.at(*path), path=file)


@supplies("contract", "recipient", "suggestion")
def contracts_recorded(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A contract that a recipient names is among those with the party (Article 28(3), (9))."""
    for name, recipient in things(record.register.get("recipients")):
        party = recipient.get("party", name)
        if "contract" not in recipient or record.repo.record("organisation", party):
            continue
        place, contract = record.place.at("recipients", name, "contract"), recipient["contract"]
        known = (record.repo.stated("party", party) or {}).get("contracts", {})
        if contract in known:
            yield met(place)
        elif record.repo.record("party", party) is None and ("party", party) in record.repo.documents:
            yield cannot_tell(place)
        else:
            yield not_met(place, contract=contract, recipient=party, suggestion=nearest(contract, known) or "")


@supplies("recipient", "suggestion")
def recipients_spelt_as_parties(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A recipient's key is the id of its party, letter by letter, or a name of its own (Article 30(1)(d))."""
    for name, recipient in things(record.register.get("recipients")):
        if _is_unnamed(record, name, recipient):
            meant = record.repo.party_spelt_like(name, A_SLIP)
            if meant:
                yield not_met(record.place.at("recipients", name), recipient=name, suggestion=meant)


def _is_unnamed(record: Record, name: str, recipient: Recipient) -> bool:
    """Whether it neither is nor names a party, nor says what sort of recipients it stands for."""
    told = "party" in recipient or "classes" in recipient or recipient.get("kind") == "staff"
    nothing = record.nothing("recipients", name, "party")
    return not (told or nothing or record.repo.names_party(name))
