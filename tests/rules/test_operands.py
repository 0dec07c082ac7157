"""Nothing in a card is idle: whatever is left out of it, or turned round, shows in one of the card's own cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.rules.test_cases import cases_of

from policycheck.cards import load_rulebook
from policycheck.cards.rules import compile_rule
from policycheck.checks import Setting
from policycheck.engine import subjects
from policycheck.engine.judging import Plan, Subject, judge
from policycheck.finding import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from policycheck.cards import Rule
    from policycheck.cases import Bench
    from policycheck.place import Place
    from policycheck.repo import Repo

Words = dict[str, Any]
Changed = tuple[str, Words]
"""What was changed, and what came of it."""
TOGETHER = ("all_of", "any_of")
OF_SEVERAL = ("one_of", "none_of", "includes")
RULES = {rule.id: rule for rule in load_rulebook().rules() if not rule.card["raised_by"]}


class Scene(NamedTuple):
    """A case laid out: the repo, its day, and the place of each finding that it expects, with the rule."""

    repo: Repo
    day: date
    expected: list[tuple[Rule, Place]]

    def masked(self, rule: Rule, place: Place) -> bool:
        """Whether a finding of the rule would be set aside there."""
        return any(other.supersedes(rule) and above.covers(place) for other, above in self.expected)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_nothing_in_a_card_is_idle(rule: str, bench: Bench) -> None:
    scenes = [scene(bench, case) for case in cases_of(rule).cases]
    found = [places(bench, RULES[rule], one) for one in scenes]

    idle = [
        what
        for what, card in cards(RULES[rule].card)
        if all(
            places(bench, RULES[rule]._replace(card=card), one) == was for one, was in zip(scenes, found, strict=True)
        )
    ]

    assert idle == []


def scene(bench: Bench, case: Words) -> Scene:
    home = bench.home(case)
    expected = [(RULES[one["rule"]], bench.place(one["place"], home)) for one in case["expect"] if one["rule"] in RULES]
    return Scene(bench.repo(case), bench.day(case), expected)


def places(bench: Bench, rule: Rule, scene: Scene) -> set[Place]:
    """Where a rule finds something, as far as no other sets that aside."""
    law = bench.book.law(scene.day)
    compiled = compile_rule(rule.card, bench.book.shapes, bench.book.sets(law))
    setting = Setting(scene.day, law, bench.book.vocabulary, rule.card["params"], bench.book.shapes)
    judged = judgements(Plan(rule, compiled, setting), scene.repo)
    broken = {one.place for one in judged if one and one.outcome is Outcome.NOT_MET}
    return {place for place in broken if not scene.masked(rule, place)}


def judgements(plan: Plan, repo: Repo) -> Iterator[Judgement | None]:
    """What a rule comes to at every record of a repo; or at every register, or in the whole."""
    if plan.scope != "record":
        assert plan.compiled.check
        for subject in subjects(repo, plan):
            yield from plan.compiled.check(subject, plan.setting)
        return
    for record in repo.records:
        record.known.clear()
        if plan.suits(record.kind, record.serves, record.countries):
            check = plan.compiled.check
            yield from check(record, plan.setting) if check else judge(plan, Subject(record), evidence=False)


def cards(card: Words) -> Iterator[Changed]:
    """A card with each of its parts left out or turned round, one at a time."""
    for part in ("when", "require"):
        if card[part]:
            yield from changed_in(card, part, conditions(card[part]))
    if card["when"]:
        yield "without when", {**card, "when": None}
    if card["no_choice"]:
        yield "without no_choice", {**card, "no_choice": False}
    yield from changed_in(card, "applies_to", scopes(card["applies_to"]))


def scopes(scope: Words) -> Iterator[Changed]:
    if scope["country"]:
        yield "without country", {**scope, "country": None}
    if scope["serves"]:
        yield "without serves", {**scope, "serves": []}
    if len(scope["serves"]) > 1:
        yield from ((f"serves {what}", {**scope, "serves": left}) for what, left in shorter(scope["serves"]))


def conditions(words: Words) -> Iterator[Changed]:
    """A condition turned round, and with each of its own parts changed."""
    if "not" in words:
        yield f"unnegated {words}", words["not"]
        yield from changed_in(words, "not", conditions(words["not"]))
    else:
        yield f"negated {words}", {"not": words}
    for word in TOGETHER:
        yield from changed_in(words, word, members(words.get(word, [])))
    for word in OF_SEVERAL:
        if isinstance(words.get(word), list) and len(words[word]) > 1:
            yield from changed_in(words, word, shorter(words[word]))


def members(parts: list[Words]) -> Iterator[tuple[str, list[Words]]]:
    """Conditions that count together: without each of them, and with each of them changed."""
    if len(parts) > 1:
        yield from shorter(parts)
    for index, part in enumerate(parts):
        yield from ((what, [*parts[:index], made, *parts[index + 1 :]]) for what, made in conditions(part))


def shorter(parts: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    return ((f"without {part}", [*parts[:index], *parts[index + 1 :]]) for index, part in enumerate(parts))


def changed_in(words: Words, key: str, changes: Iterable[tuple[str, Any]]) -> Iterator[Changed]:
    """The words with what a key holds changed."""
    return ((f"{key}: {what}", {**words, key: made}) for what, made in changes)
