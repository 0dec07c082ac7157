"""Adequacy decisions that data go under: in force, within their scope, shown to be so, never annulled (Article 45)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.checks.transfers import judged
from policycheck.facts.adequacy import (
    condition_unsaid,
    data_subjects_concerned,
    entries_of,
    holds,
    is_adequate,
    is_within,
    names_ended_decision,
)
from policycheck.facts.occasions import day_of
from policycheck.facts.safeguards import ADEQUACY, abroad, is_safeguarded, stays
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.facts.transfers import declared
from policycheck.finding import Consulted, Judgement, Outcome, cannot_tell, met, not_met
from policycheck.period import Period
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from policycheck.facts.transfers import Reach
    from policycheck.finding import Ground
    from policycheck.law.adequacy import Adequacy
    from policycheck.repo import Record

DEROGATION = "49("
EVIDENCE = ("entity", "covers", "checked")
"""What shows that an entry on a list covers a transfer, beside its status and days."""


@supplies("recipient", "country")
def in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An adequacy decision that a transfer rests on is in force and covers the recipient (Article 45)."""
    for reach in declared(record):
        if _article(reach) != ADEQUACY or stays(reach.country, record, setting.law):
            continue
        adequate = is_adequate(reach, record, setting.law)
        ended = names_ended_decision(_safeguard(reach), setting.law)
        yield judged(record, reach, setting, False if ended else adequate)


def _safeguard(reach: Reach) -> Any:
    return reach.transfer.get("safeguard", {}) if reach.transfer else {}


def _article(reach: Reach) -> str | None:
    article: str | None = _safeguard(reach).get("article")
    return article


@supplies("recipient", "country", "decision")
def not_annulled(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A decision that data go under was not annulled later: it was presumed valid then (C-362/14, C-311/18)."""
    for reach, decision in _under_decisions(record, setting):
        place = record.place.at(*reach.path)
        if not decision.later_annulled:
            yield met(place, because=reach.chain(record))
        elif is_within(decision, reach, record, setting.law):
            row = Consulted("adequacy", decision.id, reach.country)
            yield _not_met(record, reach, decision, because=[*reach.chain(record), row])


def _under_decisions(record: Record, setting: Setting) -> Iterator[tuple[Reach, Adequacy]]:
    """Whoever gets data in a third country on which a decision is in force, and rests on nothing else."""
    for reach in abroad(record, setting.law):
        decision = setting.law.adequacy(reach.country).value
        if decision and not is_safeguarded(reach, record, setting.law):
            yield reach, decision


def _not_met(
    record: Record, reach: Reach, decision: Adequacy, *, because: Sequence[Ground] = (), condition: str = ""
) -> Judgement:
    place = record.place.at(*reach.path)
    return not_met(
        place,
        *reach.related(place),
        because=tuple(because) or reach.chain(record),
        recipient=reach.shown,
        country=Term("countries", reach.country),
        decision=decision.name,
        condition=condition,
    )


@supplies("recipient", "country", "decision")
def goes_first(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A transfer that a decision covers rests on the decision (Articles 46(1), 49(1)): the rest is for its absence.

    Clauses beside a list that the recipient can fall off are prudence, and no error.
    """
    for reach in abroad(record, setting.law):
        article, decision = _article(reach), setting.law.adequacy(reach.country).value
        if article in (None, ADEQUACY) or decision is None:
            continue
        if is_adequate(reach, record, setting.law):
            superfluous = decision.scope_test == "none" or str(article).startswith(DEROGATION)
            place = record.place.at(*reach.path)
            yield _not_met(record, reach, decision) if superfluous else met(place, because=reach.chain(record))


@supplies("recipient", "country", "decision", "condition")
def scope_shown(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of whoever gets data under a decision with a condition it is said whether it meets it (Articles 5(2), 45(1))."""
    for reach, decision in _under_decisions(record, setting):
        unsaid = condition_unsaid(decision, reach, record)
        if unsaid is None:
            continue
        holder, path = unsaid
        outcome = asked_at(holder, setting.day, *map(str, path))
        if outcome is Outcome.NOT_MET:
            condition = decision.recipient_law or decision.scope
            yield _not_met(record, reach, decision, condition=condition)
        else:
            yield Judgement(record.place.at(*reach.path), outcome)


@supplies("framework", "missing")
@takes(within="period")
def entries_verified(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An entry on a list that stands is recorded with what shows whom and what it covers, seen within the year."""
    for name, entry in things(record.stated.get("frameworks")):
        decision = setting.law.decision(name).value
        if decision is None or not holds(entry, setting.law):
            continue
        place = record.place.at("frameworks", name)
        told = {key: _told(record, name, key, entry, setting) for key in EVIDENCE}
        missing = [key for key, outcome in told.items() if outcome is Outcome.NOT_MET]
        if missing:
            yield not_met(place, framework=decision.name, missing=missing)
        else:
            yield cannot_tell(place) if Outcome.CANNOT_TELL in told.values() else met(place)


def _told(record: Record, name: str, key: str, entry: Mapping[str, Any], setting: Setting) -> Outcome:
    outcome = asked_at(record, setting.day, "frameworks", name, key)
    if outcome is not Outcome.MET or key != "checked":
        return outcome
    return Outcome.MET if _is_recent(entry["checked"], setting) else Outcome.NOT_MET


def _is_recent(checked: str, setting: Setting) -> bool:
    """Whether somebody looked by the day, and so lately that the entry was not due again since."""
    looked, within = day_of(checked), Period.parse(setting.params["within"])
    return looked is not None and looked <= setting.day <= within.after(looked)


@supplies("recipient", "country", "decision")
def covers_data(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An entry on a list covers the data that go: those of staff, or others (Decision (EU) 2023/1795, Annex I)."""
    staff = setting.vocabulary.marked("data-subjects", "employment")
    for reach, decision in _under_decisions(record, setting):
        covers = {code for entry in entries_of(decision, reach, setting.law) for code in entry.get("covers", ())}
        if not covers:
            continue
        place = record.place.at(*reach.path)
        outcome = _covered(covers, data_subjects_concerned(reach, record), staff)
        if outcome is Outcome.NOT_MET:
            yield _not_met(record, reach, decision)
        else:
            yield Judgement(place, outcome)


def _covered(covers: Collection[str], about: frozenset[str], staff: frozenset[str]) -> Outcome:
    """Whether an entry for staff data alone is used for anybody else; how far one without them reaches is disputed."""
    if len(covers) > 1 or not about:
        return Outcome.MET if about else Outcome.CANNOT_TELL
    right, wrong = about <= staff, about.isdisjoint(staff)
    if "human-resources" in covers:
        return Outcome.NOT_MET if wrong else Outcome.MET if right else Outcome.CANNOT_TELL
    return Outcome.MET if wrong else Outcome.CANNOT_TELL
