from __future__ import annotations

import subprocess
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.source import LARGEST, Source, decode, files_of, find, load, nested_roots, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import PolicyRepo

IGNORED = """\
# what git leaves out
build/
/top-only.yaml
*.tmp.yaml
!kept.tmp.yaml
deep/**/gone.yaml
out
"""
TREE = (
    "a.yaml",
    "b.yml",
    "notes.txt",
    "top-only.yaml",
    "build/x.yaml",
    "sub/top-only.yaml",
    "sub/draft.tmp.yaml",
    "sub/kept.tmp.yaml",
    "sub/private.yaml",
    "sub/build/y.yaml",
    "deep/one/two/gone.yaml",
    "deep/one/two/here.yaml",
    "out/z.yaml",
    "letters/ä ö.yaml",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A policy repo with a file at every corner that discovery has to turn."""
    folder = tmp_path / "repo"
    _write(folder, [".policycheck.yaml", *TREE])
    (folder / ".gitignore").write_text(IGNORED, "utf-8")
    (folder / "sub" / ".gitignore").write_text("private.yaml\n", "utf-8")
    return folder


def test_the_root_is_the_nearest_folder_with_a_configuration(root: Path) -> None:
    assert root_of(root / "deep" / "one") == root
    assert root_of(root) == root
    assert root_of(root.parent) is None


def test_policy_repos_further_down_are_found_but_not_hidden_ones(root: Path) -> None:
    _write(root, ["z/.policycheck.yaml", "b/c/.policycheck.yaml", ".venv/x/.policycheck.yaml"])

    assert nested_roots(root) == [root / "b" / "c", root / "z"]


def test_yaml_files_are_found_sorted_and_as_git_would_keep_them(root: Path) -> None:
    _git(root, "init", "--quiet")
    kept = _git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")
    ours = [name for name in kept if name.endswith((".yaml", ".yml")) and not name.startswith(".")]

    assert _names(find([root], root), root) == sorted(ours)
    assert "sub/kept.tmp.yaml" in ours


def test_hidden_files_and_folders_and_other_policy_repos_are_not_ours(root: Path) -> None:
    before = find([root], root)
    _write(root, [".hidden.yaml", ".venv/x.yaml", "sub/.cache/x.yaml", "other/.policycheck.yaml", "other/x.yaml"])

    assert find([root], root) == before


def test_folders_that_overlap_are_looked_into_once(root: Path) -> None:
    whole = find([root], root)

    assert find([root / "sub", root, root / "deep"], root) == whole
    assert find([root / "sub"], root) == [path for path in whole if path.is_relative_to(root / "sub")]


def test_a_file_that_is_asked_for_is_found_whatever_git_ignores(root: Path) -> None:
    asked = [root / "notes.txt", root / "build" / "x.yaml"]

    assert find(asked, root) == sorted(asked)


def test_a_folder_outside_the_root_knows_no_gitignore(root: Path, tmp_path: Path) -> None:
    _write(tmp_path / "elsewhere", ["draft.tmp.yaml"])

    assert _names(find([tmp_path / "elsewhere"], root), tmp_path) == ["elsewhere/draft.tmp.yaml"]


def test_a_folder_that_cannot_be_looked_into_is_told_like_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    _write(tmp_path, ["a.yaml"])
    closed = tmp_path / "closed"

    assert find([closed, tmp_path / "a.yaml"], tmp_path) == [tmp_path / "a.yaml", closed]
    assert load(closed, "closed").broken == "form/readable"


def test_a_file_is_loaded_under_the_name_it_is_shown_by(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("name: Yhtiö\r\n".encode())

    assert load(file, "shown.yaml") == Source("shown.yaml", "name: Yhtiö\r\n")


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    missing, folder = load(tmp_path / "missing.yaml", "m"), load(tmp_path, "f")

    assert (missing.broken, missing.detail) == ("form/readable", "No such file or directory")
    assert (folder.broken, folder.detail) == ("form/readable", "not a regular file")


def test_a_file_that_no_person_wrote_is_not_even_opened(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(10 * LARGEST)

    assert load(large, "l") == Source("l", broken="form/not-too-large", detail="5")


def test_standard_input_keeps_to_the_same_size() -> None:
    assert decode(b" " * LARGEST, "-").broken is None
    assert decode(b" " * (LARGEST + 1), "-").broken == "form/not-too-large"


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode(BOM_UTF8 + b"a: 1", "f") == Source("f", "a: 1")


@pytest.mark.parametrize("before", [b"", BOM_UTF8])
def test_text_that_is_not_utf_8_tells_the_first_byte_that_is_wrong(before: bytes) -> None:
    source = decode(before + "name: Yhtiö".encode("latin-1"), "f")

    assert (source.text, source.broken, source.detail) == ("", "form/utf-8", str(len(before) + 11))


def test_a_binary_file_is_told_as_such() -> None:
    assert decode(b"\x89PNG\r\n\x1a\n\0\0", "f").broken == "form/text-not-binary"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["\ufeffpolicycheck: 1\n", "policycheck: 1\nname: Käyttäjät 😀\n", "a"])
def test_text_as_some_editors_save_it_is_not_called_binary(encoding: str, text: str) -> None:
    source = decode(text.encode(encoding), "f")

    assert (source.broken, source.detail) == ("form/utf-8", encoding[:6].upper())
    assert "save it as UTF-8" in source.why


@pytest.mark.parametrize(
    "content", [b"a\0\1\0", b"\0a\0\x0f", b"a\0\0\xd8", b"M\0\0\0\2\0\0\0", b"\0\0\0\0", b"ab\0", b"PK\3\4\0"]
)
def test_zeros_alone_make_no_text(content: bytes) -> None:
    assert decode(content, "f").broken == "form/text-not-binary"


@given(st.binary())
def test_every_file_is_either_text_or_says_what_is_wrong(content: bytes) -> None:
    source = decode(content, "f")

    assert source.broken is not None or source.text.encode() == content.removeprefix(BOM_UTF8)


def _write(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("policycheck: 1\n", "utf-8")


def _names(paths: Iterable[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def _git(folder: Path, *words: str) -> str:
    command = ["git", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode()


def test_a_repo_heeds_what_its_work_tree_ignores_unless_it_is_ignored_itself(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("drafts/\nscratch/\n", encoding="utf-8")
    for name in ("repo/a.yaml", "repo/drafts/b.yaml", "scratch/repo/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")

    assert find([tmp_path / "repo"], tmp_path / "repo") == [tmp_path / "repo" / "a.yaml"]
    assert find([tmp_path / "scratch" / "repo"], tmp_path / "scratch" / "repo") == [tmp_path / "scratch/repo/c.yaml"]


WITHIN = ("lia/chat.md", "./lia/chat.md", "lia/../lia/chat.md", "lia/chat.md#balance", "inside.md")
WITHOUT = ("../outside.md", "outside.md", "/outside.md", "folder/outside.md")
NO_FILES = ("lia", "lia/none.md", "", "round.md", "x" * 5000, "a\0b")


@pytest.mark.parametrize("path", WITHIN)
def test_a_file_of_the_repo_is_found_by_its_path_from_the_root(path: str, repo: PolicyRepo) -> None:
    repo.write("lia/chat.md", "x")
    (repo.root / "inside.md").symlink_to("lia/chat.md")

    assert files_of(repo.root)(path)


@pytest.mark.parametrize("path", WITHOUT + NO_FILES)
def test_what_is_no_file_or_lies_outside_the_repo_is_none_of_its_files(path: str, repo: PolicyRepo) -> None:
    repo.write("lia/chat.md", "x")
    outside = repo.root.parent / "outside.md"
    outside.write_text("x")
    (repo.root / "outside.md").symlink_to(outside)
    (repo.root / "folder").symlink_to(repo.root.parent)
    (repo.root / "round.md").symlink_to("round.md")

    assert not files_of(repo.root)(path)


def test_the_root_may_be_reached_by_a_link_itself(repo: PolicyRepo) -> None:
    repo.write("lia/chat.md", "x")
    link = repo.root.parent / "link"
    link.symlink_to(repo.root)

    assert files_of(link)("lia/chat.md")
