"""Results on stdout and in files: UTF-8 wherever they go, and quiet when nobody reads on."""

from __future__ import annotations

import os
import sys
from errno import EACCES, EISDIR, ENOENT
from typing import TYPE_CHECKING

from policycheck.errors import OutputError
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = Phrase("the folder must exist, and you must have the right to write there")


def say(text: str) -> None:
    """Write to stdout. A reader that went away is no failure.

    Raises:
        OutputError: if it cannot be written for another reason.
    """
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def _give_up(error: OSError) -> None:
    """Leave stdout alone: what is left in its buffer must not fail once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        raise _unwritten(error, "stdout") from None


def shown(path: Path) -> str:
    """A file as a terminal can follow it: from the current folder, unless it lies elsewhere."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative.replace(os.sep, "/")


def pour(content: bytes) -> None:
    """Write bytes to stdout. A reader that went away is no failure.

    Raises:
        OutputError: if they cannot be written for another reason.
    """
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def save(found: str | bytes, path: Path) -> None:
    """Write a file whole or not at all; what is no file, such as /dev/stdout, is written to as it is.

    Raises:
        OutputError: if it cannot be written.
    """
    content = found if isinstance(found, bytes) else found.encode("utf-8", "backslashreplace")
    unfinished = path.resolve().parent / f".{path.name}.{os.getpid()}"
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        unfinished.write_bytes(content)
        unfinished.replace(path.resolve())
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _unwritten(error, str(path), _(_FOLDER)) from None


def writable(path: Path) -> None:
    """Make sure, before the work is done, that a file can be written.

    Raises:
        OutputError: if it cannot: its folder is missing or closed to us, or it is a folder itself.
    """
    folder = path.resolve().parent
    if path.is_dir():
        raise _unwritten(IsADirectoryError(EISDIR, os.strerror(EISDIR)), str(path))
    if not folder.is_dir():
        raise _unwritten(FileNotFoundError(ENOENT, os.strerror(ENOENT)), str(path), _(_FOLDER))
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise _unwritten(PermissionError(EACCES, os.strerror(EACCES)), str(path), _(_FOLDER))


def append(text: str, path: Path) -> None:
    """Add to the end of a file that others write to as well.

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as error:
        raise _unwritten(error, str(path)) from None


def _unwritten(error: OSError, where: str, hint: str | None = None) -> OutputError:
    reason = _(error.strerror or type(error).__name__)
    return OutputError(_("cannot be written: {reason}", reason=reason), where, hint=hint)
