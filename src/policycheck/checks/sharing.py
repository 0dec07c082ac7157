"""Who gets data: contracts with those who act for the controller, recipients nobody listed (Articles 13, 28, 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.things import things
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.sharing import Recipient
    from policycheck.place import Place
    from policycheck.repo import Record

ACTING_FOR = ("outsourcing-partners", "agents", "subcontractors")
"""Classes of organisations that act on the controller's behalf by their very name."""


@supplies("recipient")
def contract_recorded(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A contract is recorded with whoever processes data for the controller (Article 28(3))."""
    for name, recipient in things(record.register.get("recipients")):
        if not _acts_for_controller(recipient):
            continue
        place = record.place.at("recipients", name, "contract")
        nothing = record.nothing("recipients", name, "contract")
        if "contract" in recipient or _has_terms(record, name, recipient):
            yield met(place)
        elif nothing and nothing.kind is Kind.NOT_KNOWN:
            yield cannot_tell(place, recipient=name)
        elif not (nothing and nothing.kind is Kind.NOT_APPLICABLE):
            yield not_met(place, recipient=_shown(record, name, recipient))


def _acts_for_controller(recipient: Recipient) -> bool:
    """A processor by role; else, where no role is stated, one that uses or hosts the data, or is called so."""
    if recipient.get("kind") == "staff":
        return False
    if "role" in recipient:
        return recipient["role"] == "processor"
    called = not set(recipient.get("classes", [])).isdisjoint(ACTING_FOR)
    return called or "may" in recipient or "hosting" in recipient


def _has_terms(record: Record, name: str, recipient: Recipient) -> bool:
    party = record.repo.party(recipient.get("party", name))
    return bool(party and party.get("contracts"))


def _shown(record: Record, name: str, recipient: Recipient) -> object:
    party = record.repo.party(recipient.get("party", name))
    return (party and party.get("name")) or name


@supplies("missing")
def recipients_complete(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Everybody outside whom the text lets have data is among the recipients (Articles 13(1)(e), 30(1)(d))."""
    register = record.register
    if "recipients" not in register and record.nothing("recipients") is None:
        return
    missing = [*_ungranted(record, setting), *_unlisted_vendors(record)]
    place = record.place / "recipients"
    if missing:
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
