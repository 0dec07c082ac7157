"""What would change if the law were otherwise, on a repo that rests on the Data Privacy Framework."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck import Request, check

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

CLEAN = Path(__file__).parents[1] / "fixtures/clean"
FALLS = """\
policycheck: 1
kind: assumption
title: The Data Privacy Framework falls
law:
  adequacy:
    dpf: {valid_until: 2026-12-31}
"""
FRAMEWORK = "safeguard: {article: 45(3), decision: 2023/1795}"
ENTRY = "{entity: Chatmodel Inc., status: active, covers: [other], since: 2023-09-01, checked: 2026-09-01}"
LISTED = f"frameworks: {{dpf: {ENTRY}}}"


@pytest.fixture
def resting(repo: PolicyRepo) -> PolicyRepo:
    """A repo without any finding, whose chat provider is on the list of the framework."""
    shutil.copytree(CLEAN, repo.root, dirs_exist_ok=True)
    chat = (repo.root / "website-chat.yaml").read_text(encoding="utf-8")
    start = chat.index("    safeguard:\n      article: 46(2)(c)")
    end = chat.index("\n\n", start)
    repo.write("website-chat.yaml", f"{chat[:start]}    {FRAMEWORK}{chat[end:]}")
    parties = (repo.root / "parties.yaml").read_text(encoding="utf-8")
    repo.write("parties.yaml", parties.replace("name: Chatmodel Inc.\n", f"name: Chatmodel Inc.\n{LISTED}\n"))
    repo.configure()
    repo.write("falls.yaml", FALLS)
    return repo


@pytest.mark.parametrize(("day", "rules"), [("2026-12-31", []), ("2027-01-01", ["gdpr/adequacy-in-force"])])
def test_what_is_assumed_holds_from_its_day(day: str, rules: list[str], resting: PolicyRepo) -> None:
    request = Request((resting.root,), date.fromisoformat(day), select=("gdpr",), assume=(resting.root / "falls.yaml",))

    assert [finding.rule for finding in check(request).report.findings] == rules


def test_an_act_that_is_assumed_to_apply_later_did_not_apply_yet(resting: PolicyRepo) -> None:
    later = {"statutes": {"eu-2016-679": {"valid_from": "2027-01-01"}, "eu-95-46": {"valid_until": "2026-12-31"}}}
    file = resting.write("later.yaml", json.dumps({"policycheck": 1, "kind": "assumption", "title": "x", "law": later}))
    request = Request((resting.root,), date(2026, 12, 31), assume=(file,))

    assert [act for act, _ in check(request).report.not_yet] == ["GDPR"]


def test_a_file_of_assumptions_says_nothing_of_the_repo(resting: PolicyRepo) -> None:
    assert not resting.check(select=()).report.findings


def test_the_last_line_says_what_was_assumed(resting: PolicyRepo, run: Cli) -> None:
    told = run("check", "--assume", "falls.yaml", "--as-of", "2027-01-01")

    assert "as of 2027-01-01, assuming: The Data Privacy Framework falls: 1 error" in told.stdout
    assert told.exit_code == 1
    assert resting.root.is_dir()


def test_findings_gained_and_lost_are_told_with_whom_they_concern(resting: PolicyRepo, run: Cli) -> None:
    told = run("whatif", "--assume", "falls.yaml", "--as-of", "2027-01-01", "--select", "gdpr")

    assert told.stdout.startswith("Assuming: The Data Privacy Framework falls, as of 2027-01-01\n\n1 finding more\n")
    assert "gdpr/adequacy-in-force" in told.stdout
    assert told.stdout.endswith(
        "0 findings less\n\nRegisters concerned\n  website-chat: Website chat\n\n"
        "Recipients concerned\n  chat-provider: Chatmodel Inc.\n"
    )
    assert told.exit_code == 0
    assert resting.root.is_dir()


def test_programs_are_told_the_same(resting: PolicyRepo, run: Cli) -> None:
    words = ("--assume", "falls.yaml", "--as-of", "2027-01-01", "--select", "gdpr", "--format", "json")
    told = json.loads(run("whatif", *words).stdout)

    assert told["format"] == "policycheck/whatif/v1"
    assert [finding["rule"] for finding in told["gained"]] == ["gdpr/adequacy-in-force"]
    assert told["lost"] == []
    assert told["registers"] == {"website-chat": "Website chat"}
    assert told["recipients"] == {"chat-provider": "Chatmodel Inc."}
    assert resting.root.is_dir()


def test_without_a_day_it_is_the_first_on_which_all_of_it_is_so(resting: PolicyRepo, run: Cli) -> None:
    resting.write("falls.yaml", FALLS.replace("2026-12-31", "2199-12-31"))

    assert "as of 2200-01-01" in run("whatif", "--assume", "falls.yaml").stdout


def test_a_finding_that_the_law_takes_back_is_lost(resting: PolicyRepo, run: Cli) -> None:
    """A decision on India would cover what nothing covers now."""
    chat = (resting.root / "website-chat.yaml").read_text(encoding="utf-8")
    resting.write("website-chat.yaml", chat.replace("country: US", "country: IN").replace(FRAMEWORK, "text: none yet"))
    for name in ("parties.yaml", "systems.yaml"):
        text = (resting.root / name).read_text(encoding="utf-8")
        resting.write(name, text.replace("country: US", "country: IN"))
    resting.write(
        "india.yaml",
        """\
