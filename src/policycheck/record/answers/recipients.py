"""Who gets data (Articles 28, 30(1)(d))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.teller import Line, joined
from policycheck.record.words import ROLES
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.record.teller import Teller

CONTRACT_ON_FILE = Phrase("a contract is on file, without a link")


def _recipients(teller: Teller) -> list[tuple[str, Mapping[str, Any]]]:
    """Those who are recipients: own staff are none (Article 4(9)-(10))."""
    return [(name, one) for name, one in teller.map("recipients") if one.get("kind") != "staff"]


def _party(teller: Teller, name: str, one: Mapping[str, Any]) -> Mapping[str, Any]:
    return teller.record.repo.party(one.get("party", name)) or {}


def _name(teller: Teller, name: str, one: Mapping[str, Any]) -> str:
    if _party(teller, name, one):
        return teller.party(one.get("party", name))
    return teller.said(one.get("text")) or teller.labels("party-classes", one.get("classes", ())) or name


def _sort(teller: Teller, name: str, one: Mapping[str, Any]) -> str:
    """Its role towards the controller, or its class."""
    party = _party(teller, name, one)
    role = ROLES.get(one.get("role") or party.get("role", ""))
    return teller.say.gettext(role) if role else teller.labels("party-classes", party.get("classes", ()))


@answers("recipients")
def all_of_them(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The recipients, with what each is and does."""
    for name, one in _recipients(teller):
        country = one.get("country") or _party(teller, name, one).get("country")
        beside = (_sort(teller, name, one), teller.country(country), teller.said(one.get("task")))
        yield Line(("recipients", name), _name(teller, name, one), beside)
    for name in () if teller.map("recipients") else teller.stated.get("disclosures", {}).get("exceptions", {}):
        ground = teller.stated["disclosures"]["exceptions"][name].get("ground", name)
        yield Line(("disclosures", "exceptions", name), teller.label("disclosure-grounds", ground))


@answers("recipients")
def by_sort(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The recipients, each beside what sort of recipient it is."""
    for name, one in _recipients(teller):
        words = joined(_name(teller, name, one), teller.said(one.get("task")), between=": ")
        yield Line(("recipients", name), words, (_sort(teller, name, one),))


@answers()
def contracts(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Where the contracts with processors are (Article 28(3)); one without is a gap."""
    for name, one in teller.map("recipients"):
        party = _party(teller, name, one)
        if (one.get("role") or party.get("role")) == "processor":
            yield _contract(teller, name, one, party)


def _contract(teller: Teller, name: str, one: Mapping[str, Any], party: Mapping[str, Any]) -> Line:
    found: Mapping[str, Any] = party.get("contracts") or {}
    chosen = found.get(one["contract"]) if one.get("contract") else next(iter(found.values()), None)
    who = _name(teller, name, one)
    if not isinstance(chosen, dict):
        return teller.missing("recipients", name, "contract", of=who)
    where = teller.document(chosen.get("document") or {}) or teller.say.gettext(CONTRACT_ON_FILE)
    return Line(("recipients", name, "contract"), f"{who}: {where}", internal=True)
