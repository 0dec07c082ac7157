"""What a card comes to is told quickly for most items, and then it is what a closer look would come to."""

from datetime import date

from tests.rules.conftest import Bench
from tests.rules.test_cases import FILES, cases

from policycheck.assertions import Item
from policycheck.assertions.words import Assertion
from policycheck.cards.rules import compile_rule
from policycheck.engine.judging import Subject


def test_what_is_told_quickly_is_what_a_closer_look_comes_to(bench: Bench) -> None:
    told = 0
    for file in FILES:
        rule = bench.book.rules().find(f"{file.parent.name}/{file.stem}")
        for case in cases(file):
            day = bench.day(case)
            compiled = compile_rule(rule.card, bench.book.shapes, bench.book.sets(bench.book.law(day)))
            for record in bench.repo(case).of_kind(rule.scope["kind"]):
                for item in Subject(record).items(compiled.items):
                    for assertion in filter(None, (compiled.when, compiled.require)):
                        told += agrees(assertion, item, day)

    assert told > 1000


def agrees(assertion: Assertion, item: Item, day: date) -> bool:
    """Whether an outcome was told at all; one that was is right."""
    outcome = assertion.tell(item, day)
    assert outcome in (None, assertion.ask(item, day).outcome)
    return outcome is not None
