"""Cookies: what is claimed of them, and where their data go (Articles 4(1), 13(1)(e)-(f), 44; recitals 26, 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.facts.vendors import Destination, destination
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.cookies import Cookie
    from policycheck.repo import Record

VENDOR = frozenset({"set_by", "service", "third_parties"})
"""Words of a cookie that tell whose it is, or who reads it."""


@supplies("cookie", "claim", "data")
def claims_true(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data that single somebody out, or are joined to what he gives, are not called non-identifying."""
    denials = setting.vocabulary.marked("claims", "denies_identity")
    for name, cookie in things(record.register.get("cookies")):
        denied = [claim for claim in cookie.get("claims", []) if claim in denials]
        if not denied:
            continue
        place = record.place.at("cookies", name, "claims")
        data = _telling(cookie, setting)
        if data or cookie.get("linked_to_identity"):
            words = [word for word in ("data", "purposes", "linked_to_identity") if word in cookie]
            against = [record.place.at("cookies", name, word) for word in words]
            yield not_met(place, *against, cookie=name, claim=Term("claims", denied[0]), data=data)
        else:
            yield met(place)


def _telling(cookie: Cookie, setting: Setting) -> list[Term]:
    """The data in a cookie that relate to a person, and its purposes that single somebody out."""
    relating = setting.vocabulary.marked("data", "relates_to")
    singling = setting.vocabulary.marked("cookie-purposes", "identifies")
    data = [Term("data", code) for code in cookie.get("data", []) if code in relating]
    return data + [Term("cookie-purposes", code) for code in cookie.get("purposes", []) if code in singling]


@supplies("cookie", "vendor", "country")
def vendor_declared(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A cookie vendor outside the EEA is among the recipients or transfers (Articles 13(1)(e)-(f), 30(1)(d)-(e))."""
    declared = _declared(record)
    for name, cookie in things(record.register.get("cookies")):
        place = record.place.at("cookies", name)
        goes_to = destination(cookie, record.repo, setting.law)
        if goes_to is None:
            continue
        inside = setting.law.inside(goes_to.country)
        if inside.value is None:
            yield cannot_tell(place, cookie=name)
        elif inside.value or declared & {cookie.get("set_by"), goes_to.name}:
            yield met(place, because=(place, *goes_to.because))
        else:
            yield _undeclared(record, name, goes_to)


def _declared(record: Record) -> set[str | None]:
    recipients = dict(things(record.register.get("recipients")))
    named = {recipient.get("party") for recipient in recipients.values()}
    transfers = {transfer.get("to") for _, transfer in things(record.register.get("transfers"))}
    return {*recipients, *named, *transfers} - {None}


def _undeclared(record: Record, name: str, goes_to: Destination) -> Judgement:
    register = record.register
    told = [key for key in ("recipients", "transfers", "transfer_statement") if key in register]
    place = record.place.at("cookies", name)
    return not_met(
        place,
        *(record.place / key for key in told),
        because=(place, *goes_to.because),
        until=goes_to.until,
        cookie=name,
        vendor=goes_to.name,
        country=Term("countries", goes_to.country),
    )


@supplies("cookies")
def consent_withdrawable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where cookies need consent, the text tells how to withdraw it (Article 7(3))."""
    exempt = setting.vocabulary.marked("cookie-purposes", "exempt")
    needing = [
        name for name, cookie in things(record.register.get("cookies")) if set(cookie.get("purposes", [])) - exempt
    ]
    if not needing:
        return
    place = record.place.at("rights", "withdrawal")
    outcome = asked_at(record, setting.day, "rights", "withdrawal")
    if outcome is Outcome.NOT_MET:
        yield not_met(place, *(record.place.at("cookies", name) for name in needing), cookies=needing)
    else:
        yield Judgement(place, outcome)


@supplies("cookie", "purposes")
def vendor_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Who gets what cookies measure is named; such services usually are somebody else's (Article 13(1)(e))."""
    bought = setting.vocabulary.marked("cookie-purposes", "bought")
    measuring = [
        (name, cookie, codes)
        for name, cookie in things(record.register.get("cookies"))
        if (codes := [code for code in cookie.get("purposes", []) if code in bought])
    ]
    named = any(not VENDOR.isdisjoint(cookie) for _, cookie, _ in measuring)
    for name, _, codes in measuring:
        place = record.place.at("cookies", name, "third_parties")
        outcome = Outcome.MET if named else asked_at(record, setting.day, "cookies", name, "third_parties")
        terms = [Term("cookie-purposes", code) for code in codes]
        values = {"cookie": name, "purposes": terms} if outcome is Outcome.NOT_MET else {}
        yield Judgement(place, outcome, values)
