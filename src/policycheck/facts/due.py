"""What falls due, on which day, and why: reviews, contracts, transfer tools, waivers, open points.

A day that is none, such as 2026-02-30, is a finding of its own and falls due never.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document import Kind
from policycheck.facts.answering import answering, office
from policycheck.facts.things import things
from policycheck.period import Period, parse_day
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.facts.answering import Office
    from policycheck.law import Law
    from policycheck.place import Path, Place
    from policycheck.repo import Record, Repo

REVIEWED = ("register", "text", "processor-record")
ENDED = ("inactive", "withdrawn")
"""What an entry in an adequacy framework is called that covers nobody any more."""


class Occasion(StrEnum):
    """Why something falls due."""

    REVIEW = "review"
    CONTRACT = "contract"
    FRAMEWORK = "framework"
    SAFEGUARD = "safeguard"
    ADEQUACY = "adequacy"
    WAIVER = "waiver"
    OPEN_POINT = "open-point"


class Due(NamedTuple):
    """A day on which something is to be done, or the last one on which something holds."""

    day: date
    occasion: Occasion
    place: Place
    about: object = ""
    """What it is about: the author's words, a `Term`, or nothing."""
    office: Office | None = None


def due(repo: Repo, law: Law) -> Iterator[Due]:
    """Everything in a repo that falls due some day, in no order."""
    for record in repo.records:
        if record.kind in REVIEWED:
            yield from _review(record)
        yield from _open_points(record)
    yield from _contracts(repo)
    yield from _transfers(repo, law)
    yield from _waivers(repo)


def day_of(words: object) -> date | None:
    """The day that an author wrote, if it is one."""
    try:
        return parse_day(words) if isinstance(words, str) else None
    except ValueError:
        return None


def next_review(stated: Mapping[str, Any]) -> date | None:
    """When something is to be reviewed next (Article 24(1)), counted from its last review, else from its date."""
    start, every = day_of(stated.get("reviewed") or stated.get("dated")), stated.get("review_every")
    if start is None or every is None:
        return None
    try:
        return Period.parse(every).after(start)
    except ValueError:  # no period, or beyond the calendar
        return None


def _review(record: Record) -> Iterator[Due]:
    day = next_review(record.stated)
    if day:
        yield Due(day, Occasion.REVIEW, record.place / "reviewed", office=answering(record))


def _open_points(record: Record) -> Iterator[Due]:
    for path, nothing in record.document.nothings.items():
        day = day_of(nothing.until)
        if nothing.kind is Kind.NOT_KNOWN and day:
            owner = office(record.repo, nothing.owner, record) if nothing.owner else answering(record)
            yield Due(day, Occasion.OPEN_POINT, record.place.at(*path), nothing.words, owner)


def _contracts(repo: Repo) -> Iterator[Due]:
    """Contracts with and of processors (Article 28(3)), and entries in frameworks (Article 45(3))."""
    for record in repo.of_kind("party"):
        for name, terms in things(record.stated.get("contracts")):
            yield from _end(record, ("contracts", name), terms, Occasion.CONTRACT)
        for name, entry in things(record.stated.get("frameworks")):
            if entry.get("status") not in ENDED:
                yield from _end(record, ("frameworks", name), entry, Occasion.FRAMEWORK)
    for record in repo.of_kind("processor-record"):
        for field in ("controllers", "sub_processors"):
            for name, other in things(record.stated.get(field)):
                yield from _end(record, (field, name), other, Occasion.CONTRACT)
                yield from _end(record, (field, name, "contract"), other.get("contract", {}), Occasion.CONTRACT)


def _transfers(repo: Repo, law: Law) -> Iterator[Due]:
    for record in (*repo.of_kind("register"), *repo.of_kind("processor-record")):
        for name, transfer in things(record.stated.get("transfers")):
            safeguard = transfer.get("safeguard", {})
            path = ("transfers", name)
            yield from _end(record, (*path, "safeguard"), safeguard, Occasion.SAFEGUARD)
            if safeguard.get("article", "45(3)") == "45(3)":
                yield from _sunset(record, path, transfer, law)


def _sunset(record: Record, path: Path, transfer: Mapping[str, Any], law: Law) -> Iterator[Due]:
    """The end of the adequacy decision that a transfer rests on (Article 45(3))."""
    party: Mapping[str, Any] = record.repo.party(transfer.get("to")) or {}
    country = transfer.get("country") or party.get("country")
    if country is None:
        return
    decision = law.adequacy(country)
    if decision.value and decision.until:
        about = Term("countries", country)
        yield Due(decision.until, Occasion.ADEQUACY, record.place.at(*path), about, answering(record))


def _waivers(repo: Repo) -> Iterator[Due]:
    for record in repo.of_kind("waiver"):
        day = day_of(record.stated["until"])
        if day:
            yield Due(day, Occasion.WAIVER, record.place / "until", record.stated["rule"], answering(record))


def _end(record: Record, path: Path, node: Mapping[str, Any], occasion: Occasion) -> Iterator[Due]:
    day = day_of(node.get("until"))
    if day:
        name = path[1] if len(path) > 1 else ""
        yield Due(day, occasion, record.place.at(*path, "until"), name, answering(record))
