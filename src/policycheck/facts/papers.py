"""What must be on file for a tool of Chapter V, and is not (Articles 5(2), 30(1)(e), 46, 49(6))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.facts.silence import asked_at
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policycheck.facts.transfers import Reach
    from policycheck.law.transfers import Paper
    from policycheck.repo import Record

DATED = ("signed", "impact_assessment", "told_authority", "told_data_subjects")
"""Keys of a safeguard that tell the day on which something was done: before that day it was not."""


def missing_papers(papers: Iterable[Paper], reach: Reach, record: Record, day: date) -> tuple[list[Paper], list[Paper]]:
    """The papers that the record does not state, and those of which it says that somebody finds out.

    A paper that is needed in some case only, or that no key of a safeguard states, is not asked for.
    """
    told = {paper: _told(paper, reach, record, day) for paper in papers if paper.states and not paper.when}
    return _having(told, Outcome.NOT_MET), _having(told, Outcome.CANNOT_TELL)


def _having(told: dict[Paper, Outcome], wanted: Outcome) -> list[Paper]:
    return [paper for paper, outcome in told.items() if outcome is wanted]


def _told(paper: Paper, reach: Reach, record: Record, day: date) -> Outcome:
    """What the best of the keys that state a paper comes to; approved rules are recorded with the party, too."""
    if paper.id == "approval" and {"approved", "document"} & reach.party.get("binding_rules", {}).keys():
        return Outcome.MET
    told = {_at(key, reach, record, day) for key in paper.states}
    best = (Outcome.MET, Outcome.CANNOT_TELL, Outcome.DOES_NOT_APPLY)
    return next((outcome for outcome in best if outcome in told), Outcome.NOT_MET)


def _at(key: str, reach: Reach, record: Record, day: date) -> Outcome:
    outcome = asked_at(record, day, *map(str, reach.path), key)
    if outcome is Outcome.MET and key in DATED and reach.transfer:
        stated = reach.transfer["safeguard"].get(key, "")
        return Outcome.NOT_MET if str(stated) > day.isoformat() else Outcome.MET
    return outcome
