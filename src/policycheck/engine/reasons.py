"""Why a rule came to its judgements: the same rule is asked once more, and what it looks at is kept.

Only who asks for reasons pays for them; a run keeps none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.trace import Looked, Traced, trace
from policycheck.cards.params import filled_in
from policycheck.cards.rules import contexts
from policycheck.engine.evidence import Watch
from policycheck.engine.judging import Subject, judge
from policycheck.finding import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.assertions import Item
    from policycheck.assertions.fields import FieldPath
    from policycheck.assertions.operators import Sets
    from policycheck.checks import Check
    from policycheck.engine.asked import Asked
    from policycheck.engine.judging import Plan
    from policycheck.law.heard import Heard, WitnessLaw
    from policycheck.place import Place
    from policycheck.repo import Record, Repo

EEA = "law.eea"


class Reason(NamedTuple):
    """A judgement with what it rests on, without words."""

    judgement: Judgement
    when: Traced | None = None
    require: Traced | None = None
    evidence: tuple[Looked, ...] = ()
    heard: tuple[Heard, ...] = ()


class _One(Subject):
    """A record of which one thing only is looked at."""

    def __init__(self, item: Item) -> None:
        super().__init__(item.record)
        self._item = item

    def items(self, path: FieldPath | None) -> list[Item]:  # noqa: ARG002 - whatever a card looks at
        return [self._item]


class Reasons:
    """The reasons of the judgements on a repo; each rule is asked once about each subject."""

    def __init__(self, repo: Repo, asked: Asked) -> None:
        self.repo = repo
        self._asked_by = asked
        self._known: dict[tuple[str, str, str], list[Reason]] = {}
        self._watch: Watch | None = None

    def of(self, rule: str, judgement: Judgement) -> Reason | None:
        """Why a rule came to a judgement; None for what no rule that is judged here has found."""
        same = [one for one in self.about(rule, judgement.place) if _alike(one.judgement, judgement)]
        return next((one for one in same if one.judgement.values == judgement.values), same[0] if same else None)

    def about(self, rule: str, place: Place) -> list[Reason]:
        """Everything a rule came to when it looked at what the document of a place belongs to."""
        plan, record = self.plan(rule, place), self.repo.record(place.kind, place.id)
        if plan is None:
            return []
        subjects: list[Any]
        match plan.scope:
            case "record":
                suited = record is not None and plan.suits(record.kind, record.serves, record.countries)
                key, subjects = (rule, place.kind, place.id), [record] if suited else []
            case "register":
                key, subjects = (rule, "register", record.described if record else ""), self._descriptions(plan, record)
            case _:
                key, subjects = (rule, "", ""), [self.repo]
        if key not in self._known:
            self._known[key] = [reason for subject in subjects for reason in self._asked(plan, subject)]
        return self._known[key]

    def plan(self, rule: str, place: Place) -> Plan | None:
        """A rule with the parameters by which the document of a place is judged; None if it is not."""
        return self._asked_by.plan(rule, place, self.repo)

    def _descriptions(self, plan: Plan, record: Record | None) -> list[Any]:
        """The originals among the descriptions of a register that the rule looks at, as one subject."""
        if record is None or record.kind != "register":
            return []
        suited = plan.suited(self.repo.descriptions[record.described])
        return [suited] if suited else []

    def _asked(self, plan: Plan, subject: Any) -> Iterator[Reason]:
        check = plan.compiled.check
        self._watch = self._watch or Watch(self.repo, plan.setting.law)
        if check:
            return _of_check(plan, check, subject, self._watch)
        return _of_card(plan, subject, self._asked_by.sets, self._watch.law)


def _alike(one: Judgement, other: Judgement) -> bool:
    return (one.place, one.outcome) == (other.place, other.outcome)


def _of_card(plan: Plan, record: Record, sets: Sets, law: WitnessLaw) -> Iterator[Reason]:
    """Each thing that a card looks at, also those of which it asks nothing."""
    card, compiled, setting = plan.rule.card, plan.compiled, plan.setting
    outer, inner = contexts(card, compiled.items, setting.shapes, sets)
    asked, required = (filled_in(card[part], card["params"]) for part in ("when", "require"))
    for item in Subject(record).items(compiled.items):
        when = trace(asked, outer, item, setting.day) if asked else None
        asks = required and (when is None or when.outcome is Outcome.MET)
        require = trace(required, inner, item, setting.day) if asks else None
        judged = next((one for one in judge(plan, _One(item), evidence=True) if one), None)
        nothing_to_judge = Judgement(record.place.at(*item.path), Outcome.DOES_NOT_APPLY)
        law.noted.clear()
        for step in filter(None, (when, require)):
            _ask_of_sets(step, law)
        yield Reason(judged or nothing_to_judge, when, require, (), tuple(law.heard()))


def _ask_of_sets(step: Traced, law: WitnessLaw) -> None:
    """Where a card compares with a set of the law, let the law say of each value whether it belongs."""
    for part in step.parts:
        _ask_of_sets(part, law)
    if EEA in step.words.values():
        for looked in step.looked:
            for code in looked.value if isinstance(looked.value, list) else [looked.value]:
                if isinstance(code, str):
                    law.inside(code)


def _of_check(plan: Plan, check: Check, subject: Any, watch: Watch) -> Iterator[Reason]:
    """What a check in Python looked at on the way to each judgement, and what it asked of the law."""
    watch.forget(subject)
    for judgement in check(watch.repo.watched(subject), plan.setting._replace(law=watch.law)):
        yield Reason(judgement, evidence=tuple(watch.looked(judgement)), heard=tuple(watch.law.heard()))
