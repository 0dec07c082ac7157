"""Whether a report rests on what is in the commit: tried in real git repositories."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.evidence.conftest import commit, git

from policycheck import Request, check
from policycheck.evidence import evidence
from policycheck.evidence.types import Tree, TreeState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PolicyRepo
    from tests.evidence.conftest import Gather


def head(repo: PolicyRepo) -> str:
    return git(repo.root, "rev-parse", "HEAD")


def clean(repo: PolicyRepo) -> Tree:
    return Tree(TreeState.CLEAN, head(repo))


def changed(repo: PolicyRepo, *names: str) -> Tree:
    return Tree(TreeState.CHANGED, head(repo), names)


def test_outside_of_git_there_is_no_commit(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()

    assert gather().tree == Tree(TreeState.NO_GIT)


def test_before_the_first_commit_there_is_none(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    git(repo.root, "init", "-q")

    assert gather().tree == Tree(TreeState.NO_COMMIT)


def test_a_repository_that_git_does_not_read_is_not_told_of(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    (repo.root / ".git").mkdir()

    assert gather().tree == Tree(TreeState.UNKNOWN)


def test_without_git_on_the_machine_nothing_is_told(
    committed: PolicyRepo, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(committed.root))

    assert gather().tree == Tree(TreeState.UNKNOWN)


def test_a_commit_without_its_files_tells_nothing(committed: PolicyRepo, gather: Gather) -> None:
    tree = git(committed.root, "rev-parse", "HEAD^{tree}")
    (committed.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    assert gather().tree == Tree(TreeState.UNKNOWN)


def test_what_is_as_in_the_commit_is_clean(committed: PolicyRepo, gather: Gather) -> None:
    assert gather().tree == clean(committed)


def test_a_changed_register_is_named_also_when_it_is_staged(committed: PolicyRepo, gather: Gather) -> None:
    committed.register(body="name: Other\n")
    assert gather().tree == changed(committed, "customer.yaml")

    git(committed.root, "add", "-A")
    assert gather().tree == changed(committed, "customer.yaml")


def test_a_new_register_is_not_in_the_commit(committed: PolicyRepo, gather: Gather) -> None:
    committed.register("new")

    assert gather().tree == changed(committed, "new.yaml")


def test_a_register_that_is_gone_is_told(committed: PolicyRepo, gather: Gather) -> None:
    committed.register("old")
    commit(committed.root)
    (committed.root / "old.yaml").unlink()

    assert gather().tree == changed(committed, "old.yaml")


def test_the_configuration_counts_and_so_do_own_packs(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    repo.card("ours/words")
    git(repo.root, "init", "-q")
    commit(repo.root)
    assert gather(select=()).tree == clean(repo)

    repo.card("ours/words", severity="info")
    repo.configure(packs=["packs"], language="fi")
    assert gather(select=()).tree == changed(repo, ".policycheck.yaml", "packs/ours/words.yaml")


def test_files_that_no_report_rests_on_do_not_count(committed: PolicyRepo, gather: Gather) -> None:
    committed.write("out/report.html", "<p>")
    committed.write(".hidden/a.yaml", "a: 1\n")
    committed.write("notes.txt", "x")

    assert gather().tree == clean(committed)


def test_ignored_files_are_not_read_and_do_not_count(committed: PolicyRepo, gather: Gather) -> None:
    committed.write(".gitignore", "drafts/\n")
    committed.register("drafts/idea")

    assert gather().tree == clean(committed)
    named = gather(committed.root / "drafts" / "idea.yaml", committed.root / "customer.yaml")
    assert named.tree == changed(committed, "drafts/idea.yaml")


@pytest.mark.parametrize("text", ["policycheck: 1\r\nkind: register\r\nid: a\r\n", "\ufeffpolicycheck: 1\nkind: x\n"])
def test_line_ends_and_marks_are_what_they_are_in_the_commit(text: str, committed: PolicyRepo, gather: Gather) -> None:
    committed.write("a.yaml", text.encode())
    commit(committed.root)
    assert gather().tree == clean(committed)

    git(committed.root, "config", "core.autocrlf", "true")
    committed.write("customer.yaml", (committed.root / "customer.yaml").read_bytes().replace(b"\n", b"\r\n"))
    assert gather().tree == clean(committed)


@pytest.mark.parametrize("content", [b"a: \xff\n", b"\0\1", b"", b"x" * 5_000_001])
def test_what_cannot_be_read_is_held_against_the_commit_by_its_bytes(
    content: bytes, committed: PolicyRepo, gather: Gather
) -> None:
    committed.write("odd.yaml", content)
    commit(committed.root)
    assert gather().tree == clean(committed)

    committed.write("odd.yaml", content + b"\xfe")
    assert gather().tree == changed(committed, "odd.yaml")


@pytest.mark.parametrize("name", ["with space.yaml", "ä\u202e.yaml", "new\nline.yaml", '"quoted".yaml', "-x.yaml"])
def test_any_name_of_a_file_is_understood(name: str, committed: PolicyRepo, gather: Gather) -> None:
    committed.write(name, "policycheck: 1\nkind: register\nid: a\n")
    assert gather().tree == changed(committed, name)

    commit(committed.root)
    assert gather().tree == clean(committed)


def test_a_policy_repo_in_a_folder_of_a_repository_is_a_tree_of_its_own(committed: PolicyRepo) -> None:
    folder = committed.root / "policies"
    committed.write("policies/.policycheck.yaml", "policycheck: 1\n")
    committed.write("policies/a.yaml", "policycheck: 1\nkind: register\nid: a\n")
    commit(committed.root)
    committed.register(body="name: Other\n")

    assert evidence(check(Request((folder,)))).tree == clean(committed)


def test_documents_from_the_work_tree_around_count(repo: PolicyRepo) -> None:
    shop = "policycheck: 1\nkind: organisation\nid: shop\nname: Shop\n"
    repo.write("shop.yaml", shop)
    repo.write("in/a.yaml", "policycheck: 1\nkind: register\nid: a\ncontroller: shop\n")
    git(repo.root, "init", "-q")
    commit(repo.root)
    asked = Request((repo.root / "in",))
    assert evidence(check(asked)).tree == clean(repo)

    repo.write("shop.yaml", shop.replace("Shop", "Store"))
    repo.write("other.yaml", "a: 1\n")
    found = evidence(check(asked))
    assert found.tree == changed(repo, "../shop.yaml")
    assert sorted(found.files) == ["../shop.yaml", "a.yaml"]


def test_a_detached_head_a_worktree_and_a_shallow_clone_have_a_commit(committed: PolicyRepo, tmp_path: Path) -> None:
    first = head(committed)
    committed.register("second")
    second = commit(committed.root)
    git(committed.root, "worktree", "add", "-q", "--detach", str(tmp_path / "tree"), first)
    git(tmp_path, "clone", "-q", "--depth", "1", committed.root.as_uri(), "shallow")
    git(committed.root, "checkout", "-q", "--detach", first)

    trees = [evidence(check(Request((at,)))).tree for at in (tmp_path / "tree", tmp_path / "shallow", committed.root)]
    assert trees == [Tree(TreeState.CLEAN, each) for each in (first, second, first)]


def test_registers_of_a_submodule_are_held_against_its_commit(
    committed: PolicyRepo, gather: Gather, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    (other / "shared.yaml").write_text("policycheck: 1\nkind: register\nid: shared\n")
    commit(other)
    git(committed.root, "submodule", "add", "-q", other.as_uri(), "shared")
    commit(committed.root)
    assert gather().tree == clean(committed)

    committed.write("shared/shared.yaml", "policycheck: 1\nkind: register\nid: shared\nname: x\n")
    assert gather().tree == changed(committed, "shared/shared.yaml")
    commit(committed.root / "shared")
    assert gather().tree == changed(committed, "shared/shared.yaml")


def test_what_a_link_leads_to_is_what_was_read(committed: PolicyRepo, gather: Gather, tmp_path: Path) -> None:
    committed.write(".store/a.yaml", "policycheck: 1\nkind: register\nid: a\n")
    (committed.root / "a.yaml").symlink_to(".store/a.yaml")
    commit(committed.root)
    assert gather().tree == clean(committed)

    outside = tmp_path / "b.yaml"
    outside.write_text("policycheck: 1\nkind: register\nid: b\n")
    (committed.root / "b.yaml").symlink_to(outside)
    commit(committed.root)
    assert gather().tree == changed(committed, "b.yaml")


def test_a_link_in_a_circle_is_in_no_commit(committed: PolicyRepo, gather: Gather) -> None:
    (committed.root / "loop.yaml").symlink_to("loop.yaml")
    commit(committed.root)

    assert gather().tree == changed(committed, "loop.yaml")


def test_a_repository_with_objects_of_sha256_is_read(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    git(repo.root, "init", "-q", "--object-format=sha256")
    commit(repo.root)

    assert gather().tree == clean(repo)
    assert len(head(repo)) == 64


def test_nothing_that_a_repository_configures_is_run(committed: PolicyRepo, gather: Gather, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    committed.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    commit(committed.root)
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external",
        "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv", "diff.evil.command",
        "pager.ls-tree", "pager.rev-parse", "alias.ls-tree",
    ):  # fmt: skip
        git(committed.root, "config", key, str(trap))
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(trap, committed.root / ".git" / "hooks" / hook)
    os.utime(committed.root / "customer.yaml", (1, 1))

    assert gather().tree.state is TreeState.CLEAN
    assert not (tmp_path / "sprung").exists()


def test_a_hook_of_another_repository_changes_nothing(
    committed: PolicyRepo, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"GIT_DIR": ".git", "GIT_INDEX_FILE": "nowhere", "GIT_WORK_TREE": "/"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(committed.root.parent)

    found = gather().tree

    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert found == clean(committed)
