"""How the files that were read stand to git's current commit.

They are held against the objects of the commit here, and not by `git status`: that runs the filters which a repository
configures, and looks at files that no report rests on, such as the report itself.
"""

from __future__ import annotations

import os
from hashlib import new
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from policycheck.errors import UsageError
from policycheck.evidence.types import Tree, TreeState
from policycheck.git import git
from policycheck.source import SUFFIXES, work_tree_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.config import Config
    from policycheck.evidence.inputs import Input

_SUBMODULE = b"160000"
_MARK = b"\xef\xbb\xbf"
_SHA1_DIGITS = 40


class _Entry(NamedTuple):
    """A file of a commit, or a commit of a submodule."""

    name: str
    object: str
    submodule: bool


def tree_of(config: Config, files: Iterable[Input]) -> Tree:
    """The commit, and what is not as in it."""
    if work_tree_around(config.root.resolve()) is None:
        return Tree(TreeState.NO_GIT)
    try:
        commit = git(config.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_fail=True).decode().strip()
        if not commit:
            git(config.root, "rev-parse", "--git-dir")
            return Tree(TreeState.NO_COMMIT)
        changed = tuple(sorted(_changed(config, commit, files)))
    except UsageError:
        return Tree(TreeState.UNKNOWN)
    return Tree(TreeState.CHANGED if changed else TreeState.CLEAN, commit, changed)


def _changed(config: Config, commit: str, files: Iterable[Input]) -> Iterator[str]:
    top = (config.around or config.root).resolve()
    read = {_below(top, file.path): file for file in files}
    committed = dict(_committed(top, commit, "", read))
    for name, file in read.items():
        if committed.get(name) not in _objects(file, len(commit)):
            yield file.name
    for name in committed.keys() - read.keys():
        if _is_record(top / name, config) and not (top / name).exists():
            yield Path(os.path.relpath(top / name, config.root.resolve())).as_posix()


def _below(top: Path, path: Path) -> str:
    """The name of a file in its tree; what a link leads to is what was read."""
    return Path(os.path.relpath(os.path.realpath(path), top)).as_posix()


def _committed(folder: Path, commit: str, prefix: str, read: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The objects of the files of a commit, and of those of submodules from which something was read."""
    for entry in _entries(folder, commit, may_fail=bool(prefix)):
        name = f"{prefix}{entry.name}"
        if not entry.submodule:
            yield name, entry.object
        elif any(file.startswith(f"{name}/") for file in read):
            yield from _committed(folder / entry.name, entry.object, f"{name}/", read)


def _entries(folder: Path, commit: str, *, may_fail: bool) -> Iterator[_Entry]:
    """What a commit holds below a folder; of a submodule nothing is known where its commit is not at hand."""
    for row in git(folder, "ls-tree", "-r", "-z", "--end-of-options", commit, may_fail=may_fail).split(b"\0"):
        facts, _tab, name = row.partition(b"\t")
        if name:
            mode, _kind, object_ = facts.split()
            yield _Entry(os.fsdecode(name), object_.decode(), mode == _SUBMODULE)


def _is_record(path: Path, config: Config) -> bool:
    hidden = any(part.startswith(".") for part in PurePosixPath(os.path.relpath(path, config.root.resolve())).parts)
    within = any(path.is_relative_to(folder.resolve()) for folder in (*config.folders, *config.packs))
    return path.suffix in SUFFIXES and within and not hidden


def _objects(file: Input, digits: int) -> set[str]:
    """The objects that git may have made of a file: with its mark at the start or without, with either line end."""
    algorithm = "sha1" if digits == _SHA1_DIGITS else "sha256"
    if not file.text:
        return {_object_of(file.path, algorithm)}
    content = file.text.encode("utf-8", "surrogatepass")
    forms = {content, content.replace(b"\r\n", b"\n")}
    return {_object(each, algorithm) for form in forms for each in (form, _MARK + form)}


def _object(content: bytes, algorithm: str) -> str:
    return new(algorithm, b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def _object_of(path: Path, algorithm: str) -> str:
    """The object of a file that is read in pieces."""
    try:
        found = new(algorithm, b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()
