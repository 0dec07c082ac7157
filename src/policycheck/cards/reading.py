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
    from collections.abc import Iterator
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


UNFINISHED = "TODO"
"""How a text begins that a template leaves to be written."""


def refuse_unfinished(file: PolicyFile, said_by_records: tuple[str, ...] = ()) -> None:
    """Raise a `PackError` that names everything in a file that is still to be written.

    What stands under the keys `said_by_records` is passed over: a record may say anything.
    """
    found = list(_unfinished(file.value, said_by_records))
    if found:
        others = [f"{'.'.join(map(str, path))} ({file.document.span(path).line})" for path in found[1:]]
        hint = _("and {places}", places=", ".join(others)) if others else None
        where = ".".join(map(str, found[0]))
        raise file.error(_("{place} is still to be written", place=where), found[0], hint)


def unfinished(file: PolicyFile, said_by_records: tuple[str, ...] = ()) -> list[str]:
    """Everything in a file that is still to be written, each with file and line."""
    places = _unfinished(file.value, said_by_records)
    return [f"{file.shown}:{file.document.span(path).line} {'.'.join(map(str, path))}" for path in places]


def _unfinished(value: object, passed_over: tuple[str, ...], path: Path = ()) -> Iterator[Path]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if any(isinstance(part, str) and part.startswith(UNFINISHED) for part in (key, inner)):
            yield (*path, key)
        elif key not in passed_over:
            yield from _unfinished(inner, passed_over, (*path, key))


def read_policy_file(path: FilePath, shown: str | None = None) -> PolicyFile:
    """Read a file that holds one mapping.

    Raises:
        PackError: if it cannot be read, or holds anything else.
    """
    shown = shown or str(path)
    text, found = _read(path, shown)
    if len(found) != 1 or not isinstance(found[0], dict):
        raise PackError(_("must hold one mapping"), shown, 1, 1)
    return PolicyFile(path, shown, found[0], Document(text, 0, found[0], {}))


def read_policy_documents(path: FilePath) -> list[dict[str, Any]]:
    """Read a file that holds any number of mappings.

    Raises:
        PackError: if it cannot be read, or holds anything else.
    """
    _text, found = _read(path, str(path))
    if not all(isinstance(one, dict) for one in found):
        raise PackError(_("must hold mappings only"), str(path))
    return found


def _read(path: FilePath, shown: str) -> tuple[Text, list[Any]]:
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
            hint = _("'policycheck explain {rule}' tells more", rule=problem.rule)
            raise PackError(unread(str(words)), shown, span.line, span.column, hint)
    return text, [part.value for part in documents]
