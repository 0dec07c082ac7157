"""Policy repos in real git repositories, and reports of them with a manifest."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from policycheck.evidence import evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

    from policycheck.evidence.types import Evidence

    Gather = Callable[..., Evidence]

DAY = ("--as-of", "2026-11-22")
NOBODY = {
    "GIT_AUTHOR_NAME": "nobody", "GIT_AUTHOR_EMAIL": "nobody@x.example",
    "GIT_COMMITTER_NAME": "nobody", "GIT_COMMITTER_EMAIL": "nobody@x.example",
}  # fmt: skip


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", *words],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **NOBODY, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


def commit(folder: Path, words: str = "change") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", words)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def gather(repo: PolicyRepo) -> Gather:
    """What a report of the repo rests on."""
    return lambda *paths, **asked: evidence(repo.check(*paths, keep_judgements=True, **asked))


@pytest.fixture
def committed(repo: PolicyRepo) -> PolicyRepo:
    """A repo of which all is committed."""
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register()
    git(repo.root, "init", "-q", "-b", "main")
    commit(repo.root, "begin")
    return repo


@pytest.fixture
def report(repo: PolicyRepo, run: Cli) -> Path:
    """A report in two formats, with its manifest, in a folder of its own."""
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register()
    folder = repo.root / "out"
    folder.mkdir()
    files = ("--output", "markdown=out/report.md", "--output", "json=out/report.json")
    done = run("report", *DAY, *files, "--manifest", "out/manifest.json", "--quiet")
    assert done.exit_code == 0, done.output
    return folder
