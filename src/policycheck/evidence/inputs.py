"""The files that a report rests on: documents, configuration, schemas of own fields, own packs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policycheck.evidence import digests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.repo import Repo

UNREADABLE = "cannot be read"
"""In the place of a digest."""


class Input(NamedTuple):
    """A file that was read; its text as it was read, where it is kept."""

    name: str
    path: Path
    text: str = ""

    @property
    def digest(self) -> str:
        """Of its text; of a file without one, such as what is no text, of its bytes."""
        if self.text:
            return digests.of_text(self.text)
        try:
            return digests.of_file(self.path) if self.path.is_file() else UNREADABLE
        except OSError:
            return UNREADABLE


def inputs(config: Config, book: Rulebook, repo: Repo) -> list[Input]:
    """Every file, once, sorted by its name from the top of the policy repo."""
    around = (document.source for document in repo.documents.values())
    found = {text.file: Input(text.file, config.root / text.file, text.text) for text in (*repo.texts, *around)}
    for path in _beside(config, book):
        name = _name(path, config.root)
        found.setdefault(name, Input(name, path, _text(path)))
    return [found[name] for name in sorted(found)]


def _beside(config: Config, book: Rulebook) -> Iterator[Path]:
    if config.file:
        yield config.file
    yield from config.fields.values()
    for folder in book.homes.values():
        yield from folder.glob("*.yaml")


def _name(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
