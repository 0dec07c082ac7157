"""Signs that processing is likely to result in a high risk (Article 35), and whether its impact was assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.silence import owed_at
from policycheck.facts.things import things
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

GRAVE = ("legal", "similarly-significant")
"""Effects of a decision that Article 22(1) speaks of."""


def criteria(record: Record, vocabulary: Vocabulary) -> dict[str, Path]:
    """The criteria of the guidelines (WP248 rev.01) that a register says it meets, or shows, each with its place.

    Scale, matching, new technology and what keeps people from a right are nowhere to be seen, and have to be said.
    """
    risk = record.register.get("risk", {})
    found: dict[str, Path] = {code: ("risk", "criteria", code) for code in risk.get("criteria", [])}
    for code, path in _shown(record, vocabulary):
        found.setdefault(code, path)
    return found


def _shown(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[str, Path]]:
    yield from _of_purposes(record, vocabulary)
    yield from _of_decisions(record)
    special, vulnerable = vocabulary.marked("data", "special"), vocabulary.marked("data-subjects", "vulnerable")
    for name, group in things(record.register.get("data")):
        if not special.isdisjoint(group.get("items", [])):
            yield "special-categories", ("data", name)
    for code in sorted(vulnerable.intersection(record.register.get("data_subjects", []))):
        yield "vulnerable", ("data_subjects", code)


def _of_purposes(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[str, Path]]:
    profiling, monitoring = vocabulary.marked("purposes", "profiling"), vocabulary.marked("purposes", "monitoring")
    for name, purpose in things(record.register.get("purposes")):
        category = purpose.get("category")
        if category in profiling:
            yield "evaluation", ("purposes", name)
        if category in monitoring:
            yield "systematic-monitoring", ("purposes", name)


def _of_decisions(record: Record) -> Iterator[tuple[str, Path]]:
    told = record.register.get("automated_decisions", {})
    if told.get("profiling"):
        yield "evaluation", ("automated_decisions", "profiling")
    for name, decision in things(told.get("decisions")):
        if decision.get("effects") in GRAVE:
            yield "automated-decision", ("automated_decisions", "decisions", name)


def assessed(record: Record, day: date) -> bool:
    """Whether an impact assessment was made by the day, or it is said why none is required."""
    assessment: Any = record.register.get("risk", {}).get("impact_assessment", {})
    if assessment.get("outcome") == "not-required":
        return "reason" in assessment
    made: str | None = assessment.get("done")
    return made <= day.isoformat() if made else not assessment.keys().isdisjoint({"document", "outcome"})


def assessment(record: Record, day: date) -> Outcome:
    """What a rule that asks for an impact assessment comes to."""
    if any(assessed(one, day) for one in (record, *record.siblings)):
        return Outcome.MET
    said = owed_at(record, day, "risk", "impact_assessment")
    return Outcome.NOT_MET if said is Outcome.MET else said
