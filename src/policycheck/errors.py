"""What the user can mend: one class per cause, each saying where and how. The command line then exits with 2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(eq=False)
class PolicycheckError(Exception):
    """The tool could not do its job, and the user can mend why."""

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        parts = [f"{where}: {self.message}" if where else self.message]
        if self.hint:
            parts.append(self.hint)
        return "\n  ".join(parts)


class UsageError(PolicycheckError):
    """The command line asks for something that does not exist."""


class ConfigError(PolicycheckError):
    """The configuration of the policy repo cannot be used."""


class PackError(PolicycheckError):
    """A pack, card, vocabulary or law table is broken."""


class NothingToCheckError(PolicycheckError):
    """No document of ours was found: never a success."""


class OutputError(PolicycheckError):
    """A result could not be written."""


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word that `word` was probably meant to be, if one is close; a likeness of 1 is equality."""
    from difflib import get_close_matches

    matches = get_close_matches(word, list(known), n=1, cutoff=likeness)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the nearest known word, or nothing."""
    near = nearest(word, known)
    return _("did you mean '{word}'?", word=near) if near else None


def unread(reason: str) -> str:
    """What is said of a file that cannot be read, by its reader's or the system's words."""
    return _("cannot be read: {reason}", reason=_(reason))
