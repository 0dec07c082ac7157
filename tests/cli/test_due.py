"""`policycheck due`: formats and files, languages, horizon, what it does without."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.agenda import FORMATS

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo

DAY = ("--as-of", "2026-11-22")
CLUB = "policycheck: 1\nkind: organisation\nid: club\nname: Rowing Club\nroles: {secretary: {title: Secretary}}\n"
SUMMARIES = {
    "en": "As of 2026-11-22. Due until 2027-05-21: 1. Overdue: 1.\n",
    "fi": "Tilanne 22.11.2026. Määräpäiviä 21.5.2027 mennessä: 1. Myöhässä: 1.\n",
    "sv": "Läget den 22 november 2026. Att göra till och med den 21 maj 2027: 1. Försenat: 1.\n",
}


@pytest.fixture(autouse=True)
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo with a review that is overdue, one that comes within half a year, and one that does not."""
    repo.configure()
    repo.write("club.yaml", CLUB)
    for name, day in {"late": "2025-01-31", "soon": "2026-01-31", "later": "2026-09-01"}.items():
        repo.register(name, f"responsible: secretary\nreviewed: {day}\nreview_every: P1Y\n")
    return repo


@pytest.mark.parametrize("language", SUMMARIES)
def test_it_tells_what_is_overdue_and_what_falls_due(language: str, run: Cli) -> None:
    done = run("due", *DAY, "--lang", language)

    assert done.exit_code == 0
    assert done.stdout.endswith(SUMMARIES[language])
    assert [name in done.stdout for name in ("late.yaml:", "soon.yaml:", "later.yaml:")] == [True, True, False]


def test_the_horizon_can_be_further(run: Cli) -> None:
    told = json.loads(run("due", *DAY, "--within", "P1Y", "--format", "json").stdout)

    assert [item["subject"] for item in told["items"]] == ["late", "soon", "later"]
    assert told["horizon"] == "2027-11-22"


def test_paths_say_of_which_files(run: Cli) -> None:
    told = json.loads(run("due", "soon.yaml", *DAY, "--format", "json").stdout)

    assert [item["subject"] for item in told["items"]] == ["soon"]


def test_formats_are_written_beside_the_one_on_stdout(run: Cli, repo: PolicyRepo) -> None:
    outputs = [word for form in FORMATS for word in ("--output", f"{form}=agenda.{form}")]

    done = run("due", *DAY, *outputs)

    assert done.exit_code == 0
    assert (repo.root / "agenda.text").read_text("utf-8") == done.stdout
    assert (repo.root / "agenda.ics").read_bytes().count(b"BEGIN:VEVENT\r\n") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--within", "soon"), "no ISO 8601 period"),
        (("--as-of", "2026-02-30"), "no day"),
        (("--format", "pdf"), "'pdf' is not one of"),
        (("--output", "pdf=x"), "FORMAT=PATH"),
        (("nowhere",), "no such file or folder"),
        (("--output", "ics=nowhere/x.ics"), "cannot be written"),
    ],
)
def test_bad_input_is_told(words: tuple[str, ...], said: str, run: Cli) -> None:
    done = run("due", *words)

    assert done.exit_code == 2
    assert said in done.stderr


def test_without_the_library_nothing_is_written(run: Cli, repo: PolicyRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "policycheck.agenda.ics", raising=False)

    done = run("due", "--output", "ics=agenda.ics", "--output", "json=agenda.json")

    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "policycheck: the format 'ics' needs the library icalendar, which is not installed",
        "  install it: pip install 'policycheck[calendar]'",
    ]
    assert not list(repo.root.glob("agenda.*"))


@pytest.mark.parametrize("form", FORMATS)
def test_same_repo_and_day_give_the_same_bytes(form: str, command: Command) -> None:
    seeds: list[dict[str, Any]] = [{"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}]
    said = {command("due", *DAY, "--lang", "sv", "--format", form, env=seed).stdout for seed in seeds}

    assert len(said) == 1
    assert said != {b""}


@pytest.mark.parametrize("form", FORMATS)
def test_the_library_is_loaded_only_for_a_calendar(form: str, command: Command) -> None:
    done = command("due", *DAY, "--format", form, env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert done.returncode == 0
    assert (b"icalendar" in done.stderr) == (form == "ics")
