"""Which two states of a repo are compared: `REF`, `REF..REF`, or `REF...` from where the histories parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.errors import UsageError
from policycheck.reading import read_repo
from policycheck.revision import HEAD, commit_of, fork, repo_at
from policycheck.speech import _

if TYPE_CHECKING:
    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.repo import Flaw, Repo


class State(NamedTuple):
    """A revision as it was asked for, its commit, and the repo there; the work tree has neither name nor commit."""

    ref: str | None
    commit: str | None
    repo: Repo


def states(config: Config, book: Rulebook, revisions: str) -> tuple[State, State]:
    """The two states that are asked for, the older one first.

    Raises:
        UsageError: as `repo_at`, or when one holds documents that cannot be read: half of it would be compared.
        NothingToCheckError: when the work tree holds no document of ours.
    """
    first, dots, second = _parted(revisions)
    ref = second or (HEAD if dots == ".." else None)
    old = fork(config, first or HEAD, ref or HEAD) if dots == "..." else commit_of(config, first or HEAD)
    found = State(first or HEAD, old, repo_at(config, book, old)), _newer(config, book, ref)
    for state in found:
        _refuse_unread(state)
    return found


def _parted(revisions: str) -> tuple[str, str, str]:
    dots = "..." if "..." in revisions else ".."
    return revisions.partition(dots)


def _newer(config: Config, book: Rulebook, ref: str | None) -> State:
    if ref is None:
        return State(None, None, read_repo(config, book))
    commit = commit_of(config, ref)
    return State(ref, commit, repo_at(config, book, commit))


def _refuse_unread(state: State) -> None:
    repo = state.repo
    if not repo.refused:
        return
    flaw = next(flaw for flaw in repo.flaws if flaw.rule != "form/not-empty")
    where = f"{state.ref}:{flaw.source.file}" if state.ref else flaw.source.file  # as git names a file of a revision
    hint = _("mend it there, or compare with another revision") if state.ref else _("policycheck check tells why")
    words = _("this document cannot be read as meant ({rule}), so that changes cannot be told", rule=flaw.rule)
    raise UsageError(words, where, _line(flaw), hint=hint)


def _line(flaw: Flaw) -> int:
    return flaw.document.span(flaw.path).line if flaw.document else flaw.source.lines.position(flaw.offset)[0]
