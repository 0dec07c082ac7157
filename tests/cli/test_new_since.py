"""Only what is new since a revision fails: tried in real git repositories."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

ONLY = ("check", "--as-of", "2026-11-22", "--select", "gdpr/basis-stated,form")
NOBODY = {
    "GIT_AUTHOR_NAME": "nobody", "GIT_AUTHOR_EMAIL": "nobody@x.example",
    "GIT_COMMITTER_NAME": "nobody", "GIT_COMMITTER_EMAIL": "nobody@x.example",
}  # fmt: skip


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *words],  # noqa: S607 - whichever git there is
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **NOBODY, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout


def commit(folder: Path, words: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", words)


@pytest.fixture
def history(repo: PolicyRepo) -> PolicyRepo:
    """A repo with a gap on its main branch, and a branch that leaves it."""
    repo.configure()
    repo.register()
    git(repo.root, "init", "-q", "-b", "main")
    commit(repo.root, "begin")
    git(repo.root, "switch", "-q", "-c", "topic")
    return repo


def test_what_was_there_is_shown_as_such_and_does_not_fail(history: PolicyRepo, run: Cli) -> None:
    done = run(*ONLY, "--new-since", "main")

    assert done.exit_code == 0
    assert "customer.yaml:5:3 known (main) gdpr/basis-stated" in done.stdout
    assert "1 known before" in done.stdout
    assert history.root.is_dir()


def test_what_is_new_fails_before_it_is_committed_and_after(history: PolicyRepo, run: Cli) -> None:
    history.register("chat")
    first = run(*ONLY, "--new-since", "main")
    commit(history.root, "chat")
    second = run(*ONLY, "--new-since", "main")

    assert first.stdout == second.stdout
    assert first.exit_code == second.exit_code == 1
    assert "chat.yaml:5:3 error gdpr/basis-stated" in first.stdout


def test_moved_and_shifted_findings_were_there(history: PolicyRepo, run: Cli) -> None:
    text = (history.root / "customer.yaml").read_text(encoding="utf-8")
    git(history.root, "mv", "customer.yaml", "moved.yaml")
    history.write("moved.yaml", f"# three\n# lines\n\n{text}")

    assert run(*ONLY, "--new-since", "main").exit_code == 0


def test_what_the_main_branch_mended_meanwhile_is_not_blamed_on_the_topic(history: PolicyRepo, run: Cli) -> None:
    git(history.root, "switch", "-q", "main")
    history.register("customer", "    legal_basis: {article: 6(1)(b)}\n")
    history.write("customer.yaml", "policycheck: 1\nkind: register\nid: customer\n")
    commit(history.root, "mend")
    git(history.root, "switch", "-q", "topic")

    assert run(*ONLY, "--new-since", "main").exit_code == 0


def test_what_the_branch_mends_is_counted(history: PolicyRepo, run: Cli) -> None:
    history.write("customer.yaml", "policycheck: 1\nkind: register\nid: customer\n")

    assert "1 mended since" in run(*ONLY, "--new-since", "main").stdout


def test_a_new_rule_is_not_blamed_on_the_branch(history: PolicyRepo, run: Cli) -> None:
    history.card("ours/worded")

    done = run("check", "--as-of", "2026-11-22", "--select", "ours", "--new-since", "main")

    assert done.exit_code == 0
    assert "known (main) ours/worded" in done.stdout


def test_only_records_of_the_repo_are_read_at_the_revision(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(folders=["registers"])
    repo.register("registers/customer")
    for name in ("elsewhere/customer", "registers/.hidden/customer", "registers/nested/customer"):
        repo.register(name)
    repo.write("registers/nested/.policycheck.yaml", "policycheck: 1\n")
    git(repo.root, "init", "-q")
    commit(repo.root, "begin")
    (repo.root / "registers/link.yaml").symlink_to("customer.yaml")

    done = run(*ONLY, "--new-since", "HEAD")

    assert "mended" not in done.stdout


def test_a_repo_may_be_a_folder_of_the_repository(repo: PolicyRepo, run: Cli, tmp_path: Path) -> None:
    repo.configure()
    repo.register()
    git(tmp_path, "init", "-q")
    commit(tmp_path, "begin")

    assert run(*ONLY, "--new-since", "HEAD").exit_code == 0


def test_an_unknown_revision_is_said(history: PolicyRepo, run: Cli) -> None:
    done = run(*ONLY, "--new-since", "nowhere")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "git knows no revision 'nowhere' here" in done.stderr
    assert history.root.is_dir()


def test_before_the_first_commit_everything_is_new(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.register()
    git(repo.root, "init", "-q")

    done = run(*ONLY, "--new-since", "HEAD")
    assert (done.exit_code, done.stderr) == (1, "")
    assert "customer.yaml:5:3 error gdpr/basis-stated" in done.stdout
    assert run("diff", "HEAD").exit_code == 0
    assert run(*ONLY, "--new-since", "main~1").exit_code == 2


def test_a_revision_is_no_option(history: PolicyRepo, run: Cli) -> None:
    done = run(*ONLY, "--new-since=--output=stolen")

    assert done.exit_code == 2
    assert not (history.root / "stolen").exists()


def test_a_shallow_clone_is_told_from_a_wrong_name(
    history: PolicyRepo, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(history.root, "rev-parse", "HEAD").strip()
    history.register("chat")
    commit(history.root, "chat")
    git(tmp_path, "clone", "-q", "--depth", "1", history.root.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    done = run(*ONLY, "--new-since", first)

    assert done.exit_code == 2
    assert "this clone is shallow: fetch that revision" in done.stderr


def test_a_clone_too_shallow_to_show_where_the_branch_began_blames_nobody(
    history: PolicyRepo, run: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.write("customer.yaml", "policycheck: 1\nkind: register\nid: customer\n")
    commit(history.root, "mend")
    git(history.root, "switch", "-q", "-c", "other", "main")
    history.register("chat")
    commit(history.root, "chat")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", history.root.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    done = run(*ONLY, "--new-since", "origin/topic")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "does not reach back to where 'origin/topic' was left" in done.stderr
    assert "git fetch --unshallow" in done.stderr
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert "chat.yaml:5:3 error gdpr/basis-stated" in run(*ONLY, "--new-since", "origin/topic").stdout


def test_outside_of_git_it_is_said(repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.configure()
    repo.register()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repo.root.parent))
    done = run(*ONLY, "--new-since", "main")

    assert done.exit_code == 2
    assert "not a git repository" in done.stderr


def test_without_git_it_is_said(history: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(history.root))
    done = run(*ONLY, "--new-since", "main")

    assert done.exit_code == 2
    assert "git is not installed" in done.stderr


WAIVE = "# policycheck: waive gdpr/basis-stated until {until} by it-lead -- r"
WITH_WAIVERS = ("check", "--as-of", "2026-11-22", "--select", "gdpr/basis-stated,form,waivers")


def waived(repo: PolicyRepo, until: str, more: str = "") -> None:
    path = repo.register()
    lines = path.read_text().replace("orders}", f"orders}} {WAIVE.format(until=until)}")
    path.write_text(lines + more)


def test_a_waiver_that_ended_meanwhile_is_not_blamed_on_a_change(history: PolicyRepo, run: Cli) -> None:
    waived(history, "2026-11-21")
    git(history.root, "switch", "-q", "main")
    commit(history.root, "waive")
    git(history.root, "switch", "-q", "-c", "change")
    waived(history, "2026-11-21", "name: Customers\n")
    done = run(*WITH_WAIVERS, "--new-since", "main")

    assert done.exit_code == 0
    assert "2 known before" in done.stdout
    assert run(*WITH_WAIVERS).exit_code == 1


def test_a_waiver_that_a_change_takes_away_leaves_its_finding_new(history: PolicyRepo, run: Cli) -> None:
    waived(history, "2027-06-30")
    git(history.root, "switch", "-q", "main")
    commit(history.root, "waive")
    git(history.root, "switch", "-q", "-c", "change")
    history.register()

    assert run(*WITH_WAIVERS, "--new-since", "main").exit_code == 1
    assert run(*WITH_WAIVERS, "--new-since", "main", "--no-waivers").exit_code == 0


def test_a_malformed_waiver_that_a_change_brings_fails(history: PolicyRepo, run: Cli) -> None:
    waived(history, "soon")

    done = run(*WITH_WAIVERS, "--new-since", "main")
    assert done.exit_code == 1
    assert "waivers/comment-well-formed" in done.stdout


FORM = ("check", "--as-of", "2026-11-22", "--select", "form", "--new-since", "main")


def test_a_code_that_is_none_was_there_where_its_document_is_judged(history: PolicyRepo, run: Cli) -> None:
    git(history.root, "switch", "-q", "main")
    history.register("customer", "data_subjects: [nobody-known]\n")
    commit(history.root, "a code that is none")
    known = run(*FORM)

    assert "known (main) form/code-known" in known.stdout
    assert known.exit_code == 0
    history.register("customer", "data_subjects: [somebody-known]\n")
    assert run(*FORM).exit_code == 1


def test_a_document_that_cannot_be_read_fails_whatever_was_there(history: PolicyRepo, run: Cli) -> None:
    git(history.root, "switch", "-q", "main")
    history.register("customer", "purpozes: what else is new is not seen\n")
    commit(history.root, "a key that is none")

    assert run(*FORM).exit_code == 1
