"""What a card comes to is told quickly for most items, and then it is what a closer look would come to."""

from datetime import date

from policycheck.assertions import Item
from policycheck.assertions.words import Assertion
from policycheck.cards.rules import compile_rule
from policycheck.cases import Bench, cases_file, read_cases
from policycheck.engine.judging import Subject


def test_what_is_told_quickly_is_what_a_closer_look_comes_to(bench: Bench) -> None:
    told = 0
    for rule in bench.book.rules():
        if rule.card["raised_by"]:
            continue
        for case in read_cases(rule.id, cases_file(rule.id, bench.book)).cases:
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
