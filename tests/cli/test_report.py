"""`policycheck report`: exit codes, formats and files, languages, horizon."""

from __future__ import annotations

import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.cards import Rulebook
from policycheck.cli.progress import ERASED, progress
from policycheck.overview import FORMATS

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo

DAY = ("--as-of", "2026-11-22")
CLUB = "policycheck: 1\nkind: organisation\nid: club\nname: Rowing Club\nroles: {secretary: {title: Secretary}}\n"
HEADINGS = {
    "en": ["Registers", "What to mend, and by whom", "Open points", "What comes up until 2027-11-22"],
    "fi": ["Rekisterit", "Mitä korjataan ja kuka korjaa", "Avoimet kohdat", "Mitä on tulossa 22.11.2027 mennessä"],
    "sv": [
        "Register",
        "Vad som ska korrigeras och av vem",
        "Öppna punkter",
        "Vad som är på väg till och med 2027-11-22",
    ],
}


@pytest.fixture(autouse=True)
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo with an error, and a review that is overdue."""
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.write("club.yaml", CLUB)
    repo.register("customer", "responsible: secretary\nreviewed: 2025-01-31\nreview_every: P1Y\n")
    return repo


def test_a_report_of_a_repo_with_gaps_is_no_failure(run: Cli) -> None:
    done = run("report", *DAY)

    assert done.exit_code == 0
    assert "Secretary: 1 error" in done.stdout
    assert " ".join(done.stdout.split()).endswith("Exit code 0: a report fails only where --fail-on says so.")
    assert done.stderr == ""


@pytest.mark.parametrize("threshold", ["error", "warning", "info"])
def test_a_report_fails_where_that_is_asked(threshold: str, run: Cli) -> None:
    done = run("report", *DAY, "--fail-on", threshold)

    assert done.exit_code == 1
    assert f"Exit code 1: 1 finding at or above '{threshold}'." in " ".join(done.stdout.split())


def test_milder_findings_than_asked_for_are_no_failure(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(select=["gdpr/basis-stated"], severity={"gdpr/basis-stated": "warning"}, fail_on="warning")

    assert run("report", *DAY, "--fail-on", "error").exit_code == 0
    assert run("report", *DAY, "--fail-on", "warning").exit_code == 1
    assert run("report", *DAY).exit_code == 0


def test_what_cannot_be_read_is_told_and_is_no_failure_of_the_report(repo: PolicyRepo, run: Cli) -> None:
    repo.write("broken.yaml", "a: [\n")

    done = run("report", *DAY)

    assert done.exit_code == 0
    assert "could not be read; 1 error" in done.stdout


@pytest.mark.parametrize("words", [("missing",), ("--within", "soon"), ("--output", "html=x"), ("--format", "compact")])
def test_a_job_that_cannot_be_done_ends_with_2(words: tuple[str, ...], run: Cli) -> None:
    assert run("report", *DAY, *words).exit_code == 2


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_stdout_and_to_files_alike(form: str, repo: PolicyRepo, run: Cli) -> None:
    shown = run("report", *DAY, "--format", form)
    run("report", *DAY, "--output", f"{form}=out.{form}", "--output", "json=other.json", "--quiet")

    assert (repo.root / f"out.{form}").read_bytes() == shown.stdout_bytes
    assert json.loads((repo.root / "other.json").read_text("utf-8"))["format"] == "policycheck/overview/v1"


def test_no_file_is_left_where_one_cannot_be_written(repo: PolicyRepo, run: Cli) -> None:
    before = sorted(repo.root.iterdir())

    assert run("report", *DAY, "--output", "json=missing/out.json").exit_code == 2
    assert sorted(repo.root.iterdir()) == before


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("language", HEADINGS)
def test_people_are_told_in_their_language(language: str, form: str, run: Cli) -> None:
    lines = run("report", *DAY, "--lang", language, "--format", form).stdout.splitlines()
    mark = "## " if form == "markdown" else ""

    assert [line for line in lines if line in {f"{mark}{heading}" for heading in HEADINGS[language]}] == [
        f"{mark}{heading}" for heading in HEADINGS[language]
    ]


def test_programs_are_told_in_the_language_of_the_repo_and_not_of_the_terminal(
    repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")

    assert json.loads(run("report", *DAY, "--format", "json").stdout)["language"] == "en"
    assert run("report", *DAY).stdout.startswith("Rowing Club, tilanne 22.11.2026, suomeksi\n")

    repo.configure(language="sv")
    assert json.loads(run("report", *DAY, "--format", "json").stdout)["language"] == "sv"


def test_a_language_that_not_every_pack_speaks_is_told_in_english_and_said_so(
    run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rulebook, "spoken", lambda _, __: "en")

    done = run("report", *DAY, "--lang", "fi")

    assert done.stdout.startswith("Rowing Club, as of 2026-11-22, in English\n")
    assert "”fi”" in done.stderr


def upcoming(run: Cli, *words: object) -> list[str]:
    told: Any = json.loads(run("report", "--format", "json", *words).stdout)
    return [item["day"] for item in told["upcoming"]]


def test_the_horizon_is_a_year_unless_another_is_asked_for(repo: PolicyRepo, run: Cli) -> None:
    repo.register("guests", "reviewed: 2026-11-22\nreview_every: P6M\n")
    repo.register("boats", "reviewed: 2026-11-22\nreview_every: P2Y\n")

    assert upcoming(run, *DAY) == ["2026-01-31", "2027-05-22"]
    assert upcoming(run, *DAY, "--within", "P1M") == ["2026-01-31"]
    assert upcoming(run, *DAY, "--within", "P2Y") == ["2026-01-31", "2027-05-22", "2028-11-22"]


def test_paths_select_what_the_report_is_about(repo: PolicyRepo, run: Cli) -> None:
    guests = repo.register("guests")

    told = json.loads(run("report", *DAY, "--format", "json", guests).stdout)

    assert [register["id"] for register in told["registers"]] == ["guests"]
    assert told["counts"]["error"] == 1


def test_rules_are_selected_as_in_a_check(run: Cli) -> None:
    told = json.loads(run("report", *DAY, "--format", "json", "--select", "hygiene").stdout)

    assert told["counts"]["error"] == 0
    assert [pack["pack"] for pack in told["packs"]] == ["hygiene"]


@pytest.mark.parametrize("form", FORMATS)
def test_order_of_hashes_changes_nothing(form: str, command: Command) -> None:
    said = {command("report", *DAY, "--format", form, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}

    assert len(said) == 1


class Screen(io.StringIO):
    """A stream that is a terminal, or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_progress_is_shown_where_work_is_long_and_leaves_no_trace() -> None:
    screen = Screen(terminal=True)

    with progress("reading", screen, patience=0.01):
        time.sleep(0.1)

    assert screen.getvalue().startswith(f"{ERASED}policycheck: reading .")
    assert screen.getvalue().endswith(ERASED)


@pytest.mark.parametrize(("terminal", "patience"), [(False, 0.01), (True, 60.0)])
def test_no_progress_is_shown_to_programs_or_where_work_is_short(terminal: bool, patience: float) -> None:  # noqa: FBT001
    screen = Screen(terminal=terminal)

    with progress("reading", screen, patience=patience):
        time.sleep(0.03)

    assert screen.getvalue() == ""
