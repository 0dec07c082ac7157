"""What data are processed for, and what allows it (Articles 6, 30(1)(b))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.teller import Line, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.record.teller import Teller

MORE = "and-more"
"""The last of several numbered headings takes all that is left."""


def _named(teller: Teller) -> list[tuple[str, Mapping[str, Any], str]]:
    """Each purpose with its words."""
    return [
        (name, one, teller.said(one.get("text")) or teller.label("purposes", one.get("category", name)))
        for name, one in teller.map("purposes")
    ]


def _basis(teller: Teller, one: Mapping[str, Any]) -> Mapping[str, Any]:
    """What allows a purpose: its own basis, else the one of all."""
    shared = teller.stated.get("purposes", {}).get("legal_basis")
    return one.get("legal_basis") or shared or {}


def _allowed_by(teller: Teller, basis: Mapping[str, Any]) -> str:
    article = teller.provision("bases", basis["article"]) if basis.get("article") else ""
    return joined(article or teller.said(basis.get("text")), teller.statute(basis), between="; ")


@answers("purposes")
def plainly(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The purposes alone."""
    yield from (Line(("purposes", name), words) for name, _, words in _named(teller))


@answers("purposes")
def with_bases(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The purposes, each with what allows it."""
    for name, one, words in _named(teller):
        allowed = _allowed_by(teller, _basis(teller, one))
        yield Line(("purposes", name), words, (allowed,))
        if not allowed:
            yield _no_basis(teller, name, words)


def _no_basis(teller: Teller, name: str, words: str) -> Line:
    of = joined(words, teller.say.gettext("legal basis"), between=": ")
    return teller.missing("purposes", name, "legal_basis", of=of)


@answers("purposes")
def bases(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What allows each purpose."""
    many = len(teller.map("purposes")) > 1
    for name, one, words in _named(teller):
        allowed = _allowed_by(teller, _basis(teller, one))
        if allowed:
            yield Line(("purposes", name, "legal_basis"), allowed, (words if many else "",))
        else:
            yield _no_basis(teller, name, words)


@answers()
def bases_beside_conditions(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """What allows the purposes for which special categories are processed: those that use such data."""
    special = {name for name, one in teller.map("data") if one.get("condition")}
    for line in bases(teller, of) if special else ():
        used = teller.stated["purposes"].get(line.path[1], {}).get("data")
        if used is None or special & set(used):
            yield line


@answers("purposes")
def main(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The first purpose."""
    yield from list(plainly(teller, ()))[:1]


@answers()
def further(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """A purpose after the first by its number; the last of these headings takes all that are left."""
    number = int(of[0])
    rest = list(plainly(teller, ()))[number:]
    yield from rest if MORE in of else rest[:1]


@answers()
def interests(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The legitimate interests pursued (Article 13(1)(d))."""
    seen = set()
    for name, one, _ in _named(teller):
        words = teller.said(_basis(teller, one).get("interest"))
        if words and words not in seen:
            seen.add(words)
            yield Line(("purposes", name, "legal_basis", "interest"), words)


@answers()
def assessments(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Where the balancing tests are."""
    seen = set()
    for name, one, _ in _named(teller):
        test = _basis(teller, one).get("balancing") or {}
        words = joined(str(test.get("document") or ""), teller.day(test.get("done")))
        if words and words not in seen:
            seen.add(words)
            yield Line(("purposes", name, "legal_basis", "balancing"), words, internal=True)


@answers("consents")
def consents(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """How it can be shown that consent was given (Article 7(1))."""
    for name, one in teller.map("consents"):
        words = teller.said(one.get("evidence")) or teller.said(one.get("text"))
        yield Line(("consents", name), words or name, internal=bool(one.get("evidence")))
