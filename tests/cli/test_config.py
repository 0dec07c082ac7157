"""`policycheck config`: what is in effect, and who says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

CONFIGURATION = """\
policycheck: 1
profile: notice
severity: {gdpr/basis-stated: warning}
params:
  hygiene/reviewed-in-time: {every: P18M}
paths:
  - for: [old/]
    params: {hygiene/reviewed-in-time: {every: P5Y}}
    ignore: ["13"]
"""


@pytest.fixture(autouse=True)
def configured(repo: PolicyRepo) -> None:
    repo.write(".policycheck.yaml", CONFIGURATION)
    repo.write("old/a.yaml", "")


def test_values_are_shown_with_their_lines(run: Cli) -> None:
    shown = run("config").stdout

    assert "profile   notice  configuration  .policycheck.yaml:2\nfail_on   error   default\n" in shown
    assert "gdpr/basis-stated         severity  warning  configuration  .policycheck.yaml:3\n" in shown
    assert "hygiene/reviewed-in-time  every     P18M     configuration  .policycheck.yaml:5\n" in shown


def test_a_rule_is_explained_step_by_step_for_a_file(run: Cli) -> None:
    done = run("config", "--explain", "hygiene/reviewed-in-time", "--file", "old/a.yaml")

    assert done.exit_code == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[:2]] == [
        "hygiene/reviewed-in-time: old/a.yaml",
        "",
    ]
    assert [" ".join(line.split()) for line in done.stdout.splitlines()[2:]] == [
        "select judged default",
        "* select judged profile notice policies/profiles/notice.yaml:20",
        "* severity warning card policies/hygiene/reviewed-in-time.yaml:1",
        "every P2Y card policies/hygiene/reviewed-in-time.yaml:41",
        "every P18M configuration .policycheck.yaml:5",
        "* every P5Y configuration for old/ .policycheck.yaml:8",
    ]


def test_a_rule_is_explained_where_no_path_speaks(run: Cli) -> None:
    told = json.loads(run("config", "--explain", "hygiene/reviewed-in-time", "--format", "json").stdout)

    assert told["in_effect"] == {"select": "judged", "severity": "warning", "every": "P18M"}


@pytest.mark.parametrize(
    ("words", "judged"),
    [((), "not judged"), (("--select", "gdpr"), "not judged"), (("--select", "gdpr/basis-stated"), "judged")],
)
def test_the_command_line_is_the_last_level(words: tuple[str, ...], judged: str, run: Cli) -> None:
    asked = ("--explain", "gdpr/basis-stated", "--file", "old/a.yaml", "--format", "json")

    assert json.loads(run("config", *asked, *words).stdout)["in_effect"]["select"] == judged


def test_what_is_explained_is_what_a_check_does(repo: PolicyRepo, run: Cli) -> None:
    repo.write("old/a.yaml", "policycheck: 1\nkind: register\nid: a\npurposes: {orders: {category: orders}}\n")
    repo.write("b.yaml", "policycheck: 1\nkind: register\nid: b\npurposes: {orders: {category: orders}}\n")

    told = json.loads(run("check", "--format", "json", "--exit-zero").stdout)
    found = {(one["file"], one["severity"]) for one in told["findings"] if one["rule"] == "gdpr/basis-stated"}

    assert found == {("b.yaml", "warning")}


def test_own_packs_and_cards_are_named_by_their_place_in_the_repo(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded")

    assert "packs/ours/worded.yaml:1" in run("config", "--explain", "ours/worded").stdout


def test_an_unknown_rule_is_no_rule(run: Cli) -> None:
    done = run("config", "--explain", "gdpr/basis-statd")

    assert done.exit_code == 2
    assert "did you mean 'gdpr/basis-stated'?" in done.stderr


def test_an_unknown_profile_is_refused_with_those_that_are(run: Cli) -> None:
    done = run("check", "--profile", "light")

    assert done.exit_code == 2
    assert "there is no profile 'light'\n  profiles are notice, record, strict" in done.stderr


def test_the_horizon_of_reports_can_be_set(repo: PolicyRepo, run: Cli) -> None:
    repo.register("a", "reviewed: 2026-01-01\nreview_every: P2Y\n")
    repo.configure(horizon="P3Y")

    assert "2028-01-01" in run("report", "--as-of", "2026-11-22").stdout
    assert "2028-01-01" not in run("report", "--as-of", "2026-11-22", "--within", "P1Y").stdout
