"""Where data are processed, and what a processor does for controllers (Articles 28, 30(2)(b))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.teller import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.record.teller import Teller


@answers("systems")
def location(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The systems that data are kept in, with the country."""
    for index, name in enumerate(teller.stated.get("systems", ())):
        stated: Any = teller.record.repo.system(name) or {}
        country = teller.country((stated.get("hosting") or {}).get("country"))
        yield Line(("systems", index), teller.system(name), (country,))
    place = teller.stated.get("location") or {}
    if place.get("country") or place.get("town"):
        yield Line(("location",), teller.said(place.get("town")) or teller.country(place["country"]))


@answers("services")
def services(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What a processor does for controllers, whose data, and which."""
    for name, one in teller.map("services"):
        whose = teller.labels("data-subjects", one.get("data_subjects", ()))
        beside = (whose, teller.labels("data", one.get("data", ())))
        yield Line(("services", name), teller.said(one.get("text")) or name, beside)


@answers("sub_processors")
def engaged(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Other processors engaged (Article 28(2))."""
    for name, _ in teller.map("sub_processors"):
        party: Any = teller.record.repo.party(name) or {}
        yield Line(("sub_processors", name), teller.party(name), (teller.country(party.get("country")),))
