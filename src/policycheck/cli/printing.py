"""Results on stdout and in files: UTF-8 wherever they go, and quiet when nobody reads on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from policycheck.errors import OutputError
from policycheck.speech import _

if TYPE_CHECKING:
    from pathlib import Path


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
        # What is left in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise _unwritten(error, "stdout") from None


def shown(path: Path) -> str:
    """A file as a terminal can follow it: from the current folder, unless it lies elsewhere."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative.replace(os.sep, "/")


def save(text: str, path: Path) -> None:
    """Write a file whole or not at all; what is no file, such as /dev/stdout, is written to as it is.

    Raises:
        OutputError: if it cannot be written.
    """
    content = text.encode("utf-8", "backslashreplace")
    unfinished = path.resolve().parent / f".{path.name}.{os.getpid()}"
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        unfinished.write_bytes(content)
        unfinished.replace(path.resolve())
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        hint = _("the folder must exist, and you must have the right to write there")
        raise _unwritten(error, str(path), hint) from None


def _unwritten(error: OSError, where: str, hint: str | None = None) -> OutputError:
    reason = _(error.strerror or type(error).__name__)
    return OutputError(_("cannot be written: {reason}", reason=reason), where, hint=hint)
