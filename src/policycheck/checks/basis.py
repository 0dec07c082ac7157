"""Legal bases: whether the one stated can carry the purposes that rest on it (Article 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.bases import Based, bases, by_statement
from policycheck.facts.reach import concerned
from policycheck.facts.silence import asked_at
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record

CONTRACT = "6(1)(b)"
INTERESTS = "6(1)(f)"
LAID_DOWN = ("6(1)(c)", "6(1)(e)")
"""Bases that Union or national law lays down (Article 6(3))."""


@supplies("heading", "basis")
def under_own_heading(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A basis does not stand under a heading that announces another (Article 13(1)(c)-(d))."""
    for path, based in _stated_once(record):
        basis: Any = based.basis or {}
        heading, article = basis.get("under"), basis.get("article")
        announced = heading and setting.vocabulary.attribute("headings", heading, "basis")
        if announced and article and announced != article:
            where = record.place.at(*path)
            yield not_met(where, heading=Term("headings", heading), basis=article_term(article))
        elif article:
            yield met(record.place.at(*path))


def _stated_once(record: Record) -> Iterator[tuple[Path, Based]]:
    """Each statement of a basis, however many purposes rest on it."""
    yield from {based.path: based for based in bases(record) if based.basis}.items()


def article_term(article: str) -> Term:
    """The label of a point of Article 6(1), such as `contract` for 6(1)(b)."""
    return Term("bases", "art-" + article.replace("(", "-").replace(")", ""))


@supplies("purposes")
def contract_necessary(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A contract carries only what it cannot be performed without (Article 6(1)(b), EDPB Guidelines 2/2019)."""
    beyond = setting.vocabulary.marked("purposes", "beyond_contract")
    for path, rested in by_statement(record, CONTRACT).items():
        further = [based for based in rested if based.purpose.get("category") in beyond]
        yield _gathered(record, path, further)


def _gathered(record: Record, path: Path, purposes: list[Based]) -> Judgement:
    place = record.place.at(*path)
    if not purposes:
        return met(place)
    related = [record.place.at("purposes", based.name) for based in purposes]
    return not_met(place, *related, purposes=[based.name for based in purposes])


@supplies("data_subjects")
def contract_with_party(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The data subject is party to the contract; an organisation's contact person is not (Article 6(1)(b))."""
    contacts = setting.vocabulary.marked("data-subjects", "organisation_contact")
    for path, rested in by_statement(record, CONTRACT).items():
        about = {code for based in rested for code in concerned(record, based.purpose)}
        found = sorted(about & contacts)
        place = record.place.at(*path)
        if found:
            yield not_met(place, data_subjects=[Term("data-subjects", code) for code in found])
        else:
            yield met(place)


@supplies("purposes")
def interest_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever relies on legitimate interests says which (Article 13(1)(d))."""
    yield from _told(record, setting, INTERESTS, "interest")


@supplies("purposes")
def interest_balanced(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever relies on legitimate interests has weighed them (Articles 5(2), 6(1)(f))."""
    yield from _told(record, setting, INTERESTS, "balancing")


@supplies("purposes")
def statute_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever relies on a legal obligation or a public task names the law that lays it down (Article 6(3))."""
    for article in LAID_DOWN:
        yield from _told(record, setting, article, "law")


@supplies("purposes")
def authority_not_on_interests(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A public authority does not perform its tasks on legitimate interests (Article 6(1), last subparagraph)."""
    controller = record.controller
    if controller is None or not controller.get("public_authority"):
        return
    beside = setting.vocabulary.marked("purposes", "beside_task")
    for path, rested in by_statement(record, INTERESTS).items():
        of_task = [based for based in rested if based.purpose.get("category") not in beside]
        if any("category" in based.purpose for based in of_task):
            yield _gathered(record, path, [based for based in of_task if "category" in based.purpose])
        else:
            yield cannot_tell(record.place.at(*path)) if of_task else met(record.place.at(*path))


def _told(record: Record, setting: Setting, article: str, word: str) -> Iterator[Judgement]:
    for path, rested in by_statement(record, article).items():
        outcome = asked_at(record, setting.day, *map(str, path), word)
        values = {"purposes": [based.name for based in rested]} if outcome is Outcome.NOT_MET else {}
        yield Judgement(record.place.at(*path, word), outcome, values)
