"""What a report rests on: everything that must be the same for it to say the same once more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class TreeState(StrEnum):
    """How the files that were read stand to the commit."""

    CLEAN = "clean"
    """All of them are as in the commit, and none of it is missing."""
    CHANGED = "changed"
    NO_COMMIT = "no commit"
    NO_GIT = "no git"
    UNKNOWN = "cannot tell"
    """There is a git repository, and git cannot be had, or says nothing of it."""


class Tree(NamedTuple):
    """The commit, and the files that were read and are not as in it, or are in it and gone."""

    state: TreeState
    commit: str = ""
    changed: tuple[str, ...] = ()


class Pack(NamedTuple):
    """A pack of rules; `own` is one of the organisation. Its digest is of what its cards ask, not of their words."""

    name: str
    own: bool
    publisher: str
    version: str
    """That of the program for a shipped one; empty where an own one states none."""
    law_as_of: str
    rules: int
    judged: int
    """By so many of its rules some file was judged."""
    digest: str


class Table(NamedTuple):
    """A table of the law, the ISO day on which it was last checked, and a digest of its rows."""

    name: str
    checked: str
    digest: str


class Choice(NamedTuple):
    """What the report was asked for beyond what the configuration says: on which files, by which rules."""

    paths: tuple[str, ...] = ()
    """As seen from the policy repo; none means all of it."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    assumed: tuple[str, ...] = ()
    """Of the law, in the words of those who assume it."""
    waivers: bool = True
    """Whether waivers set findings aside; else it was judged as if there were none."""


class Judged(NamedTuple):
    """What it came to: documents, rules, findings by severity, outcomes; and a digest of what was found where."""

    documents: int
    refused: int
    skipped: int
    rules: int
    findings: Mapping[str, int]
    outcomes: Mapping[str, int]
    digest: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report rests on. Digests are SHA-256, in hexadecimal digits."""

    policycheck: str
    as_of: date
    until: date | None
    """The last day before something that is known to change changes by date alone; None: no such day is known."""
    tree: Tree
    files: Mapping[str, str]
    """The digest of each file that was read, by its name from the top of the policy repo; line ends do not count."""
    packs: tuple[Pack, ...]
    tables: tuple[Table, ...]
    choice: Choice
    judged: Judged
    registers: str
    """The digest over the names and digests of all files."""
