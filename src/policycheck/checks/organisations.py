"""What an organisation owes as such: a representative in the Union, a record whatever its size (Articles 27, 30(5))."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.protection import data_held
from policycheck.facts.silence import owed_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.place import Place
    from policycheck.repo import Record

    Way = tuple[Place, Mapping[str, Any]]

RISKY = ("medium", "high")
"""What a record calls a risk that it does not take for low."""


@supplies("countries")
def representative_appointed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Who is outside the Union and turns to people in it has a representative there (Article 27(1))."""
    yield from _represented(record, setting, _reached_from_outside(record, setting, _of_controller(record)))


@supplies("countries")
def processor_represented(record: Record, setting: Setting) -> Iterator[Judgement]:
    """So has a processor outside the Union whose work serves controllers that turn to people in it (Article 27(1))."""
    yield from _represented(record, setting, _reached_from_outside(record, setting, _of_processor(record)))


def _represented(record: Record, setting: Setting, reached: Mapping[str, Place]) -> Iterator[Judgement]:
    if not reached:
        return
    place = record.place / "representative"
    outcome = owed_at(record, setting.day, "representative")
    if outcome is Outcome.NOT_MET:
        yield not_met(place, *reached.values(), countries=[Term("countries", country) for country in reached])
    else:
        yield Judgement(place, outcome)


@supplies("representative", "country", "countries")
def representative_where_people_are(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The representative is established in a Member State where some of the people are (Article 27(3))."""
    representative: Any = record.repo.party(record.stated.get("representative"))
    ways = chain(_of_controller(record), _of_processor(record)) if representative else ()
    reached = _reached_from_outside(record, setting, ways)
    if not reached:
        return
    place, country = record.place / "representative", representative.get("country")
    if country is None:
        yield cannot_tell(place)
    elif country in reached:
        yield met(place)
    else:
        named = representative.get("name") or record.stated["representative"]
        countries = [Term("countries", code) for code in reached]
        yield not_met(place, representative=named, country=Term("countries", country), countries=countries)


def _reached_from_outside(record: Record, setting: Setting, ways: Iterable[Way]) -> dict[str, Place]:
    """Countries of the EEA whose people an organisation outside it reaches, each with where that is said."""
    country = record.country
    if country is None or record.stated.get("public_authority") or setting.law.inside(country).value is not False:
        return {}
    found: dict[str, Place] = {}
    for place, reach in ways:
        for reached in reach.get("countries", []):
            if setting.law.inside(reached).value:
                found.setdefault(reached, place.at("countries", reached))
    return found


def _of_controller(record: Record) -> Iterator[Way]:
    """Whom the registers of a controller reach."""
    for register in _registers(record):
        yield register.place / "reach", register.stated.get("reach", {})


def _of_processor(record: Record) -> Iterator[Way]:
    """Whom controllers reach with what a processor does for them."""
    for acting in record.repo.of_kind("processor-record"):
        if acting.stated.get("processor") == record.document.id:
            for name, service in things(acting.stated.get("services")):
                yield acting.place.at("services", name, "reach"), service.get("reach", {})


def _registers(record: Record) -> list[Record]:
    """The descriptions of the registers that an organisation answers for as controller."""
    registers = record.repo.of_kind("register")
    return [one for one in registers if (one.controller or record.repo.only_organisation) is record.stated]


@supplies("staff", "limit", "data", "purposes", "risks")
def exemption_applies(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Only a small organisation, with occasional processing of little risk, need keep no record (Article 30(5))."""
    if "exemption" not in record.stated:
        return
    limit = setting.law.exempt_below()
    if limit.value is None:
        return
    staff, place = record.stated.get("staff"), record.place / "exemption"
    against = _against(record, setting)
    if staff is not None and staff >= limit.value:
        against |= {"staff": staff, "limit": limit.value}
    if not against:
        yield met(place) if staff is not None else cannot_tell(place, record.place / "staff")
    elif limit.certain:
        yield not_met(place, **{"staff": "", "limit": "", "data": "", "purposes": "", "risks": "", **against})
    else:
        yield cannot_tell(place)


def _against(record: Record, setting: Setting) -> dict[str, Any]:
    """What in the registers takes the exemption away, whatever the size: each kind of reason with what shows it."""
    regular = setting.vocabulary.marked("purposes", "regular")
    data, purposes, risks = dict[str, Term](), dict[str, Term](), list[str]()
    for register in _registers(record):
        data |= {code: Term("data", code) for code in data_held(register, setting.vocabulary, "special", "9", "10")}
        for _, purpose in things(register.register.get("purposes")):
            if purpose.get("category") in regular:
                purposes[purpose["category"]] = Term("purposes", purpose["category"])
        if register.register.get("risk", {}).get("statement") in RISKY:
            risks.append(register.described)
    found = {"data": list(data.values()), "purposes": list(purposes.values()), "risks": risks}
    return {name: values for name, values in found.items() if values}