policycheck: 1
kind: assumption
title: India is adequate
law:
  adequacy:
    decisions:
      - {id: in-2027-1, territory: IN, name: India, scope: whole country, scope_test: none, celex: 32027D0001,
         oj: "OJ L, 2027/1, 4.1.2027", valid_from: 2027-01-04, valid_until: null}
    without-decision: {territories: [AU, CN, GL, GI, HK, KE, MC, MX, RS, RU, SG, TR, TW, UA, ZA]}
""",
    )
    told = json.loads(run("whatif", "--assume", "india.yaml", "--select", "gdpr", "--format", "json").stdout)

    assert told["as_of"] == "2027-01-04"
    assert [finding["rule"] for finding in told["lost"]] == ["gdpr/transfer-safeguarded"]


@pytest.mark.parametrize(
    ("text", "where", "told"),
    [
        (FALLS.replace("adequacy:", "adequcy:"), "5:3", ("there is no table 'adequcy'", "did you mean 'adequacy'?")),
        (FALLS.replace("dpf:", "us-2023-179:"), "6:5", ("has no row 'us-2023-179'", "did you mean 'us-2023-1795'?")),
        (
            FALLS.replace("dpf: {", "decision: [{").replace("}", "}]"),
            "6:5",
            ("has no list", "did you mean 'decisions'?"),
        ),
        (FALLS.replace("2026-12-31", "2027-02-30"), "6:11", ("'2027-02-30' is no day", "YYYY-MM-DD")),
        (
            FALLS.replace("2026-12-31", "2020-01-01"),
            "6:11",
            ("before it begins on 2023-07-10", "valid_from is the first"),
        ),
        (FALLS.replace("valid_until", "valid_untill"), "6:11", ("adequacy.dpf: there is no such key", "")),
        (FALLS.replace("kind: assumption\n", ""), "1:1", ("kind", "")),
        (FALLS.replace("title:", "titel:"), "1:1", ("title: it is missing", "")),
    ],
)
def test_an_assumption_that_cannot_be_is_refused_on_its_line(
    text: str, where: str, told: tuple[str, str], resting: PolicyRepo, run: Cli
) -> None:
    resting.write("falls.yaml", text)

    done = run("check", "--assume", "falls.yaml")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"policycheck: falls.yaml:{where}: ")
    assert all(words in done.stderr for words in told)


def test_two_files_must_not_change_one_row(resting: PolicyRepo, run: Cli) -> None:
    resting.write("stands.yaml", FALLS.replace("2026-12-31", "2030-12-31"))

    told = run("check", "--assume", "falls.yaml", "--assume", "stands.yaml")

    assert told.exit_code == 2
    assert "stands.yaml:6:5: another file of assumptions changes 'dpf' too" in told.stderr


def test_a_file_that_is_missing_is_said(resting: PolicyRepo, run: Cli) -> None:
    told = run("whatif", "--assume", "nowhere.yaml")

    assert told.exit_code == 2
    assert "nowhere.yaml: cannot be read" in told.stderr
    assert resting.root.is_dir()
