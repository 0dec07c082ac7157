"""What cannot be compared is refused in clear words, with exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.changes.conftest import DAY, FILES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.changes.conftest import History
    from tests.conftest import Cli, PolicyRepo


@pytest.mark.parametrize("revisions", ["nowhere", "main..nowhere", "nowhere...", "main...nowhere", "--upload-pack=x"])
def test_an_unknown_revision(history: History, revisions: str) -> None:
    done = history.run("diff", *DAY, "--", revisions)

    assert done.exit_code == 2
    assert "git knows no revision" in done.stderr


def test_no_git_repository(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.register()
    done = run("diff", "main")

    assert done.exit_code == 2
    assert "git cannot tell: " in done.stderr


def test_no_git(history: History, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = history.run("diff", "main")

    assert done.exit_code == 2
    assert "git is not installed" in done.stderr


def test_a_shallow_clone(history: History, tmp_path: Path, run: Cli) -> None:
    first = history.git("rev-parse", "HEAD")
    history.commit("second")
    history.git("clone", "-q", "--depth", "1", f"file://{history.repo.root}", str(tmp_path / "shallow"))
    done = run("diff", first, "--repo", str(tmp_path / "shallow"))

    assert done.exit_code == 2
    assert "fetch-depth: 0" in done.stderr


@pytest.mark.parametrize("broken", ["{", "policycheck: 1\nkind: register\nid: members\npurpose: x\n"])
def test_documents_that_cannot_be_read_on_either_side(history: History, broken: str) -> None:
    history.repo.write("members.yaml", broken)
    now = history.run("diff", "main", *DAY)
    history.commit("break")
    history.repo.write("members.yaml", FILES["members.yaml"])
    before = history.run("diff", "topic", *DAY)

    assert now.exit_code == before.exit_code == 2
    assert "policycheck: members.yaml:" in now.stderr
    assert "policycheck: topic:members.yaml:" in before.stderr


def test_an_output_that_cannot_be_written_is_refused_before_the_work(history: History, tmp_path: Path) -> None:
    done = history.run("diff", "nowhere", "--output", f"json={tmp_path / 'no' / 'x.json'}")

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


def test_a_revision_before_there_were_registers(history: History) -> None:
    history.git("switch", "-q", "--orphan", "empty")
    history.commit("nothing yet")

    assert history.changes("empty..main") == ["members register-added"]
    assert history.changes("main..empty") == ["members register-removed"]
