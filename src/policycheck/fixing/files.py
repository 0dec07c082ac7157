"""Writes what was fixed: every file whole or not at all, under its own rights and links, if nobody else wrote to it."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from errno import EACCES
from pathlib import Path
from shutil import copymode
from tempfile import mkstemp
from typing import TYPE_CHECKING, NamedTuple

from policycheck.errors import OutputError
from policycheck.source import decode
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.fixing import Change


class _Planned(NamedTuple):
    """A file to be replaced: where it really is, its bytes until now, and those to come; without any, it goes."""

    path: Path
    before: bytes
    after: bytes


def write(root: Path, changes: Iterable[Change]) -> None:
    """Write changes to the files of a repo.

    Raises:
        OutputError: if a file cannot be written, leads out of the repo, or is no longer as it was read. All files are
            looked at before the first one is written.
    """
    for planned in [_planned(root, change) for change in changes]:
        try:
            _replace(planned)
        except OSError as error:
            raise _unwritten(error, planned.path) from None


def _planned(root: Path, change: Change) -> _Planned:
    shown = root / change.file
    path = shown.resolve()
    if shown.is_symlink() and (not change.after or not path.is_relative_to(root)):
        hint = _("fix the file that it leads to, or put a file here")
        raise OutputError(_("cannot be written: it is a link, and is left alone"), str(shown), hint=hint)
    try:
        before = path.read_bytes()
    except OSError as error:
        raise _unwritten(error, shown) from None
    if decode(before, change.file).text != change.before:
        raise _changed(shown)
    if not all(os.access(one, os.W_OK) for one in (path, path.parent)):
        raise _unwritten(PermissionError(EACCES, os.strerror(EACCES)), shown)
    return _Planned(path, before, encoded(change.after, before))


def encoded(text: str, before: bytes) -> bytes:
    """A text as bytes, with the byte order mark that there was."""
    mark = BOM_UTF8 if text and before.startswith(BOM_UTF8) else b""
    return mark + text.encode()


def _replace(planned: _Planned) -> None:
    path = planned.path
    if not planned.after:
        _verify(planned)
        path.unlink()
        return
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(planned.after)
            file.flush()
            os.fsync(file.fileno())
        copymode(path, unfinished)
        _verify(planned)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _verify(planned: _Planned) -> None:
    if planned.path.read_bytes() != planned.before:
        raise _changed(planned.path)


def _changed(path: Path) -> OutputError:
    hint = _("run the command again")
    return OutputError(_("was changed while it was being fixed, and is left alone"), str(path), hint=hint)


def _unwritten(error: OSError, path: Path) -> OutputError:
    reason = _(error.strerror or type(error).__name__)
    return OutputError(_("cannot be written: {reason}", reason=reason), str(path))
