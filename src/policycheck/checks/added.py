"""Checks that an installed package adds, through the entry points `policycheck.checks`.

Nothing of a policy repo is ever run, and nothing that is installed is run because it is there: only what the
configuration names is loaded.
"""

from __future__ import annotations

from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from policycheck.errors import PackError, did_you_mean
from policycheck.finding import Judgement
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from policycheck.checks import Check, Setting

GROUP = "policycheck.checks"


class NotAddedError(LookupError):
    """Checks that a configuration names cannot be had."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def load_added(name: str) -> ModuleType:
    """The module that an installed package offers under a name.

    Raises:
        NotAddedError: if there is none, or several, or it cannot be imported.
    """
    from importlib.metadata import entry_points

    if find_spec(f"policycheck.checks.{name}") is not None:
        raise NotAddedError(_("'{name}' are checks that ship", name=name), _("the package must choose another name"))
    offered = entry_points(group=GROUP)
    found = [entry for entry in offered if entry.name == name]
    if not found:
        hint = did_you_mean(name, {entry.name for entry in offered}) or _("install the package that brings them")
        raise NotAddedError(_("no installed package has checks called '{name}'", name=name), hint)
    if len(found) > 1:
        owners = ", ".join(sorted(str(entry.dist.name if entry.dist else entry.value) for entry in found))
        words = _("several packages have checks called '{name}': {packages}", name=name, packages=owners)
        raise NotAddedError(words, _("keep one of them installed"))
    try:
        module: ModuleType = found[0].load()
    except Exception as error:
        words = _("the checks '{name}' cannot be loaded: {reason}", name=name, reason=_reason(error))
        raise NotAddedError(words, _("ask who publishes the package")) from error
    return module


def guarded(check: Check, name: str) -> Check:
    """A check of others: what it raises ends the run with a word about it, and it yields judgements or nothing."""

    @wraps(check)
    def judge(subject: Any, setting: Setting) -> Iterator[Judgement]:
        try:
            for judgement in check(subject, setting):
                yield _judged(judgement)
        except Exception as error:
            words = _("the check '{name}' failed: {reason}", name=name, reason=_reason(error))
            raise PackError(words, hint=_("ask who publishes the package")) from error

    return judge


def _judged(judgement: object) -> Judgement:
    if not isinstance(judgement, Judgement):
        message = f"it yields {type(judgement).__name__}, no judgement"
        raise TypeError(message)
    return judgement


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
