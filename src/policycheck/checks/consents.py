"""Consents: what they were asked for, and what is done before they are given (Articles 4(11), 6(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.bases import bases
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.purpose import Step
    from policycheck.repo import Record

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
