"""A pull request played through: a branch of three commits, one of which brings a recipient in the United States."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.changes.conftest import DAY

from policycheck.changes.markdown import MARKER
from policycheck.publish import files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.changes.conftest import History

VENDOR = """\
policycheck: 1
kind: party
id: analytics
name: "Analytics <script>|@team"
country: US
role: processor
"""


@pytest.fixture
def pull_request(history: History) -> History:
    history.edit("members.yaml", old="We write to members.", new="We write letters to members.")
    history.commit("word it better")
    history.repo.write("analytics.yaml", VENDOR)
    history.edit("members.yaml", old="  mailer: {role", new="  analytics: {role: processor}\n  mailer: {role")
    history.commit("count visits")
    history.edit("members.yaml", old="period: P2Y", new="period: P1Y")
    history.commit("keep less")
    return history


def test_the_gate_stops_the_recipient_and_nothing_else(pull_request: History) -> None:
    stopped = pull_request.run("diff", "main", *DAY, "--fail-on", "third-country")
    let = pull_request.run("diff", "main", *DAY)

    assert (stopped.exit_code, let.exit_code) == (1, 0)
    assert "worsened new recipient in a third country: Analytics" in stopped.stdout
    assert "improved kept for a shorter time" in stopped.stdout
    assert "analytics.yaml:5:1" in stopped.stdout
    assert "13(1)(f)" in stopped.stdout
    assert stopped.stdout.endswith("Material changes without a date: 1. Exit 1: 1 to fail.\n")


def test_the_configuration_can_hold_the_gate_and_a_call_lift_it(pull_request: History) -> None:
    pull_request.repo.configure(fail_on_change=["worsened"])

    assert pull_request.run("diff", "main", *DAY).exit_code == 1
    assert pull_request.run("diff", "main", *DAY, "--fail-on", "none").exit_code == 0


def test_the_annotations_name_what_the_branch_brings_and_nothing_else(
    pull_request: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(pull_request.repo.root))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(pull_request.repo.root.parent / "summary.md"))
    words = ("check", *DAY, "--new-since", "main", "--lang", "en")
    told = pull_request.run(*words, "--select", "gdpr,hygiene")
    annotated = [line for line in told.stdout.splitlines() if line.startswith(("::error", "::warning", "::notice"))]

    assert told.exit_code == 1
    assert annotated[0].startswith(
        "::error file=members.yaml,line=14,endLine=14,col=3,endColumn=12,title=gdpr/transfer"
    )
    assert "reach Analytics <script>|@team (United States), and nothing covers" in annotated[0]
    assert [line.partition("title=")[2].partition("::")[0] for line in annotated[1:]] == [
        "hygiene/material-change-is-dated",
        "gdpr/processor-contract-recorded",
    ]
    assert "<script>" not in (pull_request.repo.root.parent / "summary.md").read_text("utf-8")

    pull_request.git("checkout", "-q", "main")
    assert pull_request.run(*words).exit_code == 0


def test_a_misspelt_gate_is_an_error_where_it_stands(pull_request: History) -> None:
    pull_request.repo.configure(fail_on_change=["worsend"])
    configured = pull_request.run("diff", "main", *DAY)
    asked = pull_request.run("diff", "main", *DAY, "--fail-on", "third-county")

    assert configured.exit_code == asked.exit_code == 2
    assert ".policycheck.yaml:" in configured.stderr
    assert "did you mean 'worsened'?" in configured.stderr
    assert "did you mean 'third-country'?" in asked.stderr


def test_the_comment_is_found_again_and_escapes_names(pull_request: History) -> None:
    comment = pull_request.run("diff", "main", *DAY, "--format", "markdown").stdout

    assert comment.startswith(MARKER)
    assert "<script>" not in comment
    assert "@team" not in comment
    assert "`third-country-recipient-added`" in comment


def test_a_comment_on_many_changes_fits(history: History) -> None:
    text = (history.repo.root / "members.yaml").read_text(encoding="utf-8")
    for number in range(120):
        history.repo.write(f"r{number}.yaml", text.replace("id: members", f"id: r{number}"))
    history.commit()
    history.git("branch", "-f", "main")
    history.edit("parties.yaml", old="country: FI", new="country: US")
    comment = history.run("diff", "main", *DAY, "--format", "markdown").stdout

    assert len(comment.encode()) < 64_000
    assert "more" in comment.splitlines()[-1]


def test_the_json_keeps_to_its_schema(pull_request: History) -> None:
    from jsonschema import Draft202012Validator

    told = pull_request.diff()
    Draft202012Validator(json.loads(files()["diff.schema.json"])).validate(told)

    assert (told["format"], told["worsened"], told["improved"]) == ("policycheck/diff/v1", 2, 1)
    assert told["before"]["commit"] == pull_request.git("rev-parse", "main")
    assert told["after"] == {"ref": None, "commit": None}


def test_raising_version_and_review_date_answers_the_finding(pull_request: History) -> None:
    assert [f["rule"] for f in pull_request.diff()["registers"][0]["findings"]] == [RULE]
    pull_request.edit("members.yaml", old="version: 1", new="version: 2")
    (finding,) = pull_request.diff()["registers"][0]["findings"]
    assert finding["message"].endswith("these were not raised: reviewed")

    pull_request.edit("members.yaml", old="reviewed: 2026-01-31", new="reviewed: 2026-11-20")
    assert pull_request.diff()["registers"][0]["findings"] == []


RULE = "hygiene/material-change-is-dated"


def test_undated_changes_can_fail_and_severities_count(pull_request: History) -> None:
    assert pull_request.run("diff", "main", *DAY, "--fail-on", "undated").exit_code == 1
    pull_request.repo.configure(severity={RULE: "error"})
    assert pull_request.run("diff", "main", *DAY).exit_code == 1
    pull_request.repo.configure(ignore=[RULE])
    assert pull_request.run("diff", "main", *DAY, "--fail-on", "undated").exit_code == 0


WAIVER = "# policycheck: waive hygiene/material-change-is-dated until 2027-01-31 by dpo -- dated with the next review\n"


def test_the_finding_can_be_waived_for_a_time(pull_request: History) -> None:
    pull_request.edit("members.yaml", old="policycheck: 1\n", new=f"{WAIVER}policycheck: 1\n")
    done = pull_request.run("diff", "main", *DAY, "--fail-on", "undated")
    (register,) = pull_request.diff()["registers"]

    assert (done.exit_code, register["findings"]) == (0, [])
    assert [one["reason"] for one in register["waived"]] == ["dated with the next review"]
    assert "waived until 2027-01-31 by dpo: dated with the next review" in done.stdout
    assert "dated with the next review" in pull_request.run("diff", "main", *DAY, "--format", "markdown").stdout


def judged(pull_request: History, *options: str) -> tuple[list[Any], list[Any]]:
    """What a check finds in changes and in waivers, and what it sets aside."""
    words = ("check", *DAY, "--select", f"{RULE},waivers", "--format", "json", *options)
    told = json.loads(pull_request.run(*words).stdout)
    found = [one for one in told["findings"] if not one["rule"].startswith("form/")]
    return found, told["waived"]


def test_a_check_against_a_revision_finds_it_too(pull_request: History) -> None:
    (finding,), _waived = judged(pull_request, "--new-since", "main")
    assert (finding["rule"], finding["file"], finding["line"]) == (RULE, "members.yaml", 5)
    assert finding["message"].endswith("since main, and these were not raised: version, reviewed")
    assert judged(pull_request) == ([], [])

    pull_request.repo.configure(severity={RULE: "error"})
    assert judged(pull_request, "--new-since", "main")[0][0]["blocking"]
    assert RULE in pull_request.run("check", *DAY, "--new-since", "main").stdout
    pull_request.repo.configure(ignore=[RULE])
    assert RULE not in pull_request.run("check", *DAY, "--new-since", "main").stdout


def test_what_waives_it_is_unused_neither_without_a_revision_nor_by_the_next_change(pull_request: History) -> None:
    pull_request.edit("members.yaml", old="policycheck: 1\n", new=f"{WAIVER}policycheck: 1\n")
    now = judged(pull_request, "--new-since", "main")
    pull_request.commit("waive")
    later = judged(pull_request, "--new-since", "HEAD")
    alone = judged(pull_request)

    assert [len(one) for one in now] == [0, 1]
    assert (later, alone) == (([], []), ([], []))


def test_a_state_of_which_half_cannot_be_read_is_not_compared(pull_request: History) -> None:
    pull_request.repo.write("broken.yaml", "policycheck: 1\nkind: party\nid: [\n")

    assert judged(pull_request, "--new-since", "main") == ([], [])


def test_three_dots_leave_out_what_main_did_meanwhile(pull_request: History) -> None:
    pull_request.git("switch", "-q", "main")
    pull_request.edit("club.yaml", old="dpo@club.example", new="officer@club.example")
    pull_request.commit("new officer")
    pull_request.git("switch", "-q", "topic")

    assert "members officer-changed" in pull_request.changes("main..topic")
    for revisions in ("main...", "main...topic"):
        assert "members officer-changed" not in pull_request.changes(revisions)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_it_speaks_the_reader_s_language(pull_request: History, language: str) -> None:
    words = {"en": "Exit 0:", "fi": "Paluuarvo 0:", "sv": "Slutkod 0:"}

    assert words[language] in pull_request.run("diff", "main", *DAY, "--lang", language).stdout


def test_redacted_it_quotes_nothing(pull_request: History) -> None:
    for form in ("text", "markdown", "json"):
        done = pull_request.run("diff", "main", *DAY, "--format", form, "--redact")
        assert "Analytics" not in done.stdout
        assert "analytics" in done.stdout
        assert "since main, and these were not raised: version, reviewed" in " ".join(done.stdout.split())


def test_formats_go_to_files(pull_request: History, tmp_path: Path) -> None:
    target = tmp_path / "comment.md"
    done = pull_request.run("diff", "main", *DAY, "-q", "--output", f"markdown={target}")

    assert len(done.stdout.splitlines()) == 1
    assert target.read_text(encoding="utf-8").startswith(MARKER)
