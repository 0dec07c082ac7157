"""Consents: what they were asked for, of whom, and what is done before they are given (Articles 4(11), 6(1), 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.bases import bases, by_statement
from policycheck.facts.reach import audience, concerned
from policycheck.facts.silence import asked_at, owed_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.facts.bases import Based
    from policycheck.model.purpose import Consent, Step
    from policycheck.repo import Record

CONSENT = "6(1)(a)"
HOLDING = ("store", "hold", "remind")
"""What a step does when it keeps or uses data."""
CONSENT_COMES = ("consent", "consent-given", "consented")
"""What sets a step off when consent is there."""


@supplies("consent", "covered", "purposes")
def covers_purposes(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A consent was asked for each purpose that rests on it, and for some purpose at all (Articles 4(11), 6(1)(a))."""
    stated = [name for name, _ in things(record.register.get("purposes"))]
    for name, consent in things(record.register.get("consents")):
        covered = consent.get("covers")
        if not covered:
            continue
        resting = [based.name for based in bases(record) if based.basis and based.basis.get("consent") == name]
        left_out = [purpose for purpose in resting if purpose not in covered]
        if set(covered).isdisjoint(stated):
            left_out = _without_basis(record) or stated
        place = record.place.at("consents", name, "covers")
        if left_out:
            places = [record.place.at("purposes", purpose) for purpose in left_out]
            yield not_met(place, *places, consent=name, covered=covered, purposes=left_out)
        else:
            yield met(place)


def _without_basis(record: Record) -> list[str]:
    return [based.name for based in bases(record) if based.basis is None]


@supplies("step")
def step_before_based(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data kept while consent is asked for rest on something else meanwhile (Article 6(1))."""
    steps = dict(things(record.register.get("steps")))
    awaiting = {step.get("after") for step in steps.values() if step.get("when") in CONSENT_COMES}
    for name, step in steps.items():
        if name not in awaiting or step.get("does") not in HOLDING:
            continue
        place = record.place.at("steps", name, "legal_basis")
        outcome = asked_at(record, setting.day, "steps", name, "legal_basis")
        if outcome is Outcome.NOT_MET and not _is_based(record, step):
            yield not_met(place, step=name)
        else:
            yield met(place) if outcome is Outcome.NOT_MET else Judgement(place, outcome)


def _is_based(record: Record, step: Step) -> bool:
    return any(based.name == step.get("purpose") and based.basis for based in bases(record))


@supplies("data_subjects", "purposes")
def employees_free(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where employees consent to their employer, it is said why they are free to refuse (Articles 4(11), 7(4))."""
    workers = setting.vocabulary.marked("data-subjects", "worker")
    for path, rested in by_statement(record, CONSENT).items():
        asked = {code: based.name for based in rested for code in concerned(record, based.purpose) if code in workers}
        if not asked:
            continue
        place = record.place.at(*path)
        if all(_said_to_be_free(record, based) for based in rested):
            yield met(place)
        else:
            subjects = [Term("data-subjects", code) for code in asked]
            yield not_met(place, data_subjects=subjects, purposes=sorted(set(asked.values())))


def _said_to_be_free(record: Record, based: Based) -> bool:
    basis = based.basis or {}
    consent = dict(things(record.register.get("consents"))).get(basis.get("consent", ""), {})
    return "consultation" in basis or "voluntary" in consent


@supplies("consent", "minimum_age", "age", "countries")
def child_old_enough(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A child who consents alone to an online service is as old as the law of its country asks (Article 8(1))."""
    if "online-service" not in record.register.get("reach", {}).get("by", []):
        return
    for name, consent in things(record.register.get("consents")):
        if "minimum_age" in consent:
            yield _judged_by_age(record, setting, name, consent)


def _judged_by_age(record: Record, setting: Setting, name: str, consent: Consent) -> Judgement:
    """Countries whose age the table is not sure of are told by nobody as too young."""
    place = record.place.at("consents", name, "minimum_age")
    answers = {country: setting.law.age_of_consent(country) for country in audience(record)}
    higher = {country: one for country, one in answers.items() if one.value and consent["minimum_age"] < one.value}
    sure = {country: one.value for country, one in higher.items() if one.certain and one.value}
    if sure:
        countries = [Term("countries", country) for country in sure]
        age = max(sure.values())
        return not_met(place, consent=name, minimum_age=consent["minimum_age"], age=age, countries=countries)
    return cannot_tell(place) if higher else met(place)


@supplies("consent")
def child_age_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A consent that an online service asks of children says from which age, or that a parent gives it (Article 8)."""
    if "online-service" not in record.register.get("reach", {}).get("by", []):
        return
    for name in dict.fromkeys(_asked_of_children(record)):
        place = record.place.at("consents", name, "minimum_age")
        consent = dict(things(record.register.get("consents"))).get(name, {})
        told = "parental" in consent and consent["parental"]
        outcome = Outcome.MET if told else owed_at(record, setting.day, "consents", name, "minimum_age")
        yield Judgement(place, outcome, {"consent": name} if outcome is Outcome.NOT_MET else {})


def _asked_of_children(record: Record) -> Iterator[str]:
    """The consents on which purposes rest that concern children."""
    for based in bases(record):
        if based.basis and "consent" in based.basis and "child" in concerned(record, based.purpose):
            yield based.basis["consent"]
