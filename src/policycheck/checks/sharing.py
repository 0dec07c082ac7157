"""Who gets data: contracts with those who act for the controller, recipients nobody listed (Articles 13, 28, 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.occasions import day_of
from policycheck.facts.processors import contract_nothing, processors
from policycheck.facts.unlisted import unlisted
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.facts.processors import Processor
    from policycheck.facts.unlisted import Unlisted
    from policycheck.repo import Record


@supplies("recipient")
def contract_recorded(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A contract is recorded with whoever processes data for the controller (Article 28(3))."""
    for processor in processors(record):
        place, nothing = record.place.at(*processor.agreed_at), contract_nothing(record, processor)
        if processor.contract or processor.terms:
            yield met(place)
        elif nothing and nothing.kind is Kind.NOT_KNOWN:
            yield cannot_tell(place, recipient=processor.name)
        elif not (nothing and nothing.kind is Kind.NOT_APPLICABLE):
            yield not_met(place, recipient=processor.shown)


@supplies("recipient", "day")
def contract_in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of the contracts recorded with a processor one is in force on the day (Article 28(3))."""
    for processor in processors(record):
        if not processor.terms:
            continue
        place = record.place.at(*processor.agreed_at)
        ends = [day_of(term.get("until")) for term in processor.terms]
        ended = [end for end in ends if end and end < setting.day]
        if len(ended) < len(ends):
            yield met(place)
        else:
            yield not_met(place, _contracts(processor), recipient=processor.shown, day=max(ended))


def _contracts(processor: Processor) -> Place:
    """Where the contracts with a processor are recorded."""
    named = (processor.contract,) if processor.contract else ()
    return Place("party", processor.name, ("contracts", *named))


@supplies("missing")
def recipients_complete(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Third parties and all outside the EEA whom the text lets have data are listed (Articles 13(1)(e), 30(1)(d))."""
    if _lists_recipients(record):
        missing = list(unlisted(record, setting.law, setting.vocabulary))
        if not missing or any(one.outside for one in missing):
            yield _completeness(record, missing)


@supplies("missing")
def named_processors_listed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """So are the processors inside the EEA whom the text names (the same)."""
    if _lists_recipients(record):
        yield _completeness(record, list(unlisted(record, setting.law, setting.vocabulary)))


def _lists_recipients(record: Record) -> bool:
    return "recipients" in record.register or record.nothing("recipients") is not None


def _completeness(record: Record, missing: list[Unlisted]) -> Judgement:
    nothing, place = record.nothing("recipients"), record.place / "recipients"
    if not missing:
        return met(place)
    if nothing and nothing.kind is Kind.NOT_KNOWN:
        return cannot_tell(place)
    return not_met(place, *(one.place for one in missing), missing=[one.shown for one in missing])
