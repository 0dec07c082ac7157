"""Which role answers for a document (Articles 5(2), 24(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from policycheck.repo import Record, Repo


class Office(NamedTuple):
    """A role, and the organisation whose role it is, if that is known."""

    role: str
    organisation: str | None


def answering(record: Record) -> Office | None:
    """The role that a document names, else the one that answers for all the registers it serves."""
    match record.kind:
        case "register":
            return _office(record, "responsible") or _only(_office(one, "responsible") for one in record.siblings)
        case "text":
            return _only(answering(one) for one in _rendering(record)) or _office(record, "signed_by")
        case "processor-record":
            return _office(record, "responsible")
        case "party" | "system":
            return _only(answering(one) for one in _processing(record.repo) if record.document.id in _uses(one))
        case "waiver":
            return _office(record, "owner")
        case _:
            return None


def office(repo: Repo, role: str, record: Record | None = None) -> Office:
    """A role of the organisation that a document belongs to."""
    organisation = _organisation(record) if record else repo.only_organisation
    return Office(role, organisation["id"] if organisation else None)


def _office(record: Record, field: str) -> Office | None:
    role = record.stated.get(field)
    return office(record.repo, role, record) if isinstance(role, str) else None


def _organisation(record: Record) -> Mapping[str, Any] | None:
    """The controller of a document, else of its siblings, else the only one there is; the processor of its record."""
    if record.kind == "processor-record":
        return record.repo.stated("organisation", record.stated.get("processor"))
    siblings = record.siblings if record.kind == "register" else []
    named = (one.controller for one in (record, *siblings))
    return next((controller for controller in named if controller), None) or record.repo.only_organisation


def _rendering(text: Record) -> list[Record]:
    """The descriptions that render a text."""
    return [one for one in text.repo.of_kind("register") if one.stated.get("text") == text.document.id]


def _processing(repo: Repo) -> list[Record]:
    """What a party or a system may serve: registers, and what a processor does for others."""
    return [*repo.of_kind("register"), *repo.of_kind("processor-record")]


def _uses(record: Record) -> set[object]:
    """The ids of the parties and systems that a register or a processor's record names."""
    stated = record.stated
    return {
        *stated.get("systems", ()),
        *(recipient.get("party", name) for name, recipient in things(stated.get("recipients"))),
        *(transfer.get("to") for _, transfer in things(stated.get("transfers"))),
        *(name for field in ("controllers", "sub_processors") for name, _ in things(stated.get(field))),
        *(system for _, service in things(stated.get("services")) for system in service.get("systems", ())),
    }


def _only(offices: Iterable[Office | None]) -> Office | None:
    found = {one for one in offices if one}
    return found.pop() if len(found) == 1 else None
