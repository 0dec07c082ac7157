"""A report is written whole or not at all, and to no folder that holds anything else."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from tests.overview.conftest import RESTS_ON

from policycheck.errors import OutputError, UsageError
from policycheck.evidence.manifest import NAME, read
from policycheck.site.folder import claim, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

FILES = [("b.html", b"two"), ("a.html", b"one")]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_lists_its_files(tmp_path: Path) -> None:
    assert write(tmp_path / "out", FILES, RESTS_ON) == ["a.html", "b.html"]
    assert [one.path for one in read(tmp_path / "out").files] == ["a.html", "b.html"]
    assert _names(tmp_path) == ["out"]


def test_a_new_report_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    write(tmp_path / "out", [*FILES, ("gone.html", b"")], RESTS_ON)
    claim(tmp_path / "out", force=False)
    write(tmp_path / "out", FILES, RESTS_ON)

    assert _names(tmp_path / "out") == ["a.html", "b.html", NAME]
    assert _names(tmp_path) == ["out"]


def test_a_folder_with_other_files_is_left_alone_unless_that_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "out", FILES, RESTS_ON)
    (tmp_path / "out" / "notes.txt").write_text("mine")

    with pytest.raises(UsageError, match=r"no part of a report: notes\.txt"):
        claim(tmp_path / "out", force=False)
    claim(tmp_path / "out", force=True)


def test_no_force_replaces_a_repo_or_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("git", "policy"):
        (tmp_path / name).mkdir()
    (tmp_path / "git" / ".git").mkdir()
    (tmp_path / "policy" / ".policycheck.yaml").write_text("policycheck: 1\n")
    monkeypatch.chdir(tmp_path / "git")

    for folder in (tmp_path, tmp_path / "git", tmp_path / "policy"):
        with pytest.raises(UsageError, match="does not replace it"):
            claim(folder, force=True)


def test_a_file_a_link_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)

    for name in ("file", "link", "missing/out"):
        with pytest.raises(OutputError):
            claim(tmp_path / name, force=True)


@pytest.mark.parametrize("failure", [errno.ENOSPC, errno.EACCES])
def test_the_old_report_stays_when_the_new_one_does_not_fit(tmp_path: Path, failure: int) -> None:
    def until_full() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"new"
        raise OSError(failure, os.strerror(failure))

    write(tmp_path / "out", FILES, RESTS_ON)
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "out", until_full(), RESTS_ON)

    assert (tmp_path / "out" / "a.html").read_bytes() == b"one"
    assert _names(tmp_path) == ["out"]


def test_the_command_writes_a_report_and_says_how_much(run: Cli, repo: PolicyRepo, tmp_path: Path) -> None:
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.register()
    out = tmp_path / "out"
    words = ("report", "--format", "html", "--out", out, "--as-of", "2026-11-22", "--lang", "en")
    done = run(*words)

    assert done.exit_code == 0, done.output
    assert f"files in {out}" in done.stdout
    assert "1 error" in done.stdout
    assert (out / "index.html").is_file()
    assert run(*words, "--fail-on", "error").exit_code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "html"), "--format html needs a folder"),
        (("--out", "out"), "--out is for the formats html, xlsx, docx, csv, markdown"),
        (("--audience", "public"), "--audience is for --format html"),
        (("--format", "html", "--out", "missing/out"), "its folder does not exist"),
    ],
)
def test_the_command_says_what_is_wrong(run: Cli, repo: PolicyRepo, words: tuple[str, ...], told: str) -> None:
    repo.configure()
    repo.register()
    done = run("report", *words)

    assert done.exit_code == 2
    assert told in done.stderr
