"""Whether a transfer to a third country is covered on a day, by an adequacy decision or by a tool (Articles 45-49).

An answer is true, false, or None where law or record leave it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.silence import asked_at
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.facts.transfers import Reach
    from policycheck.law import Law
    from policycheck.law.adequacy import Adequacy
    from policycheck.model.party import Framework
    from policycheck.model.sharing import Safeguard
    from policycheck.repo import Record

LISTED = ("active", "active-under-review")
ADEQUACY = "45(3)"
BINDING_RULES = "46(2)(b)"


def is_covered(reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether data may go there: inside the EEA, under an adequacy decision, or with a safeguard that is recorded."""
    inside = is_inside(reach.country, law)
    if inside:
        return True
    answers = (inside, is_adequate(reach, record, law), _is_safeguarded(reach, record, law))
    return True if True in answers else None if None in answers else False


def is_inside(country: str, law: Law) -> bool | None:
    """Whether the country is in the EEA or treated so, and Chapter V is silent (Article 44)."""
    answer = law.inside(country)
    return answer.value if answer.value or answer.certain else None


def is_adequate(reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether a decision of the Commission covers this recipient on the day (Article 45(3) and (9))."""
    answer = law.adequacy(reach.country)
    if answer.value is None:
        return False if answer.certain else None
    within = _is_within(answer.value, reach, record, law)
    return within if answer.certain or within is False else None


def _is_within(decision: Adequacy, reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether the recipient meets what the decision asks besides the country."""
    match decision.scope_test:
        case "recipient_on_list":
            return _is_on_list(reach, record, law)
        case "recipient_subject_to_law":
            return reach.party.get("law_applies")
        case "automated_transfer":
            return reach.transfer.get("automated") if reach.transfer else None
        case _:
            return True


def _is_on_list(reach: Reach, record: Record, law: Law) -> bool | None:
    if "frameworks" in reach.party:
        return any(_holds(entry, law) for entry in reach.party["frameworks"].values())
    party = record.repo.record("party", reach.name)
    return None if party and asked_at(party, law.day, "frameworks") is Outcome.CANNOT_TELL else False


def _holds(entry: Framework, law: Law) -> bool:
    """Whether the entry on the list stands on the day; after the day it is due again, nothing shows that it does."""
    day = law.day.isoformat()
    return entry.get("status") in LISTED and entry.get("since", "") <= day <= entry.get("until", day)


def names_ended_decision(safeguard: Safeguard, law: Law) -> bool:
    """Whether the adequacy decision that is named is surely not in force on the day."""
    answer = law.decision(safeguard["decision"]) if "decision" in safeguard else None
    return answer is not None and answer.row is not None and answer.value is None and answer.certain


def _is_safeguarded(reach: Reach, record: Record, law: Law) -> bool | None:
    safeguard = reach.transfer.get("safeguard") if reach.transfer else None
    if safeguard is None:
        path = map(str, reach.path) if reach.transfer else ("transfers",)
        return None if asked_at(record, law.day, *path) is Outcome.CANNOT_TELL else False
    if safeguard.get("until", "9999") < law.day.isoformat():
        return False
    article = safeguard.get("article")
    if article == ADEQUACY or article is None:
        return False  # a decision covers by itself whom it covers, and words without an article name no safeguard
    if article == BINDING_RULES and _are_unapproved(reach.party):
        return False
    return _is_usable(safeguard, law)


def _are_unapproved(party: Mapping[str, Any]) -> bool:
    """Binding corporate rules for which approval is only sought, or has ended (Article 47(1))."""
    return party.get("binding_rules", {}).get("status") in ("applied", "expired")


def _is_usable(safeguard: Safeguard, law: Law) -> bool | None:
    name = safeguard.get("clauses") or safeguard["article"]
    answer = law.tool(name, signed=safeguard.get("signed"))
    if answer.row is None or not answer.certain:
        return None
    return answer.value is not None
