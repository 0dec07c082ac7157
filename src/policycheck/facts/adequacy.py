"""Whether an adequacy decision covers a recipient on a day, and what shows it (Article 45).

An answer is true, false, or None where law or record leave it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.facts.transfers import Reach
    from policycheck.law import Law
    from policycheck.law.adequacy import Adequacy
    from policycheck.model.party import Framework
    from policycheck.model.sharing import Safeguard
    from policycheck.place import Path
    from policycheck.repo import Record

LISTED = ("active", "active-under-review")


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether one of the answers is true; open as long as one is open and none is true."""
    found = set(answers)
    return True if True in found else None if None in found else False


def is_adequate(reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether a decision of the Commission covers this recipient on the day (Article 45(3) and (9))."""
    answer = law.adequacy(reach.country)
    if answer.value is None:
        return False if answer.certain else None
    within = is_within(answer.value, reach, record, law)
    return within if answer.certain or within is False else None


def is_within(decision: Adequacy, reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether the recipient meets what the decision asks besides the country."""
    match decision.scope_test:
        case "recipient_on_list":
            return _is_on_list(decision, reach, record, law)
        case "recipient_subject_to_law":
            return reach.party.get("law_applies")
        case "automated_transfer":
            return reach.transfer.get("automated") if reach.transfer else None
        case _:
            return True


def _is_on_list(decision: Adequacy, reach: Reach, record: Record, law: Law) -> bool | None:
    if "frameworks" in reach.party:
        entries = things(reach.party["frameworks"])
        return any_of(_is_of(decision, name, law) for name, entry in entries if holds(entry, law))
    party = record.repo.record("party", reach.name)
    return None if party and asked_at(party, law.day, "frameworks") is Outcome.CANNOT_TELL else False


def _is_of(decision: Adequacy, name: str, law: Law) -> bool | None:
    """Whether a framework is the one that the decision is about; of a name that no table knows nobody can tell."""
    answer = law.decision(name)
    if answer.row is None:
        return None
    return answer.value is not None and answer.value.id == decision.id


def holds(entry: Framework, law: Law) -> bool:
    """Whether the entry on the list stands on the day; after the day it is due again, nothing shows that it does."""
    day = law.day.isoformat()
    return entry.get("status") in LISTED and entry.get("since", "") <= day <= entry.get("until", day)


def names_ended_decision(safeguard: Safeguard, law: Law) -> bool:
    """Whether the adequacy decision that is named is surely not in force on the day."""
    answer = law.decision(safeguard["decision"]) if "decision" in safeguard else None
    return answer is not None and answer.row is not None and answer.value is None and answer.certain


def entries_of(decision: Adequacy, reach: Reach, law: Law) -> Iterator[Framework]:
    """The entries of a recipient on the list of a decision that stand on the day."""
    for name, entry in things(reach.party.get("frameworks")):
        if holds(entry, law) and _is_of(decision, name, law):
            yield entry


def condition_unsaid(decision: Adequacy, reach: Reach, record: Record) -> tuple[Record, Path] | None:
    """Where it would be said that the condition of a decision is met, if it is not said; lists are another matter."""
    if decision.scope_test == "recipient_subject_to_law" and "law_applies" not in reach.party:
        return record.repo.party_record(reach.name) or record, ("law_applies",)
    if decision.scope_test == "automated_transfer" and reach.transfer and "automated" not in reach.transfer:
        return record, (*reach.path[:2], "automated")
    return None


def data_subjects_concerned(reach: Reach, record: Record) -> frozenset[str]:
    """Whose data go: those of the groups that the transfer names, else all of the register or of the services."""
    stated = record.stated
    if record.kind == "processor-record":
        return frozenset(code for _, one in things(stated.get("services")) for code in one.get("data_subjects", ()))
    groups = stated.get("data", {})
    named = reach.transfer.get("data", ()) if reach.transfer else ()
    about = [groups.get(name, {}).get("about", ()) for name in named]
    return frozenset(code for codes in about for code in codes) or frozenset(stated.get("data_subjects", ()))
