"""Transfers to third countries: what covers them, what descriptions say and promise of them (Articles 30, 44-49)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.adequacy import condition_unsaid
from policycheck.facts.safeguards import abroad, is_covered, stays
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.facts.transfers import declared, reaches
from policycheck.finding import Consulted, Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.facts.transfers import Reach
    from policycheck.finding import Ground
    from policycheck.place import Path, Place
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
        yield judged(record, reach, setting, is_covered(reach, record, setting.law))


def judged(record: Record, reach: Reach, setting: Setting, covered: bool | None) -> Judgement:  # noqa: FBT001 - an answer
    """What is to be said of a transfer that something covers, or does not."""
    place = record.place.at(*reach.path)
    if covered is None:
        return cannot_tell(place, *_undecided(record, reach, setting))
    if covered:
        return met(place, because=reach.chain(record))
    decision = setting.law.adequacy(reach.country).value
    asked = Consulted("adequacy", decision.id if decision else "", reach.country)
    because: tuple[Ground, ...] = (*reach.chain(record), asked)
    related, country = reach.related(place), Term("countries", reach.country)
    return not_met(place, *related, because=because, recipient=reach.shown, country=country, day=setting.day)


def _undecided(record: Record, reach: Reach, setting: Setting) -> Iterator[Place]:
    """Where it would be told whether the recipient is one of those whom a decision covers."""
    decision = setting.law.adequacy(reach.country).value
    unsaid = condition_unsaid(decision, reach, record) if decision else None
    if unsaid:
        holder, path = unsaid
        yield holder.place.at(*path)


@supplies("recipient", "country")
def all_declared(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whatever goes to a third country is among the transfers, also what is covered (Articles 13(1)(f), 30(1)(e))."""
    if promise(record):
        return
    for reach in abroad(record, setting.law):
        yield from _declared(record, reach, setting)


def _declared(record: Record, reach: Reach, setting: Setting) -> Iterator[Judgement]:
    """A transfer that nothing covers is a graver matter, of which another rule speaks."""
    place = record.place.at(*reach.path)
    if reach.transfer:
        yield met(place, because=reach.chain(record))
    elif asked_at(record, setting.day, "transfers") is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    elif is_covered(reach, record, setting.law) is not False:
        country = Term("countries", reach.country)
        yield not_met(place, *reach.related(place), because=reach.chain(record), recipient=reach.shown, country=country)


@supplies("transfer", "country")
def leaving(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What is listed as a transfer to a third country goes to one (Article 44)."""
    for reach in declared(record) if setting.law.limits_transfers() else ():
        place = record.place.at(*reach.path[:2])
        within = stays(reach.country, record, setting.law)
        if within:
            country = Term("countries", reach.country)
            yield not_met(place, because=reach.chain(record), transfer=reach.path[1], country=country)
        else:
            yield cannot_tell(place) if within is None else met(place, because=reach.chain(record))


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
    return bool(abroad(record, setting.law))


@supplies("recipients")
def absence_true(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where it is said that nothing leaves the EEA, the record lets nothing leave (Articles 5(1)(a), 13(1)(f))."""
    promised = promise(record)
    if not promised:
        return
    place = record.place.at(*promised)
    away = abroad(record, setting.law)
    if away:
        places = dict.fromkeys(one for reach in away for one in _written(record, reach))
        because = tuple(dict.fromkeys(step for reach in away for step in reach.chain(record)))
        yield not_met(place, *places, because=because, recipients=[reach.shown for reach in away])
    elif all(stays(reach.country, record, setting.law) for reach in reaches(record)):
        yield met(place)
    else:
        yield cannot_tell(place)


def _written(record: Record, reach: Reach) -> Iterator[Place]:
    """Where it is written who gets data: in the record, then step by step."""
    here = record.place.at(*reach.path[:2])
    yield here
    yield from reach.related(here)


@supplies("systems")
def absence_verifiable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """That nothing leaves the EEA can be seen from where data lies (Articles 5(2), 30(1)(e), 44)."""
    promised = promise(record)
    if not promised:
        return
    place, register = record.place.at(*promised), record.register
    holders = [] if _is_placed(register.get("location", {})) else list(_holders(record))
    unsaid = [(path, name) for path, name, placed in holders if placed is False]
    if unsaid:
        places = [record.place.at(*path) for path, _ in unsaid]
        yield not_met(place, *places, systems=[name for _, name in unsaid])
    elif any(placed is None for *_, placed in holders):
        yield cannot_tell(place, *(record.place.at(*path) for path, _, placed in holders if placed is None))
    else:
        yield met(place)


def promise(record: Record) -> Path:
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
