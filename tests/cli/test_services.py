"""Jobs of GitHub and GitLab: the format is theirs unless another is asked for; files are named from the checkout."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Command, PolicyRepo

ONLY = ("--select", "gdpr/basis-stated", "--as-of", "2026-11-22")
GITHUB = {"GITHUB_ACTIONS": "true"}
GITLAB = {"GITLAB_CI": "true"}


@pytest.fixture
def registers(repo: PolicyRepo) -> PolicyRepo:
    """A repo that is a work tree of its own, wherever tests are run."""
    (repo.root / ".git").mkdir()
    repo.configure()
    repo.register()
    return repo


def test_a_github_job_gets_annotations_in_its_log(registers: PolicyRepo, command: Command) -> None:
    done = command("check", *ONLY, env=GITHUB, cwd=registers.root)

    assert done.stdout.startswith(b"::error file=customer.yaml,line=5,")
    assert done.returncode == 1


def test_a_github_job_gets_a_summary_behind_what_others_wrote(registers: PolicyRepo, command: Command) -> None:
    summary = registers.write("../summary.md", "before\n")

    command("check", *ONLY, env=GITHUB | {"GITHUB_STEP_SUMMARY": str(summary)})

    words = summary.read_text(encoding="utf-8")
    assert words.startswith("before\n<!-- policycheck -->\n")
    assert "`customer.yaml:5` `gdpr/basis-stated`" in words


def test_a_gitlab_job_gets_its_report_where_stdout_is_a_file_and_words_in_its_log(
    registers: PolicyRepo, command: Command
) -> None:
    path = registers.root.parent / "gl-code-quality-report.json"
    with path.open("wb") as file:
        command("check", *ONLY, env=GITLAB, stdout=file)

    assert json.loads(path.read_bytes())[0]["check_name"] == "gdpr/basis-stated"
    assert command("check", *ONLY, env=GITLAB).stdout.startswith(b"customer.yaml:5:3 error")


@pytest.mark.parametrize("surroundings", [GITHUB, GITLAB])
def test_a_format_that_is_asked_for_is_the_format(
    surroundings: dict[str, str], registers: PolicyRepo, command: Command
) -> None:
    summary = registers.root.parent / "summary.md"
    done = command("check", *ONLY, "--format", "compact", env=surroundings | {"GITHUB_STEP_SUMMARY": str(summary)})

    assert done.stdout.startswith(b"customer.yaml:5:3: error:")
    assert not summary.exists()


def test_outside_of_jobs_words_go_to_files_too(registers: PolicyRepo, command: Command) -> None:
    path = registers.root.parent / "report"
    with path.open("wb") as file:
        command("check", *ONLY, stdout=file)

    assert path.read_bytes().startswith(b"customer.yaml:5:3 error")


def named(output: str) -> str:
    found = json.loads(output)[0]["location"]["path"]
    assert isinstance(found, str)
    return found


def test_files_are_named_from_the_top_of_the_work_tree(repo: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    repo.configure()
    repo.register()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)  # noqa: S607 - whichever git there is

    assert named(run("check", *ONLY, "--format", "gitlab").stdout) == "repo/customer.yaml"


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_files_are_named_from_the_checkout_that_a_job_tells(
    name: str, registers: PolicyRepo, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(tmp_path))

    assert registers.root.name == "repo"
    assert named(run("check", *ONLY, "--format", "gitlab").stdout) == "repo/customer.yaml"


def test_a_checkout_that_does_not_hold_the_repo_names_no_file(
    registers: PolicyRepo, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))

    assert registers.root.is_dir()
    assert named(run("check", *ONLY, "--format", "gitlab").stdout) == "customer.yaml"
