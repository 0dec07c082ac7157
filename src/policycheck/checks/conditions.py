"""Conditions of special categories: the law behind them, and who may then have the data (Articles 9(2), 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.bases import bases
from policycheck.facts.processors import acts_for_controller
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law.bases import Basis
    from policycheck.model.data import Condition, DataGroup
    from policycheck.model.sharing import Recipient
    from policycheck.repo import Record

CONSENT = "6(1)(a)"
OF_MEMBERS = "9(2)(d)"
ASSESSMENT = "aptitude-assessment"
WISHED = frozenset({"consent", "customer-request"})
"""Grounds on which data are handed out because the person wants it."""


@supplies("data", "condition")
def statute_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A condition that a law must lay down names that law, or tells what stands in its place (Article 9(2)(b)-(j))."""
    for name, condition in _conditions(record):
        answer = setting.law.basis(condition.get("article", ""))
        if not answer.value or not answer.value.law_needed:
            continue
        place = record.place.at("data", name, "condition", "law")
        outcome = _told(record, name, condition, answer.value, setting)
        basis = answer.value
        told = {"data": name, "condition": Term("bases", basis.id)}
        yield Judgement(place, outcome, told if outcome is Outcome.NOT_MET else {})


def _told(record: Record, name: str, condition: Condition, basis: Basis, setting: Setting) -> Outcome:
    """Where the law allows an alternative, words may tell of it; a vocabulary of contracts there is not."""
    if basis.law_alternative and "text" in condition:
        return Outcome.MET
    return asked_at(record, setting.day, "data", name, "condition", "law")


def _conditions(record: Record) -> Iterator[tuple[str, Condition]]:
    for name, group in things(record.register.get("data")):
        if "condition" in group:
            yield name, group["condition"]


@supplies("recipient", "data")
def members_kept_inside(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What a body knows of its members leaves it only with their consent (Article 9(2)(d))."""
    inside = {name for name, condition in _conditions(record) if condition.get("article") == OF_MEMBERS}
    if not inside:
        return
    wished = _wished(record)
    for name, recipient in things(record.register.get("recipients")):
        party: Any = record.repo.stated("party", recipient.get("party", name)) or {}
        if recipient.get("kind") == "staff" or acts_for_controller(recipient, party):
            continue
        place = record.place.at("recipients", name)
        leaving = [group for group in recipient.get("data", ()) if group in inside]
        if not leaving or name in wished or _consented(record, recipient):
            yield met(place)
        else:
            places = [record.place.at("data", group) for group in leaving]
            yield not_met(place, *places, recipient=party.get("name", name), data=leaving)


def _wished(record: Record) -> set[str]:
    """Recipients to whom data are said to be handed out with consent, or because the person asks for it."""
    exceptions: Any = record.register.get("disclosures", {}).get("exceptions")
    grounds = [told for _, told in things(exceptions) if told.get("ground") in WISHED]
    return {name for told in grounds for name in told.get("to", ())}


def _consented(record: Record, recipient: Recipient) -> bool:
    """Whether the purpose for which it gets data rests on consent."""
    based = {one.name: one.basis for one in bases(record)}
    basis = based.get(recipient.get("purpose", ""))
    return basis is not None and basis.get("article") == CONSENT


@supplies("data")
def assessed_with_consent(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Aptitude is assessed with the consent of the person only (section 13 of the Finnish Act 759/2004)."""
    for name, group in things(record.register.get("data")):
        if ASSESSMENT in group.get("items", ()) and not _nobody_at_work(record, group, setting):
            place = record.place.at("data", name)
            yield met(place) if _with_consent(record, name) else not_met(place, data=name)


def _nobody_at_work(record: Record, group: DataGroup, setting: Setting) -> bool:
    """Whether the data are of others than those who work or want to."""
    workers = {*setting.vocabulary.marked("data-subjects", "worker"), "job-applicant"}
    return workers.isdisjoint(group.get("about", record.register.get("data_subjects", ())))


def _with_consent(record: Record, name: str) -> bool:
    """Whether a purpose that names the group, or all data, is consented to, or rests on consent."""
    covered = {code for _, consent in things(record.register.get("consents")) for code in consent.get("covers", ())}
    for based in bases(record):
        if name not in based.purpose.get("data", (name,)):
            continue
        if based.name in covered or (based.basis is not None and based.basis.get("article") == CONSENT):
            return True
    return False
