"""The engine: outcomes, days, what sets what aside, and order."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.cards import load_rulebook
from policycheck.engine import Ask, run
from policycheck.finding import Outcome, Severity
from policycheck.repo import load
from policycheck.source import Source

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

FIVE = """\
policycheck: 1
kind: register
id: customer
purposes:
  met: {text: x}
  absent: {category: orders}
  blank: {category: orders, text: }
  inapplicable: {category: orders, text: {not_applicable: said elsewhere}}
  unknown: {category: orders, text: {not_known: we ask}}
"""


def judged(repo: PolicyRepo, rule: str, day: date = date(2026, 11, 22)) -> dict[str, Outcome]:
    """The outcome of a rule at every place it looked at."""
    checked = repo.check(select=(rule,), as_of=day)
    kept = run(checked.repo, checked.book, Ask(day, rules=checked.rules, keep_judgements=True)).judgements
    return {str(judgement.place.path[1]): judgement.outcome for name, judgement in kept if name == rule}


def test_each_kind_of_value_has_its_outcome(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", FIVE)
    repo.card("ours/worded")

    assert judged(repo, "ours/worded") == {
        "met": Outcome.MET,
        "absent": Outcome.NOT_MET,
        "blank": Outcome.NOT_MET,
        "inapplicable": Outcome.DOES_NOT_APPLY,
        "unknown": Outcome.CANNOT_TELL,
    }


def test_outcomes_are_counted_and_only_what_is_not_met_is_found(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", FIVE)
    repo.card("ours/worded")
    report = repo.check(select=("ours",)).report

    assert report.outcomes[Outcome.MET] == 1
    assert report.outcomes[Outcome.CANNOT_TELL] == 1
    assert report.outcomes[Outcome.DOES_NOT_APPLY] == 1
    assert [one.spot.span.line for one in report.findings] == [6, 7]
    assert report.judgements == ()


def test_what_when_excludes_is_not_looked_at_and_what_it_cannot_tell_is_said(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", FIVE)
    repo.card("ours/based", when={"has": "text"}, require={"has": "legal_basis"})

    assert judged(repo, "ours/based") == {"met": Outcome.NOT_MET, "unknown": Outcome.CANNOT_TELL}


def test_a_card_without_for_looks_at_the_record_once(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/named", **{"for": None}, require={"has": "name"}, message={"en": "{register} has no name"})

    (finding,) = repo.check(select=("ours",)).report.findings

    assert finding.message == "customer has no name"
    assert (finding.spot.span.line, finding.spot.span.column) == (3, 1)


def test_a_finding_may_stand_elsewhere_than_what_it_asks_for(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", at="category")

    (finding,) = repo.check(select=("ours",)).report.findings

    assert str(finding.spot.place) == "register/customer: purposes/orders/category"
    assert finding.spot.span.column == 12


@pytest.mark.parametrize(
    ("applies_to", "found"),
    [
        ({"serves": ["notice"]}, ["notice"]),
        ({"serves": ["record"]}, ["customer"]),
        ({"serves": ["record", "notice"]}, ["customer", "notice"]),
        ({"serves": ["cookies"]}, []),
        ({"country": "FI"}, ["customer", "notice"]),
        ({"country": "SE"}, []),
    ],
)
def test_a_card_looks_only_at_what_it_applies_to(
    applies_to: dict[str, Any], found: list[str], repo: PolicyRepo
) -> None:
    repo.register("customer", "controller: us\n")
    repo.register("notice", "serves: [notice]\n")
    repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\ncountry: FI\n")
    repo.card("ours/worded", applies_to=applies_to)

    findings = repo.check(select=("ours",)).report.findings

    assert [one.spot.place.id for one in findings if one.spot.place] == found


DAYS = {
    "since tomorrow": ({"since": "2026-11-23"}, []),
    "since today": ({"since": "2026-11-22"}, ["error"]),
    "until yesterday": ({"until": "2026-11-21"}, []),
    "until today": ({"until": "2026-11-22"}, ["error"]),
    "effective tomorrow": ({"effective_from": "2026-11-23"}, ["warning"]),
    "effective today": ({"effective_from": "2026-11-22"}, ["error"]),
    "a warning stays one": ({"effective_from": "2026-11-23", "severity": "info"}, ["info"]),
}


@pytest.mark.parametrize(("changes", "severities"), DAYS.values(), ids=DAYS)
def test_a_card_holds_on_its_days(changes: dict[str, Any], severities: list[str], repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", **changes)

    assert [one.severity.value for one in repo.check(select=("ours",)).report.findings] == severities


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2026, 12, 31), "customer: orders (in effect from 2027-01-01)"),
        (date(2027, 1, 1), "customer: orders"),
    ],
)
def test_a_rule_that_is_not_in_effect_yet_tells_from_when(day: date, message: str, repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", effective_from="2027-01-01")

    assert [one.message for one in repo.check(select=("ours",), as_of=day).report.findings] == [message]


def test_the_day_is_told_to_people_in_their_language(repo: PolicyRepo) -> None:
    repo.register()
    words: dict[str, Any] = {part: {"en": "x", "fi": "y"} for part in ("title", "why", "fix")}
    repo.card("ours/worded", effective_from="2027-01-01", message={"en": "x", "fi": "{register}"}, **words)
    repo.write("packs/ours/pack.yaml", "title: {en: x}\npublisher: us\nlanguages: [en, fi]\nlaw_as_of: 2026-01-01\n")

    (finding,) = repo.check(select=("ours",), language="fi", for_people=True).report.findings

    assert finding.message == "customer (voimaan 1.1.2027)"


@pytest.mark.parametrize(("day", "found"), [(date(2026, 12, 31), ["new", "old"]), (date(2027, 1, 1), ["new"])])
def test_a_rule_that_is_not_in_effect_yet_sets_nothing_aside(day: date, found: list[str], repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/old")
    repo.card("ours/new", effective_from="2027-01-01", supersedes=["ours/old"])

    findings = repo.check(select=("ours",), as_of=day).report.findings

    assert [one.rule.partition("/")[2] for one in findings] == found


def test_the_repo_may_not_make_a_rule_graver_before_its_day(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", effective_from="2027-01-01")
    repo.configure(packs=["packs"], severity={"ours/worded": "error"})

    assert [one.severity.value for one in repo.check(select=("ours",)).report.findings] == ["warning"]


def test_the_repo_may_change_a_severity(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded")
    repo.configure(packs=["packs"], severity={"ours/worded": "info"})

    (finding,) = repo.check(select=("ours",)).report.findings

    assert finding.severity is Severity.INFO


SUPERSEDING = {
    "neither": ({}, ["ours/deep", "ours/other", "ours/wide"]),
    "a rule by name": ({"wide": ["ours/deep"]}, ["ours/other", "ours/wide"]),
    "all of a pack": ({"wide": ["ours/*"]}, ["ours/wide"]),
    "all": ({"wide": ["*"]}, ["ours/wide"]),
    "a name is stronger than a pattern": ({"wide": ["*"], "other": ["ours/wide", "*"]}, ["ours/other"]),
    "a pack is stronger than all": ({"wide": ["*"], "other": ["ours/*", "*"]}, ["ours/other"]),
    "two patterns leave each other alone": ({"wide": ["*"], "other": ["*"]}, ["ours/other", "ours/wide"]),
    "what lies below does not set aside what lies above": ({"deep": ["*"]}, ["ours/deep", "ours/other", "ours/wide"]),
    "through a superseded one": ({"wide": ["ours/other"], "other": ["ours/deep"]}, ["ours/wide"]),
}


@pytest.mark.parametrize(("supersedes", "found"), SUPERSEDING.values(), ids=SUPERSEDING)
def test_findings_set_others_aside_at_or_below_their_place(
    supersedes: dict[str, list[str]], found: list[str], repo: PolicyRepo
) -> None:
    repo.register()
    for name, condition in (("wide", {"has": "text"}), ("other", {"has": "text"}), ("deep", {"has": "text"})):
        at = "category" if name == "deep" else ""
        repo.card(f"ours/{name}", require=condition, at=at or "/purposes/orders", supersedes=supersedes.get(name, []))

    assert sorted(one.partition(" ")[2] for one in repo.found(select=("ours",))) == found


def test_a_finding_sets_nothing_aside_in_another_description(repo: PolicyRepo) -> None:
    repo.register("customer")
    repo.register("notice", "name: Notice\n")
    repo.card("ours/named", **{"for": None}, require={"has": "name"}, at="/", supersedes=["*"], message={"en": "x"})
    repo.card("ours/worded")

    assert repo.found(select=("ours",)) == ["customer.yaml:3:1 ours/named", "notice.yaml:5:3 ours/worded"]


def test_findings_are_in_the_order_of_files_lines_columns_and_rules(repo: PolicyRepo) -> None:
    repo.write("b.yaml", FIVE.replace("customer", "b"))
    repo.write(
        "a.yaml", "policycheck: 1\nkind: register\nid: a\npurposes: {y: {category: orders}, x: {category: orders}}\n"
    )
    repo.card("ours/second")
    repo.card("ours/first")

    assert repo.found(select=("ours",)) == [
        "a.yaml:4:12 ours/first",
        "a.yaml:4:12 ours/second",
        "a.yaml:4:35 ours/first",
        "a.yaml:4:35 ours/second",
        "b.yaml:6:3 ours/first",
        "b.yaml:6:3 ours/second",
        "b.yaml:7:29 ours/first",
        "b.yaml:7:29 ours/second",
    ]


def test_the_order_of_sources_changes_nothing(repo: PolicyRepo) -> None:
    book = load_rulebook()
    sources = [Source(f"{name}.yaml", FIVE.replace("customer", name)) for name in "abc"]

    def findings(given: list[Source]) -> object:
        loaded = load(given, book.shapes, book.vocabulary, book.lexicon)
        return run(loaded, book, Ask(date(2026, 11, 22))).findings

    assert findings(sources) == findings(sources[::-1])
    assert repo.root.is_dir()


def test_only_the_chosen_rules_are_judged(repo: PolicyRepo) -> None:
    repo.register()
    checked = repo.check()
    only = checked.book.rules().chosen(("gdpr/basis-stated",), ())

    assert [one.rule for one in run(checked.repo, checked.book, Ask(date(2026, 11, 22), rules=only)).findings] == [
        "gdpr/basis-stated"
    ]


@pytest.mark.parametrize(("day", "some"), [("1999-01-01", False), ("2027-05-22", False), ("2027-05-23", True)])
def test_a_report_names_the_tables_that_were_checked_long_before_its_day(
    day: str, repo: PolicyRepo, *, some: bool
) -> None:
    repo.register()
    report = repo.check(as_of=date.fromisoformat(day)).report

    assert ("adequacy" in report.stale_tables) is some


@pytest.mark.parametrize(
    ("day", "country", "acts"),
    [
        ("2018-05-24", "SE", ["GDPR"]),
        ("2018-05-25", "SE", []),
        ("2018-05-24", "FI", ["GDPR", "Finnish Data Protection Act 1050/2018"]),
        ("2018-12-31", "FI", ["Finnish Data Protection Act 1050/2018"]),
        ("2019-01-01", "FI", []),
        ("2026-11-22", "FI", []),
    ],
)
def test_a_report_names_the_acts_that_did_not_apply_yet(
    day: str, country: str, acts: list[str], repo: PolicyRepo
) -> None:
    repo.register(body="controller: us\n")
    repo.write("us.yaml", f"policycheck: 1\nkind: organisation\nid: us\ncountry: {country}\n")
    report = repo.check(as_of=date.fromisoformat(day), select=()).report

    assert [act for act, _ in report.not_yet] == acts
    assert all(first > report.as_of for _, first in report.not_yet)


def test_a_report_can_be_pickled(repo: PolicyRepo) -> None:
    repo.register()
    report = repo.check().report

    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes


def test_a_blank_is_as_grave_as_what_is_missing_there(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", "policycheck: 1\nkind: register\nid: customer\ncontroller:\nconsents:\n")
    findings = {
        str(one.spot.place): one
        for one in repo.check(select=()).report.findings
        if one.rule == "hygiene/no-blank-field"
    }

    assert findings["register/customer: controller"].severity is Severity.ERROR
    assert findings["register/customer: consents"].severity is Severity.WARNING
