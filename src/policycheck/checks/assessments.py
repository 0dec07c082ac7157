"""Impact assessments: where one is called for, and whether it covers what is done today (Article 35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.occasions import day_of
from policycheck.facts.risk import assessment, criteria
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record


@supplies("criteria", "listed")
def impact_assessed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What shows signs of a high risk, or is on the authority's list, was assessed (Article 35(1), (3) and (4))."""
    signs = criteria(record, setting.vocabulary)
    least = setting.law.assessment_count().value
    listed = _listed(record, setting, len(signs))
    if not listed and (least is None or len(signs) < least):
        return
    place = record.place.at("risk", "impact_assessment")
    outcome = assessment(record, setting.day)
    if outcome is not Outcome.NOT_MET:
        yield Judgement(place, outcome)
        return
    shown: Any = [Term("risk-criteria", code) for code in signs] or ""
    related = [record.place.at(*path) for path in dict.fromkeys((*signs.values(), *listed))]
    yield not_met(place, *related, criteria=shown, listed=list(listed.values()) or "")


def _listed(record: Record, setting: Setting, signs: int) -> dict[Path, Term]:
    """What of a register is on the list of the authority of the controller's country, with its place."""
    found: dict[Path, Term] = {}
    for country in record.countries:
        for entry in setting.law.assessment_list(country):
            if signs >= entry.value.besides:
                found |= _named(record, entry.value.data, entry.value.purposes)
    return found


def _named(record: Record, data: frozenset[str], purposes: frozenset[str]) -> Iterator[tuple[Path, Term]]:
    for name, group in things(record.register.get("data")):
        for code in data.intersection(group.get("items", [])):
            yield ("data", name, "items", code), Term("data", code)
    for name, purpose in things(record.register.get("purposes")):
        category = purpose.get("category", "")
        if category in purposes:
            yield ("purposes", name), Term("purposes", category)


@supplies("done", "purposes")
def assessment_current(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An impact assessment is looked at again when there are purposes that it did not know (Article 35(11))."""
    assessed: Any = record.register.get("risk", {}).get("impact_assessment", {})
    done = assessed.get("done")
    if done is None:
        return
    today = setting.day.isoformat()
    newer = [
        name for name, purpose in things(record.register.get("purposes")) if done < purpose.get("since", "") <= today
    ]
    place = record.place.at("risk", "impact_assessment", "done")
    if newer:
        yield not_met(place, *(record.place.at("purposes", name) for name in newer), done=day_of(done), purposes=newer)
    else:
        yield met(place)
