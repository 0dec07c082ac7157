"""Gathers what rules come to about a register from a check that kept its judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.engine.asked import Asked as AskedOfRun
from policycheck.engine.reasons import Reasons
from policycheck.engine.telling import Telling
from policycheck.errors import UsageError
from policycheck.finding import Finding, Judgement, Outcome, Waived
from policycheck.place import parse, parsed
from policycheck.speech import _
from policycheck.why.types import Asked, State, Told, Why
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.cards import Rule
    from policycheck.checking import Checked
    from policycheck.engine.judging import Plan
    from policycheck.finding import Spot
    from policycheck.place import Place
    from policycheck.repo import Record, Repo

STATES = {
    Outcome.MET: State.MET,
    Outcome.CANNOT_TELL: State.CANNOT_TELL,
    Outcome.DOES_NOT_APPLY: State.DOES_NOT_APPLY,
}
MOST_PLACES = 10


class Subject(NamedTuple):
    """A register by what it was asked for, and its descriptions."""

    register: str
    records: list[Record]


def outcomes(checked: Checked, subject: Subject, *, for_people: bool) -> Why:
    """What every rule that concerns a register comes to."""
    reading = _Reading(checked, subject, for_people=for_people)
    return reading.why([*reading.raised(), *reading.judged(), *reading.silent()])


def reasons(checked: Checked, subject: Subject, rule: str, at: str | None, *, for_people: bool) -> Why:
    """What a rule comes to about a register, and why.

    Args:
        checked: what was checked, with its judgements kept.
        subject: the register.
        rule: the id of a rule, or a former one.
        at: a place, whole or within a description; what stands there, below it or above it is told.
        for_people: whether days are written as running text has them.

    Raises:
        UsageError: if there is no such rule, it was not asked, or it comes to nothing at the place.
    """
    reading = _Reading(checked, subject, for_people=for_people)
    found = checked.chosen.every.find(rule)
    if found.id not in checked.rules.by_id:
        raise UsageError(
            _("the rule '{rule}' is not among those that are chosen", rule=found.id),
            hint=_("see 'select' and 'ignore' in the configuration"),
        )
    told = reading.raised() if found.card["raised_by"] else reading.reasoned(found.id)
    return reading.why(_near([one for one in told if one.rule == found.id], at, subject.records), found)


class _Reading:
    """A register in a check, read in the language of its report."""

    def __init__(self, checked: Checked, subject: Subject, *, for_people: bool) -> None:
        self.register, records = subject
        self.report = checked.report
        self.book = checked.book
        self.records = records
        self.documents = {(record.kind, record.document.id) for record in records}
        self.wording = Wording(checked.book, checked.repo, self.report.language, for_people=for_people)
        self.telling = Telling(self.wording, self.report.as_of)
        self.asked = AskedOfRun(checked.book, self.report.as_of, checked.chosen.base, checked.ask.by_file or {})
        self.concerning = {plan.rule.id: plan for plan in self._plans(checked.repo)}
        self.reasons = Reasons(checked.repo, self.asked)
        self.findings = {_key(one): one for one in self.report.findings}
        self.waived = {_key(one.finding): one for one in self.report.waived}

    def _plans(self, repo: Repo) -> Iterator[Plan]:
        """The rules that look at one of the descriptions; one that looks at the whole repo looks at all of them."""
        for rule in self.asked.every:
            for record in self.records:
                plan = self.asked.plan(rule.id, record.place, repo)
                if plan and self.asked.at(rule.id, record.place, repo) and _looks_at(plan, record):
                    yield plan
                    break

    def why(self, told: Iterable[Told], rule: Rule | None = None) -> Why:
        """What was gathered, in its order."""
        order = list(State)
        files = dict.fromkeys(record.document.source.file for record in self.records)
        return Why(
            self.register,
            next((self.wording.name(record.place) for record in self.records), self.register),
            tuple(files),
            self.report.as_of,
            self.report.language,
            tuple(
                sorted(told, key=lambda one: (order.index(one.state), one.severity.rank, one.rule, _where(one.spot)))
            ),
            self.report.assumed,
            rule and self._asked(rule),
        )

    def _asked(self, rule: Rule) -> Asked:
        words = self.book.words(rule.id, self.wording.language)
        cites = tuple(self.wording.citation(law, article) for law, article in rule.cites)
        return Asked(rule.id, rule.severity, words["title"], cites)

    def raised(self) -> Iterator[Told]:
        """The findings about the register, by whatever rule, and those that are waived."""
        for finding in self.report.findings:
            if self._is_ours(finding.spot.place, finding.related):
                yield _found(finding, State.NOT_MET)
        for item in self.report.waived:
            if self._is_ours(item.finding.spot.place, item.finding.related):
                yield _found(item.finding, State.WAIVED, item)

    def judged(self) -> Iterator[Told]:
        """What else rules came to; of what cannot be told, what is missing."""
        for rule, judgement in self.report.judgements:
            if self._is_about(judgement) and rule in self.concerning:
                told = self._told(rule, judgement)
                if told.state is State.CANNOT_TELL:
                    reason = self.reasons.of(rule, judgement)
                    yield told._replace(chain=reason and self.telling.chain(reason))
                elif told.state not in (State.NOT_MET, State.WAIVED):
                    yield told

    def silent(self) -> Iterator[Told]:
        """The rules that looked at the register and found nothing to ask about."""
        spoke = {rule for rule, judgement in self.report.judgements if self._is_about(judgement)}
        for plan in self.concerning.values():
            if plan.rule.id not in spoke:
                yield Told(plan.rule.id, plan.rule.severity, State.DOES_NOT_APPLY, None)

    def reasoned(self, rule: str) -> Iterator[Told]:
        """Every outcome of a rule with its reason, also where it asked nothing."""
        if rule not in self.concerning:
            return
        seen: list[Judgement] = []
        for record in self.records:
            for reason in self.reasons.about(rule, record.place):
                if self._is_about(reason.judgement) and not any(reason.judgement is one for one in seen):
                    seen.append(reason.judgement)
                    yield self._told(rule, reason.judgement)._replace(chain=self.telling.chain(reason))

    def _told(self, rule: str, judgement: Judgement) -> Told:
        plan = self.reasons.plan(rule, judgement.place) or self.concerning[rule]
        spot = self.wording.spot(judgement.place)
        if judgement.outcome is not Outcome.NOT_MET:
            return Told(rule, plan.rule.severity, STATES[judgement.outcome], spot)
        worded = self.wording.finding(plan.rule, judgement)
        key = _key(worded)
        if key in self.findings:
            return _found(self.findings[key], State.NOT_MET)
        if key in self.waived:
            return _found(self.waived[key].finding, State.WAIVED, self.waived[key])
        return _found(worded, State.TOLD_ELSEWHERE)

    def _is_about(self, judgement: Judgement) -> bool:
        return any((place.kind, place.id) in self.documents for place in (judgement.place, *judgement.related))

    def _is_ours(self, place: Place | None, related: Iterable[Spot]) -> bool:
        places = (place, *(spot.place for spot in related))
        return any(one is not None and (one.kind, one.id) in self.documents for one in places)


def _looks_at(plan: Plan, record: Record) -> bool:
    return plan.scope == "repo" or plan.suits(record.kind, record.serves, record.countries)


def _found(finding: Finding, state: State, waived: Waived | None = None) -> Told:
    return Told(finding.rule, finding.severity, state, finding.spot, finding.message, finding.chain, waived)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, str(finding.spot.place), finding.message


def _where(spot: Spot | None) -> tuple[str, int, int]:
    return (spot.file, spot.span.line, spot.span.column) if spot else ("", 0, 0)


def _near(told: list[Told], at: str | None, records: list[Record]) -> list[Told]:
    """What stands at a place, below it or above it."""
    if at is None:
        return told
    asked = _places(at, records)
    found = [
        one for one in told if one.spot and one.spot.place and any(_meet(one.spot.place, place) for place in asked)
    ]
    if found:
        return found
    known = sorted({str(one.spot.place) for one in told if one.spot})
    more = ", …" if len(known) > MOST_PLACES else ""
    hint = _("it looked at {places}", places=", ".join(known[:MOST_PLACES]) + more) if known else None
    raise UsageError(_("the rule comes to nothing at '{place}'", place=at), hint=hint)


def _meet(one: Place, other: Place) -> bool:
    return one.covers(other) or other.covers(one)


def _places(at: str, records: list[Record]) -> list[Place]:
    """A place as findings print it, or one within each description."""
    kinds = {record.kind for record in records}
    if at.partition("/")[0] in kinds:
        try:
            return [parse(at)]
        except ValueError:
            pass
    return [record.place.at(*parsed(at)) for record in records]
