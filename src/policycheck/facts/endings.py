"""What ends some day: contracts, entries in frameworks, safeguards, purposes, and law that a register relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.answering import answering
from policycheck.facts.occasions import Due, Occasion, day_of
from policycheck.facts.statutory import named
from policycheck.facts.things import things
from policycheck.facts.transfers import reaches
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.law import Law
    from policycheck.place import Path
    from policycheck.repo import Record, Repo
    from policycheck.vocabulary import Vocabulary

ENDED = ("inactive", "withdrawn")
"""What an entry in an adequacy framework is called that covers nobody any more."""
ADEQUACY = "45(3)"


def contracts(repo: Repo, day: date) -> Iterator[Due]:
    """Contracts with and of processors (Article 28(3)), and entries in frameworks (Article 45(3))."""
    relied_on = _contracts_named(repo)
    for record in repo.of_kind("party"):
        yield from _agreements(record, relied_on, day)
        for name, entry in things(record.stated.get("frameworks")):
            if entry.get("status") not in ENDED:
                yield from _end(record, ("frameworks", name), entry, Occasion.FRAMEWORK)
    for record in repo.of_kind("processor-record"):
        for field in ("controllers", "sub_processors"):
            for name, other in things(record.stated.get(field)):
                yield from _end(record, (field, name), other, Occasion.CONTRACT)
                yield from _end(record, (field, name, "contract"), other.get("contract", {}), Occasion.CONTRACT)


def _agreements(record: Record, relied_on: set[tuple[str, str]], day: date) -> Iterator[Due]:
    """The contracts with a party; one that has ended is history where another goes on and no register names it."""
    agreements = things(record.stated.get("contracts"))
    goes_on = any(not _is_past(terms, day) for _, terms in agreements)
    for name, terms in agreements:
        if (record.document.id, name) in relied_on or not (goes_on and _is_past(terms, day)):
            yield from _end(record, ("contracts", name), terms, Occasion.CONTRACT)


def _contracts_named(repo: Repo) -> set[tuple[str, str]]:
    """The contracts that recipients of some register name, by party."""
    return {
        (recipient.get("party", name), recipient["contract"])
        for record in repo.of_kind("register")
        for name, recipient in things(record.register.get("recipients"))
        if "contract" in recipient
    }


def _is_past(terms: Mapping[str, Any], day: date) -> bool:
    end = day_of(terms.get("until"))
    return end is not None and end < day


def purposes(record: Record, day: date) -> Iterator[Due]:
    """Purposes that end on a day to come (Article 5(1)(b)); of one that has ended the erasure is what is left."""
    for name, purpose in things(record.register.get("purposes")):
        if not _is_past(purpose, day):
            yield from _end(record, ("purposes", name), purpose, Occasion.PURPOSE)


def transfers(record: Record, law: Law) -> Iterator[Due]:
    """What covers transfers: safeguards (Article 46), and decisions of the Commission with an end (Article 45(3))."""
    for name, transfer in things(record.stated.get("transfers")):
        safeguard = transfer.get("safeguard", {})
        yield from _end(record, ("transfers", name, "safeguard"), safeguard, Occasion.SAFEGUARD)
        yield from _tool(record, ("transfers", name, "safeguard"), safeguard, law)
        if safeguard.get("article", ADEQUACY) == ADEQUACY:
            party: Mapping[str, Any] = record.repo.party(transfer.get("to")) or {}
            country = transfer.get("country") or party.get("country")
            yield from _sunset(record, ("transfers", name), country, law)
    if record.kind == "register":
        undeclared = {reach.path: reach.country for reach in reversed(reaches(record)) if reach.transfer is None}
        for path, country in undeclared.items():
            yield from _sunset(record, path, country, law)


def _sunset(record: Record, path: Path, country: str | None, law: Law) -> Iterator[Due]:
    """The end of the adequacy decision that data reach a country under."""
    decision = law.adequacy(country) if country else None
    if decision and decision.value and decision.until:
        about = Term("countries", str(country))
        yield Due(decision.until, Occasion.ADEQUACY, record.place.at(*path), about, answering(record))


def _tool(record: Record, path: Path, safeguard: Mapping[str, Any], law: Law) -> Iterator[Due]:
    """The end of the clauses that a transfer rests on (Article 46(2)(c))."""
    name = safeguard.get("clauses")
    tool = law.tool(name, signed=safeguard.get("signed")) if name else None
    if tool and tool.value and tool.until:
        yield Due(tool.until, Occasion.LAW, record.place.at(*path, "clauses"), name, answering(record))


def cited_law(record: Record, law: Law, vocabulary: Vocabulary) -> Iterator[Due]:
    """Acts that a record relies on and that end, and statutory periods that change (Articles 6(3), 30(1)(f))."""
    for path, node in _citing(record.stated, ()):
        number = vocabulary.attribute("statutes", node["law"], "number")
        statute = law.statute(number) if number else None
        ends = [statute.until] if statute and statute.value else []
        if path[0] == "retention":
            ends += [one.until for one in named(node, law, vocabulary)]
        known = [end for end in ends if end]
        if known:
            about = Term("statutes", node["law"])
            yield Due(min(known), Occasion.LAW, record.place.at(*path, "law"), about, answering(record))


def _citing(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every part of a record that names a statute."""
    if isinstance(node, dict):
        if isinstance(node.get("law"), str):
            yield path, node
        for key, value in node.items():
            yield from _citing(value, (*path, key))


def _end(record: Record, path: Path, node: Mapping[str, Any], occasion: Occasion) -> Iterator[Due]:
    day = day_of(node.get("until"))
    if day:
        name = path[1] if len(path) > 1 else ""
        yield Due(day, occasion, record.place.at(*path, "until"), name, answering(record))
