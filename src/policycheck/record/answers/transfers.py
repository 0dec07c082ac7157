"""Where data go outside the EEA, and what covers that (Articles 44-49, 30(1)(e), 30(2)(c))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.safeguards import abroad
from policycheck.record.answers import answers
from policycheck.record.teller import Line, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path
    from policycheck.record.teller import Teller


class Going(NamedTuple):
    """A transfer in words."""

    path: Path
    to: str
    country: str
    cover: str
    link: str
    stated: bool
    """Whether the record itself lists it; else data are found to go there."""


def going(teller: Teller) -> Iterator[Going]:
    """The transfers that a record lists, then those that its recipients and systems lead to and it does not list."""
    listed = set()
    for name, one in teller.map("transfers"):
        to = one.get("to", name)
        party: Mapping[str, Any] = teller.record.repo.party(to) or {}
        country = one.get("country") or party.get("country")
        listed.add((to, country))
        safeguard = one.get("safeguard") or {}
        link = teller.document(safeguard.get("document") or {})
        yield Going(
            ("transfers", name), teller.party(to), teller.country(country), _cover(teller, safeguard), link, stated=True
        )
    for reach in abroad(teller.record, teller.law):
        if reach.transfer is None and (reach.name, reach.country) not in listed:
            yield Going(reach.path, teller.said(reach.shown), teller.country(reach.country), "", "", stated=False)


def _cover(teller: Teller, safeguard: Mapping[str, Any]) -> str:
    article = teller.provision("safeguards", safeguard["article"]) if safeguard.get("article") else ""
    more = (safeguard.get("decision"), safeguard.get("clauses"))
    case = teller.said(safeguard.get("case"))
    return joined(article, *(str(one) for one in more if one), teller.said(safeguard.get("supplementary")), case)


def _unlisted(teller: Teller, one: Going) -> Line:
    words = teller.say.gettext(
        "{country}: not listed as a transfer ({recipient})", country=one.country, recipient=one.to
    )
    return Line(one.path, words, gap=True)


@answers("transfers")
def with_safeguards(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The transfers, each with its country and what covers it."""
    for one in going(teller):
        yield Line(one.path, one.to, (one.country, one.cover)) if one.stated else _unlisted(teller, one)
        if one.stated and not one.cover:
            yield teller.missing(
                *one.path, "safeguard", of=joined(one.to, teller.say.gettext("safeguard"), between=": ")
            )


@answers("transfers")
def countries(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The third countries."""
    for one in going(teller):
        yield (
            Line(one.path, one.country or one.to, (one.to if one.country else "",))
            if one.stated
            else _unlisted(teller, one)
        )


@answers()
def safeguards(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What covers the transfers."""
    for one in going(teller):
        if one.stated and one.cover:
            yield Line((*one.path, "safeguard"), one.cover, (one.to, one.link))
        elif one.stated:
            yield teller.missing(*one.path, "safeguard", of=one.to)


@answers("transfers")
def in_full(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The transfers: to whom, in which country, what covers them, where that is written."""
    for one in going(teller):
        if one.stated:
            cover = one.cover or teller.missing(*one.path, "safeguard").words
            yield Line(one.path, one.to, (one.country, cover, one.link), gap=not one.cover)
        else:
            yield _unlisted(teller, one)
