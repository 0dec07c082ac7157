"""New files in a folder: all of them or none, and nothing that exists is touched."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import ENOTDIR
from typing import TYPE_CHECKING

from policycheck.errors import OutputError
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NOTHING_WRITTEN = Phrase("nothing was written; see to it that you may write there, and run it again")


def file_all(texts: Mapping[Path, str]) -> None:
    """Write files that do not exist yet, with the folders they need.

    Raises:
        OutputError: if one of them cannot be written, or has come into being meanwhile; those before it are taken back.
    """
    made: list[Path] = []
    for path, text in texts.items():
        try:
            _make_folder(path.parent, made)
            _write_new(path, text)
        except OSError as error:
            _take_back(made)
            raise _unwritten(error, path) from None
        made.append(path)


def _unwritten(error: OSError, path: Path) -> OutputError:
    if isinstance(error, FileExistsError):
        return OutputError(_("exists already, and is not overwritten"), str(path))
    reason = _(error.strerror or type(error).__name__)
    return OutputError(_("cannot be written: {reason}", reason=reason), str(path), hint=_(_NOTHING_WRITTEN))


def _make_folder(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
    _make_folder(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _write_new(path: Path, text: str) -> None:
    """Write a file whole or not at all: it gets its name last, and only if nothing has that name."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink(missing_ok=True)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        with suppress(OSError):  # what somebody else has put there stays
            path.rmdir() if path.is_dir() else path.unlink()
