"""A team begins with gaps that are known, and nothing that is new slips in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

ONLY = ("--as-of", "2026-11-22")
NAME = ".policycheck-baseline"


@pytest.fixture
def gaps(repo: PolicyRepo) -> PolicyRepo:
    """A repo with gaps."""
    repo.configure()
    repo.register()
    return repo


def last(output: str) -> str:
    return output.splitlines()[-1]


def test_what_is_in_the_baseline_is_shown_as_known_and_does_not_fail(gaps: PolicyRepo, run: Cli) -> None:
    assert run("check", *ONLY).exit_code == 1
    made = run("baseline", "create", *ONLY)
    done = run("check", *ONLY)

    count = len((gaps.root / NAME).read_text(encoding="utf-8").splitlines()) - 1
    assert made.stdout == f"{NAME}: {count} known findings, {count} added, 0 taken out\n"
    assert done.exit_code == 0
    assert f"0 errors, 0 warnings, 0 notes, {count} known before." in last(done.stdout)
    assert "customer.yaml:5:3 known (baseline) gdpr/basis-stated: customer states no legal basis" in done.stdout


def test_the_report_hides_nothing(gaps: PolicyRepo, run: Cli) -> None:
    before = run("report", *ONLY).stdout
    run("baseline", "create", *ONLY)

    assert run("report", *ONLY).stdout == before
    assert run("check", *ONLY, "--no-baseline").exit_code == 1
    assert gaps.root.is_dir()


def test_growth_fails(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    text = (gaps.root / "customer.yaml").read_text(encoding="utf-8")
    gaps.write("customer.yaml", f"{text}  letters: {{category: newsletter}}\n")
    done = run("check", *ONLY)

    assert done.exit_code == 1
    assert "error gdpr/basis-stated" in done.stdout
    assert "1 error" in last(done.stdout)


def test_what_is_mended_is_told_and_pruned(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    text = (gaps.root / "customer.yaml").read_text(encoding="utf-8")
    gaps.write("customer.yaml", f"{text}version: 1\n".replace("orders}", "orders, legal_basis: {article: 6(1)(b)}}"))

    assert "mended since" in last(run("check", *ONLY).stdout)
    assert "mended  gdpr/basis-stated  register/customer: purposes/orders" in run("baseline", "show", *ONLY).stdout
    run("baseline", "prune", *ONLY)
    assert "gdpr/basis-stated" not in (gaps.root / NAME).read_text(encoding="utf-8")
    assert "mended since" not in last(run("check", *ONLY).stdout)


def test_pruning_takes_nothing_in(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    before = (gaps.root / NAME).read_bytes()
    gaps.register("chat")
    run("baseline", "prune", *ONLY)

    assert (gaps.root / NAME).read_bytes() == before
    run("baseline", "update", *ONLY)
    assert b"register/chat" in (gaps.root / NAME).read_bytes()


def test_rules_that_were_not_asked_are_not_mended(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)

    assert "mended" not in run("check", *ONLY, "--select", "gdpr/basis-stated").stdout
    assert gaps.root.is_dir()


def test_a_check_never_writes_the_baseline(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    before = (gaps.root / NAME).read_bytes()
    gaps.register("customer", "version: 2\n")
    run("check", *ONLY)

    assert (gaps.root / NAME).read_bytes() == before


def test_the_same_findings_give_the_same_bytes(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    before = (gaps.root / NAME).read_bytes()
    (gaps.root / "customer.yaml").rename(gaps.root / "renamed.yaml")
    run("baseline", "update", *ONLY)

    assert (gaps.root / NAME).read_bytes() == before
    lines = before.decode().splitlines()[1:]
    assert [line.split(" ", 2)[2] for line in lines] == sorted(line.split(" ", 2)[2] for line in lines)


def test_a_baseline_is_not_overwritten_by_create(gaps: PolicyRepo, run: Cli) -> None:
    gaps.write(NAME, "precious\n")
    done = run("baseline", "create", *ONLY)

    assert done.exit_code == 2
    assert "there is a baseline already" in done.stderr
    assert (gaps.root / NAME).read_text(encoding="utf-8") == "precious\n"


@pytest.mark.parametrize("action", ["prune", "show"])
def test_without_a_baseline_there_is_nothing_to_prune_or_show(action: str, gaps: PolicyRepo, run: Cli) -> None:
    done = run("baseline", action, *ONLY)

    assert done.exit_code == 2
    assert "there is no baseline\n  make one: policycheck baseline create" in done.stderr
    assert not (gaps.root / NAME).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# policycheck baseline 2: later\n", f"{NAME}:1:1: was written by a newer policycheck: its version is 2"),
        ("gdpr/basis-stated\n", f"{NAME}:1:1: is no baseline"),
        ("", f"{NAME}:1:1: is no baseline"),
        ("# policycheck baseline 1\n<<<<<<< ours\n", f"{NAME}:2:1: this line is no entry of a baseline"),
        (
            f"# policycheck baseline 1\n{'0' * 16} waivers/in-force y\n",
            f"{NAME}:2:1: this line is no entry of a baseline",
        ),
        ("# policycheck baseline 1\n\n0123 gdpr/x y\n", f"{NAME}:3:1: this line is no entry of a baseline"),
        (b"\xff\xfe", f"{NAME}: cannot be read"),
    ],
)
def test_a_broken_baseline_is_refused_on_its_line_and_can_be_written_anew(
    text: str | bytes, told: str, gaps: PolicyRepo, run: Cli
) -> None:
    gaps.write(NAME, text)
    done = run("check", *ONLY)

    assert done.exit_code == 2
    assert told in done.stderr
    assert run("baseline", "update", *ONLY).exit_code == 0
    assert run("check", *ONLY).exit_code == 0


def test_programs_are_told_what_was_known(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    told = json.loads(run("check", *ONLY, "--format", "json").stdout)

    assert told["findings"] == []
    assert {item["by"] for item in told["known"]} == {"baseline"}
    assert not any(item["finding"]["blocking"] for item in told["known"])
    log = json.loads(run("check", *ONLY, "--format", "sarif").stdout)
    assert {result["baselineState"] for result in log["runs"][0]["results"]} == {"unchanged"}
    assert "<failure" not in run("check", *ONLY, "--format", "junit").stdout
    assert "not ok" not in run("check", *ONLY, "--format", "tap").stdout
    assert len(json.loads(run("check", *ONLY, "--format", "gitlab").stdout)) == len(told["known"])
    assert gaps.root.is_dir()


WAIVER = """\
policycheck: 1
kind: waiver
id: aside
rule: gdpr/basis-stated
place: "register/customer: purposes"
reason: The basis is being settled.
owner: it-lead
until: 2027-03-31
"""


def test_what_is_waived_is_not_mended(gaps: PolicyRepo, run: Cli) -> None:
    run("baseline", "create", *ONLY)
    before = run("check", *ONLY).stdout
    gaps.write("aside.yaml", WAIVER)
    done = run("check", *ONLY).stdout

    assert "1 waived" in done
    assert "mended" not in before + done
    assert "0 taken out" in run("baseline", "prune", *ONLY).stdout
    assert "of which 0 mended" in run("baseline", "show", *ONLY).stdout
    assert "1 taken out" in run("baseline", "update", *ONLY).stdout
