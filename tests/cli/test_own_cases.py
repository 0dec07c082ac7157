"""`policycheck test`: the cases of an organisation's own rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck.cards import load_rulebook
from policycheck.cases import judge_cases

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

FAILING = {
    "name": "a purpose without words",
    "clean": "register/website-chat",
    "without": ["purposes/answer-visitor/text"],
    "expect": [{"place": "purposes/answer-visitor/text", "rule": "ours/worded"}],
}
PASSING = {"name": "as it is", "clean": "register/website-chat", "expect": []}


def write(repo: PolicyRepo, *cases: dict[str, Any], name: str = "worded") -> str:
    repo.write(f"packs/ours/cases/{name}.yaml", yaml.safe_dump({"cases": list(cases)}, sort_keys=False))
    return f"packs/ours/cases/{name}.yaml"


@pytest.fixture(autouse=True)
def card(repo: PolicyRepo) -> None:
    repo.card("ours/worded")


def test_cases_that_hold_and_fail_and_pass_are_enough(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING, PASSING)

    done = run("test")

    assert (done.exit_code, done.stdout) == (
        0,
        "2 cases of 1 rule: all as expected, and every rule has cases that fail and that pass. Exit code 0.\n",
    )


def test_what_differs_is_told_both_ways(repo: PolicyRepo, run: Cli) -> None:
    file = write(repo, PASSING | {"expect": FAILING["expect"]}, FAILING | {"expect": []})

    done = run("test")

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{file}:2 ours/worded",
        "  as it is",
        "    - expected, not found: ours/worded at register/website-chat: purposes/answer-visitor/text",
        f"{file}:7 ours/worded",
        "  a purpose without words",
        "    + found, not expected: ours/worded at register/website-chat: purposes/answer-visitor/text",
        "",
        "2 cases of 1 rule: 2 cases not as expected, 0 rules without cases that fail and that pass. Exit code 1.",
    ]


def test_what_differs_is_told_to_programs(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING | {"expect": []})

    told = json.loads(run("test", "--format", "json").stdout)

    assert told["holds"] is False
    assert told["failed"][0]["surplus"] == [
        {"rule": "ours/worded", "place": "register/website-chat: purposes/answer-visitor/text"}
    ]
    assert told["coverage"] == [{"rule": "ours/worded", "failing": 0, "passing": 1}]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (FAILING, "finds something in each of its cases: nothing shows what it leaves alone"),
        (PASSING, "no case that fails: nothing shows that it finds anything"),
    ],
)
def test_a_rule_needs_cases_that_fail_and_that_pass(
    case: dict[str, Any], words: str, repo: PolicyRepo, run: Cli
) -> None:
    write(repo, case)

    done = run("test")

    assert done.exit_code == 1
    assert words in done.stdout


def test_a_rule_without_a_case_is_told_beside_others(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING, PASSING)
    repo.card("ours/untested", require={"has": "legal_basis"})

    done = run("test")

    assert done.exit_code == 1
    assert "ours/untested has no case\n" in done.stdout


def test_no_case_at_all_is_never_a_success(run: Cli) -> None:
    done = run("test")

    assert done.exit_code == 2
    assert "there is no case\n  write them as packs/ours/cases/worded.yaml" in done.stderr


def test_a_shipped_rule_that_fires_in_an_own_case_is_a_difference(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING, PASSING | {"name": "no basis", "without": ["purposes/answer-visitor/legal_basis"]})

    assert "+ found, not expected: gdpr/basis-stated" in run("test").stdout


def test_what_an_own_rule_finds_elsewhere_in_the_clean_repo_is_no_difference(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/named-twice", **{"for": None}, require={"field": "version", "at_least": 7}, message={"en": "x"})
    for name in ("worded", "named-twice"):
        write(
            repo,
            {
                "name": "fails",
                "clean": "register/website-chat",
                "expect": [{"place": "version", "rule": f"ours/{name}"}],
            },
            {"name": "passes", "clean": "register/website-chat", "with": {"version": 7}, "expect": []},
            name=name,
        )

    assert run("test", "packs/ours/named-twice.yaml").stdout.startswith("2 cases of 1 rule: all as expected")


def test_a_pack_may_bring_clean_documents_of_its_own(repo: PolicyRepo, run: Cli) -> None:
    repo.write("packs/ours/cases/clean/club.yaml", "policycheck: 1\nkind: party\nid: rival\nname: Rival\n")
    write(repo, FAILING, PASSING, PASSING | {"name": "another document", "clean": "party/rival"})

    assert run("test").exit_code == 0


def test_the_cases_of_a_shipped_rule_can_be_asked_for(run: Cli) -> None:
    done = run("test", "--select", "gdpr/basis-stated")

    assert done.exit_code == 0
    assert "of 1 rule: all as expected" in done.stdout


def test_a_pack_that_no_configuration_names_can_be_tested(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING, PASSING)
    repo.configure()

    for path in ("packs", "packs/ours", "packs/ours/worded.yaml", "packs/ours/cases/worded.yaml"):
        assert "2 cases of 1 rule" in run("test", path).stdout


def test_own_codes_are_known_in_cases(repo: PolicyRepo, run: Cli) -> None:
    codes = {"purposes": {"club": {"parent": "customer-service", "label": {"en": "club"}}}}
    write(repo, FAILING, PASSING | {"with": {"purposes/answer-visitor/category": "club"}})
    repo.configure(packs=["packs"], vocabulary=codes)

    assert run("test").exit_code == 0


BROKEN = {
    "no cases": ({"cases": []}, 1, "cases: it must not be empty"),
    "unknown key": ({"cases": [PASSING | {"expects": []}]}, 5, "did you mean 'expect'?"),
    "no expectation": ({"cases": [{"name": "x", "clean": "register/x"}]}, 2, "cases.0.expect: it is missing"),
    "unknown document": ({"cases": [PASSING | {"clean": "register/website-cat"}]}, 3, "mean 'register/website-chat'?"),
    "no document": ({"cases": [PASSING | {"clean": "website-chat"}]}, 3, "is no place"),
    "unknown rule": (
        {"cases": [PASSING | {"expect": [{"rule": "ours/wordy", "place": "id"}]}]},
        5,
        "did you mean 'ours/worded'?",
    ),
    "nothing to take out": ({"cases": [PASSING | {"without": ["purposes/answer"]}]}, 6, "did you mean 'answer-"),
    "nothing to put into": ({"cases": [PASSING | {"with": {"id/x": 1}}]}, 6, "nothing can be put into"),
    "a day that never comes": ({"cases": [PASSING | {"day": "2026-02-30"}]}, 5, "'2026-02-30' is no day"),
    "two of a name": ({"cases": [PASSING, PASSING]}, 3, "two cases are called so"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "line", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_case_is_blamed_at_its_line(
    content: dict[str, Any], line: int, words: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.write("packs/ours/cases/worded.yaml", yaml.safe_dump(content, sort_keys=False))

    done = run("test")

    assert done.exit_code == 2
    assert done.stderr.startswith(f"policycheck: packs/ours/cases/worded.yaml:{line}:")
    assert words in done.stderr


def test_cases_of_no_rule_are_refused(repo: PolicyRepo, run: Cli) -> None:
    write(repo, FAILING, PASSING, name="wordd")

    done = run("test")

    assert done.exit_code == 2
    assert "packs/ours/cases/wordd.yaml: these are the cases of no rule" in done.stderr
    assert "did you mean 'ours/worded'?" in done.stderr


def test_what_the_reader_raises_has_no_cases_and_lacks_none() -> None:
    book = load_rulebook()

    results = judge_cases(book, book.rules().only(["gdpr/basis-stated", "form/date"]), str)

    assert results.hold
    assert [one.rule for one in results.coverage] == ["gdpr/basis-stated"]
