"""Whose service a cookie, a system or a recipient is by its name, and in which country (Articles 13(1)(e)-(f), 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.chains import seat_of
from policycheck.facts.things import things
from policycheck.finding import Consulted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.finding import Ground
    from policycheck.law import Law
    from policycheck.model.cookies import Cookie
    from policycheck.place import Path
    from policycheck.repo import Record, Repo


class Destination(NamedTuple):
    """The country a vendor puts data in, why we say so, and the day until which that holds."""

    name: str
    country: str
    because: tuple[Ground, ...]
    until: date | None


def destination(cookie: Cookie, repo: Repo, law: Law) -> Destination | None:
    """Where a cookie's data go: by the record of its party, else by the table of known services."""
    known = repo.party_record(cookie.get("set_by"))
    party = known.stated if known else {}
    if known and "country" in party:
        return Destination(party["id"], party["country"], (seat_of(known),), None)
    return _known(cookie, law)


def _known(cookie: Cookie, law: Law) -> Destination | None:
    for name in (cookie.get("service"), cookie.get("set_by")):
        if not name:
            continue
        for answer in (law.tracker(name), law.vendor(name)):
            if answer.value and answer.value.country:
                because = (Consulted("trackers", name, answer.value.country),)
                return Destination(name, answer.value.country, because, answer.until)
    return None


ELSEWHERE = (None, "saas", "website")
"""What a system is that stands with its vendor, unless somebody says otherwise; other media may be one's own."""


class Known(NamedTuple):
    """A system or recipient that the table of services knows by its name: of what name, where, and whose it is."""

    name: object
    path: Path
    vendor: str
    country: str
    because: tuple[Ground, ...]
    until: date | None


def known_by_name(record: Record, law: Law) -> Iterator[Known]:
    """The systems and recipients of a register of which nothing but their name tells in which country they are."""
    for name in record.register.get("systems", []):
        system: Any = record.repo.system(name) or {}
        hosting = system.get("hosting", {})
        said = "operator" in system or "country" in hosting or hosting.get("premises") == "own"
        if system and not said and system.get("medium") in ELSEWHERE:
            told = tuple(system[key] for key in ("domain", "product") if key in system)
            yield from _named(system.get("name", name), ("systems", name), told, law)
    for name, recipient in things(record.register.get("recipients")):
        party: Any = record.repo.party(recipient.get("party", name)) or {}
        said = "country" in recipient or "country" in party or "classes" in recipient
        if not said and recipient.get("kind") != "staff":
            names = (*_names(party), name)
            yield from _named(party.get("name", name), ("recipients", name), names, law)


def _names(party: Mapping[str, Any]) -> tuple[str, ...]:
    name = party.get("name", ())
    return (name,) if isinstance(name, str) else tuple(name.values()) if name else ()


def _named(shown: object, path: Path, names: tuple[str, ...], law: Law) -> Iterator[Known]:
    """By the first of the names that is that of one vendor."""
    for name in names:
        for answer in (law.tracker(name), law.vendor(name)):
            found = answer.value
            if found and found.country:
                vendor = getattr(found, "vendor", None) or found.name
                yield Known(
                    shown, path, vendor, found.country, (Consulted("trackers", name, found.country),), answer.until
                )
                return
