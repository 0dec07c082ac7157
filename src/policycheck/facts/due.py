"""What falls due, on which day, and why (Articles 5(2), 24(1)): all occasions of a repo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.document import Kind
from policycheck.facts.answering import answering, office
from policycheck.facts.endings import cited_law, contracts, purposes, transfers
from policycheck.facts.occasions import Due, Occasion, after, day_of
from policycheck.facts.rounds import consents, erasures
from policycheck.facts.waivers import Waiver, waivers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.law import Law
    from policycheck.repo import Record, Repo
    from policycheck.vocabulary import Vocabulary

REVIEWED = ("register", "text", "processor-record")


def due(repo: Repo, law: Law, vocabulary: Vocabulary) -> Iterator[Due]:
    """Everything in a repo that falls due some day, in no order; a translation repeats no day of its original."""
    for record in repo.records:
        if record.kind in REVIEWED:
            yield from _review(record)
        yield from _open_points(record)
        if record is record.original:
            yield from cited_law(record, law, vocabulary)
    for register in repo.of_kind("register"):
        if register is register.original:
            yield from transfers(register, law)
            yield from erasures(register, law.day, vocabulary)
            yield from consents(register, law.day)
            yield from purposes(register, law.day)
    for record in repo.of_kind("processor-record"):
        yield from transfers(record, law)
    yield from contracts(repo, law.day)
    yield from _waivers(repo)


def next_review(stated: Mapping[str, Any]) -> date | None:
    """When something is to be reviewed next (Article 24(1)), counted from its last review, else from its date."""
    return after(stated.get("review_every"), day_of(stated.get("reviewed") or stated.get("dated")))


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


def _waivers(repo: Repo) -> Iterator[Due]:
    """The ends of waivers; of those that are comments at the places they belong to."""
    for one in waivers(repo):
        day = day_of(one.until) if isinstance(one, Waiver) else None
        if isinstance(one, Waiver) and day:
            yield Due(day, Occasion.WAIVER, one.where("until"), one.rule, office(repo, one.owner, one.record))
