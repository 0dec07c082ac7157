"""Reads YAML of a policies folder with positions, so that every complaint names file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycheck.document import Document, Text
from policycheck.document.stream import parts
from policycheck.errors import PackError, unread
from policycheck.source import load
from policycheck.speech import _

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from policycheck.place import Path


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A file's only document, as plain values."""

    path: FilePath
    shown: str
    value: dict[str, Any]
    document: Document

    def error(self, message: str, path: Path = (), hint: str | None = None) -> PackError:
        """A complaint about a place in it."""
        span = self.document.span(path)
        return PackError(message, self.shown, span.line, span.column, hint)


def place_of_word(value: object, word: str, path: Path = ()) -> Path:
    """Where a key or value is written first, if it is."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if word in (key, inner):
            return (*path, key)
        deeper = place_of_word(inner, word, (*path, key))
        if deeper:
            return deeper
    return ()


def read_policy_file(path: FilePath, shown: str | None = None) -> PolicyFile:
    """Read a file that holds one mapping.

    Raises:
        PackError: if it cannot be read, or holds anything else.
    """
    shown = shown or str(path)
    source = load(path, shown)
    if source.broken:
        raise PackError(unread(source.why), shown)
    text = Text(shown, source.text)
    documents = [part for part in parts(source.text) if part.problems or part.value is not None]
    for part in documents:
        for problem in part.problems:
            span = text.span(problem.offset)
            twice = problem.values.get("key")
            words = _("'{key}' is written twice", key=twice) if twice else problem.values.get("problem") or problem.rule
            raise PackError(unread(str(words)), shown, span.line, span.column)
    if len(documents) != 1 or not isinstance(documents[0].value, dict):
        raise PackError(_("must hold one mapping"), shown, 1, 1)
    value = documents[0].value
    return PolicyFile(path, shown, value, Document(text, 0, value, {}))
