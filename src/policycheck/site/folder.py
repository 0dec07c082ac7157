"""Writes the report whole or not at all: beside its place first, then into it in one step."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.errors import OutputError, PolicycheckError, UsageError
from policycheck.evidence.manifest import NAME, Listed, read, written
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.evidence.types import Evidence


def claim(folder: Path, *, force: bool) -> None:
    """Make sure, before the work is done, that a folder may be written.

    Raises:
        UsageError: if it holds files that are no part of a report.
        OutputError: if it is no folder, or the one it belongs in is missing or closed to us.
    """
    parent = folder.absolute().parent
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OutputError(_("this is no folder"), str(folder))
    if not parent.is_dir():
        raise OutputError(_("its folder does not exist"), str(folder), hint=_("make the folder first"))
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputError(_("cannot be written: {reason}", reason=_("Permission denied")), str(folder))
    strange = [] if force or not folder.exists() else _strangers(folder)
    if strange:
        raise UsageError(
            _("this folder holds files that are no part of a report: {names}", names=", ".join(strange[:3])),
            str(folder),
            hint=_("name another folder, or replace all that is in it with --force"),
        )
    if force and folder.exists() and _holds_work(folder):
        raise UsageError(
            _("this folder is a home, a root, a git repository or a policy repo; a report does not replace it"),
            str(folder),
            hint=_("name another folder"),
        )


def _strangers(folder: Path) -> list[str]:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    known = _listed(folder)
    return [name for name in found if name not in known]


def _listed(folder: Path) -> set[str]:
    """The files of a report: by its manifest a folder is known as one, and nothing else in it is."""
    try:
        manifest = read(folder)
    except PolicycheckError:
        return set()
    return {NAME, *(one.path for one in manifest.files)} if manifest.whole else set()


def _holds_work(folder: Path) -> bool:
    """Whether replacing the folder would destroy what nobody can mean to lose, even with --force."""
    here, whole = Path.cwd(), folder.resolve()
    holds_us = here == whole or whole in here.parents or whole == Path.home()
    return holds_us or any((folder / name).exists() for name in (".git", ".policycheck.yaml"))


def write(folder: Path, files: Iterable[tuple[str, bytes]], evidence: Evidence) -> list[str]:
    """Write all files and their manifest, then put them in the place of what was there; tells what was written.

    Raises:
        OutputError: if they cannot be written; what was there before then stays.
    """
    place = folder.absolute()
    unfinished = place.parent / f".{place.name}.{os.getpid()}"
    try:
        return _written(place, unfinished, files, evidence)
    except OSError as error:
        reason = _(error.strerror or type(error).__name__)
        raise OutputError(_("cannot be written: {reason}", reason=reason), str(folder)) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _written(place: Path, unfinished: Path, files: Iterable[tuple[str, bytes]], evidence: Evidence) -> list[str]:
    listed: list[Listed] = []
    unfinished.mkdir()
    for name, content in files:
        path = unfinished / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        listed.append(Listed.of(name, content))
    (unfinished / NAME).write_bytes(written(evidence, listed, whole=True))
    _swap(place, unfinished)
    return sorted(one.path for one in listed)


def _swap(place: Path, unfinished: Path) -> None:
    """Put a folder in the place of another, which comes back where that fails."""
    before = unfinished.with_name(f"{unfinished.name}.before")
    if not place.exists():
        unfinished.replace(place)
        return
    place.replace(before)
    try:
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            before.replace(place)
        raise
    shutil.rmtree(before, ignore_errors=True)
