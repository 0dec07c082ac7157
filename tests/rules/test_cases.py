"""Every rule is judged by its cases, with all packs; the cases of a rule are one file."""

import pytest

from policycheck import resources
from policycheck.cards import load_rulebook
from policycheck.cases import Bench, CasesFile, cases_file, coverage, prove, read_cases

BOOK = load_rulebook()
JUDGED = [rule.id for rule in BOOK.rules() if not rule.card["raised_by"]]
WAIVING = [rule.id for rule in BOOK.rules() if rule.card["raised_by"] == "waivers"]
"""Rules about waivers; those about comments, and about what a repo asks, have tests of their own."""
FILES = sorted(resources.cases().glob("*/*.yaml"))


def cases_of(rule: str) -> CasesFile:
    return read_cases(rule, cases_file(rule, BOOK))


@pytest.mark.parametrize("rule", JUDGED)
def test_the_cases_of_a_rule_yield_exactly_what_they_expect(rule: str, bench: Bench) -> None:
    assert [proof for proof in prove(cases_of(rule), bench) if not proof.holds] == []


@pytest.mark.parametrize("rule", [rule for rule in WAIVING if (resources.cases() / f"{rule}.yaml").exists()])
def test_so_do_the_cases_of_a_rule_about_waivers(rule: str, bench: Bench) -> None:
    assert [proof for proof in prove(cases_of(rule), bench) if not proof.holds] == []
    assert coverage(rule, cases_of(rule)).complete


@pytest.mark.parametrize("rule", JUDGED)
def test_every_rule_has_cases_that_fail_and_that_pass(rule: str) -> None:
    found = coverage(rule, cases_of(rule))

    assert found.complete
    assert found.passing >= 2


def test_every_case_belongs_to_a_rule() -> None:
    assert {f"{file.parent.name}/{file.stem}" for file in FILES} - set(WAIVING) == set(JUDGED)


def test_the_clean_repo_is_clean(bench: Bench) -> None:
    assert bench.found({"clean": "register/website-chat"}) == []
