"""Who really receives data through cookies, and in which country (Articles 13(1)(e)-(f), 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from policycheck.law import Law
    from policycheck.model.cookies import Cookie
    from policycheck.repo import Repo


class Destination(NamedTuple):
    """The country a vendor puts data in, why we say so, and the day until which that holds."""

    name: str
    country: str
    because: tuple[str, ...]
    until: date | None


def destination(cookie: Cookie, repo: Repo, law: Law) -> Destination | None:
    """Where a cookie's data go: by the record of its party, else by the table of known services."""
    party = repo.party(cookie.get("set_by"))
    if party and "country" in party:
        because = (f"party/{party['id']}: country {party['country']}",)
        return Destination(party["id"], party["country"], because, None)
    return _known(cookie, law)


def _known(cookie: Cookie, law: Law) -> Destination | None:
    for name in (cookie.get("service"), cookie.get("set_by")):
        if not name:
            continue
        for answer in (law.tracker(name), law.vendor(name)):
            if answer.value and answer.value.country:
                because = (f"law/trackers: {name} {answer.value.country}",)
                return Destination(name, answer.value.country, because, answer.until)
    return None
