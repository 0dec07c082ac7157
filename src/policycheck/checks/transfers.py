"""Transfers to third countries: what covers them, and promises that there are none (Articles 30(1)(e), 44-49)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.safeguards import ADEQUACY, is_adequate, is_covered, is_inside, names_ended_decision
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.facts.transfers import Reach, declared, reaches
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path
    from policycheck.repo import Record

MILDEST_FIRST = (Outcome.MET, Outcome.CANNOT_TELL, Outcome.DOES_NOT_APPLY, Outcome.NOT_MET)
HERE = ("paper", "device")
"""Media that are where the controller is."""
ELSEWHERE = ("own-servers", "cloud")
"""Machines of a recipient, or of somebody behind it."""


@supplies("recipient", "country")
def safeguarded(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whatever goes to a third country is covered by a decision or a safeguard on the day (Article 44)."""
    for reach in reaches(record):
        yield _judged(record, reach, setting, is_covered(reach, record, setting.law))


def _judged(record: Record, reach: Reach, setting: Setting, covered: bool | None) -> Judgement:  # noqa: FBT001 - an answer
    place = record.place.at(*reach.path)
    if covered is None:
        return cannot_tell(place)
    if covered:
        return met(place, because=reach.because)
    decision = setting.law.adequacy(reach.country).value
    because = (*reach.because, f"law/adequacy: {decision.id if decision else 'none'} {reach.country}")
    country = Term("countries", reach.country)
    return not_met(place, because=because, recipient=reach.shown, country=country, day=setting.day)


@supplies("recipient", "country")
def adequacy_in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An adequacy decision that a transfer rests on is in force and covers the recipient (Article 45)."""
    for reach in declared(record):
        safeguard: Any = reach.transfer.get("safeguard", {}) if reach.transfer else {}
        if safeguard.get("article") != ADEQUACY or is_inside(reach.country, setting.law):
            continue
        adequate = is_adequate(reach, record, setting.law)
        ended = names_ended_decision(safeguard, setting.law)
        yield _judged(record, reach, setting, False if ended else adequate)


@supplies()
def addressed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A description speaks of transfers (Article 30(1)(e)); where data surely leave, what covers them is the matter."""
    outcomes = [asked_at(record, setting.day, field) for field in ("transfers", "transfer_statement")]
    outcome = min(outcomes, key=MILDEST_FIRST.index)
    if outcome is not Outcome.NOT_MET or not _leaves(record, setting):
        yield Judgement(record.place / "transfers", outcome)


def _leaves(record: Record, setting: Setting) -> bool:
    """Whether data surely leave the EEA by a description that must say what covers them."""
    if record.serves.isdisjoint(("record", "notice")):
        return False
    return any(is_inside(reach.country, setting.law) is False for reach in reaches(record))


@supplies("systems")
def absence_verifiable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """That nothing leaves the EEA can be seen from where data lies (Articles 5(2), 30(1)(e), 44)."""
    promised = _promise(record)
    if not promised:
        return
    place, register = record.place.at(*promised), record.register
    holders = [] if _is_placed(register.get("location", {})) else list(_holders(record))
    unsaid = [(path, name) for path, name, placed in holders if placed is False]
    if unsaid:
        places = [record.place.at(*path) for path, _ in unsaid]
        yield not_met(place, *places, systems=[name for _, name in unsaid])
    elif any(placed is None for *_, placed in holders):
        yield cannot_tell(place)
    else:
        yield met(place)


def _promise(record: Record) -> Path:
    """Where a record says that there are no transfers."""
    if record.register.get("transfer_statement", {}).get("claim") == "never":
        return ("transfer_statement", "claim")
    nothing = record.nothing("transfers")
    return ("transfers",) if nothing and nothing.kind is Kind.NONE else ()


def _holders(record: Record) -> Iterator[tuple[Path, object, bool | None]]:
    """What holds the data, and whether it is said in which country that is; None where somebody finds out."""
    for name in record.register.get("systems", []):
        system = record.repo.record("system", name)
        if system:
            yield ("systems", name), system.stated.get("name", name), _is_system_placed(system)
    for name, recipient in things(record.register.get("recipients")):
        if recipient.get("hosting") in ELSEWHERE:
            party: Any = record.repo.party(recipient.get("party", name)) or {}
            yield ("recipients", name), party.get("name", name), "country" in recipient or "country" in party


def _is_system_placed(system: Record) -> bool | None:
    stated = system.stated
    if stated.get("medium") in HERE or stated.get("stores_data") is False or _is_placed(stated.get("hosting", {})):
        return True
    nothings = (system.nothing("hosting"), system.nothing("hosting", "country"))
    return None if any(nothing and nothing.kind is Kind.NOT_KNOWN for nothing in nothings) else False


def _is_placed(where: Mapping[str, Any]) -> bool:
    return "country" in where or where.get("premises") == "own"
