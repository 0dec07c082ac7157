"""Who gets data: contracts with those who act for the controller, recipients nobody listed (Articles 13, 28, 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.occasions import day_of
from policycheck.facts.processors import contract_nothing, processors
from policycheck.facts.things import things
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.place import Place
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.facts.processors import Processor
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
    """Everybody outside whom the text lets have data is among the recipients (Articles 13(1)(e), 30(1)(d))."""
    register = record.register
    nothing, place = record.nothing("recipients"), record.place / "recipients"
    if "recipients" not in register and nothing is None:
        return
    missing = [*_ungranted(record, setting), *_unlisted_vendors(record)]
    if missing and nothing and nothing.kind is Kind.NOT_KNOWN:
        yield cannot_tell(place)
    elif missing:
        yield not_met(place, *(where for where, _ in missing), missing=[what for _, what in missing])
    else:
        yield met(place)


def _ungranted(record: Record, setting: Setting) -> Iterator[tuple[Place, Term]]:
    """Grounds of disclosure that mean somebody outside, without saying which recipient."""
    outside = setting.vocabulary.marked("disclosure-grounds", "third_party")
    for name, given in things(record.register.get("disclosures", {}).get("exceptions")):
        if given.get("ground") in outside and "to" not in given:
            where = record.place.at("disclosures", "exceptions", name)
            yield where, Term("disclosure-grounds", given["ground"])


def _unlisted_vendors(record: Record) -> Iterator[tuple[Place, str]]:
    recipients = dict(things(record.register.get("recipients")))
    listed = {*recipients, *(recipient.get("party") for recipient in recipients.values())}
    for name, cookie in things(record.register.get("cookies")):
        vendor = cookie.get("set_by")
        if vendor and vendor not in listed:
            yield record.place.at("cookies", name, "set_by"), vendor
