"""A policy repo at another revision, read from git's objects: nothing is checked out, fetched or run."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from policycheck.errors import UsageError
from policycheck.git import git as _git
from policycheck.repo import load
from policycheck.source import CONFIGURATION, LARGEST, SUFFIXES, decode
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.repo import Repo
    from policycheck.source import Source

HEAD = "HEAD"

FARTHEST = 500
"""So many commits back a history is looked at."""


class _Blob(NamedTuple):
    """A file of a tree: its name from the root of the policy repo, and its object."""

    name: str
    object: str


def fork(config: Config, ref: str, other: str = HEAD) -> str:
    """The commit at which another one left `ref`; where their histories do not meet, `ref` itself.

    Raises:
        UsageError: as `repo_at`; or in a shallow clone that does not reach back so far.
    """
    commit = _commit(config.root, ref)
    tip = HEAD if other == HEAD else _commit(config.root, other)
    base = _git(config.root, "merge-base", commit, tip, may_fail=True).decode().strip()
    if not base and _is_shallow(config.root):
        words = _("this clone is shallow, and does not reach back to where '{ref}' was left", ref=ref)
        raise UsageError(words, hint=_("fetch more of the history, as with fetch-depth: 0 or git fetch --unshallow"))
    return base or commit


def commit_of(config: Config, ref: str) -> str:
    """The commit that a revision names.

    Raises:
        UsageError: as `repo_at`.
    """
    return _commit(config.root, ref)


def history(config: Config, most: int) -> list[tuple[str, str]]:
    """Commits that changed the policy repo, each with its day, the oldest first; at most so many, evenly apart.

    Raises:
        UsageError: without git, or outside of a git repository.
    """
    asked = ("log", "--first-parent", f"--max-count={FARTHEST}", "--format=%H %cs", "HEAD", "--", ".")
    rows = _git(config.root, *asked).decode().split("\n")
    commits = [(commit, day) for commit, _, day in (row.partition(" ") for row in reversed(rows) if row)]
    if len(commits) <= most:
        return commits
    last = len(commits) - 1
    return [commits[last - index * last // max(1, most - 1)] for index in reversed(range(most))]


def repo_at(config: Config, book: Rulebook, ref: str) -> Repo:
    """The policy repo at a revision, by the configuration of today.

    Raises:
        UsageError: without git, outside of a git repository, or when it has no such revision.
    """
    commit = _commit(config.root, ref)
    blobs = list(_blobs(config.root, commit))
    names = {blob.name for blob in blobs}
    ours = [blob for blob in blobs if _is_ours(blob.name, config, names)]
    sources = list(_sources(config.root, ours))
    parts = (book.shapes, book.vocabulary, book.lexicon)
    language = config.language or "en"
    return load(sources, *parts, language=language, all_ours=config.file is not None, has_file=names.__contains__)


def _commit(root: Path, ref: str) -> str:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    found = _git(root, *words, may_fail=True).decode().strip()
    found = found or _nothing_yet(root, ref)
    if found:
        return found
    deeper = _("this clone is shallow: fetch that revision, or clone with its history (fetch-depth: 0)")
    hint = deeper if _is_shallow(root) else None
    raise UsageError(_("git knows no revision '{ref}' here", ref=ref), hint=hint)


def _is_shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _nothing_yet(root: Path, ref: str) -> str:
    """The empty tree for HEAD before the first commit, so that a hook can judge that one too; else nothing."""
    unborn = _git(root, "symbolic-ref", "--quiet", HEAD, may_fail=True)
    if not unborn or _git(root, "rev-parse", "--verify", "--quiet", HEAD, may_fail=True):
        return ""
    empty = _git(root, "hash-object", "-t", "tree", "--stdin").decode().strip()
    return empty if ref in (HEAD, empty) else ""


def _blobs(root: Path, commit: str) -> Iterator[_Blob]:
    """The files of a tree below the policy repo; links and submodules are none."""
    for row in _git(root, "ls-tree", "-r", "-z", "-l", commit).split(b"\0"):
        facts, _tab, name = row.partition(b"\t")
        if not name:
            continue
        mode, _kind, object_, size = facts.split()
        if mode.startswith(b"100") and int(size) <= LARGEST:
            yield _Blob(os.fsdecode(name), object_.decode())


def _is_ours(name: str, config: Config, names: set[str]) -> bool:
    """Whether a file is found as it is in a work tree: in a folder of records, in no pack, hidden or nested repo."""
    path = PurePosixPath(name)
    whole = config.root.resolve() / name
    nested = any(f"{folder}/{CONFIGURATION}" in names for folder in path.parents if folder.name)
    return (
        path.suffix in SUFFIXES
        and not any(part.startswith(".") for part in path.parts)
        and any(whole.is_relative_to(folder.resolve()) for folder in config.folders)
        and not any(whole.is_relative_to(pack) for pack in config.packs)
        and not nested
    )


def _sources(root: Path, blobs: Iterable[_Blob]) -> Iterator[Source]:
    wanted = list(blobs)
    asked = "".join(f"{blob.object}\n" for blob in wanted).encode()
    left = memoryview(_git(root, "cat-file", "--batch", given=asked))
    for blob in wanted:
        head = bytes(left[:200]).partition(b"\n")[0]
        start, size = len(head) + 1, int(head.rsplit(b" ", 1)[1])
        yield decode(bytes(left[start : start + size]), blob.name)
        left = left[start + size + 1 :]
