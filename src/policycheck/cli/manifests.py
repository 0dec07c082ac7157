"""A manifest beside the files that `policycheck report` writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.printing import save, writable
from policycheck.errors import OutputError, UsageError, unread
from policycheck.evidence.manifest import Listed, written
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policycheck.evidence.types import Evidence


def manifest_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--manifest PATH`."""
    return click.option(
        "--manifest",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="Also list the files of --output with their SHA-256, for 'policycheck verify PATH'.",
    )(command)


def verify_manifest(manifest: Path | None, files: Sequence[Path]) -> None:
    """Make sure, before the work is done, that there can be a manifest of some files.

    Raises:
        UsageError: if there are none, or one is not below the folder of the manifest, or is told twice.
        OutputError: if the manifest cannot be written.
    """
    if manifest is None:
        return
    if not files:
        hint = _("name them with --output FORMAT=PATH")
        raise UsageError(_("--manifest lists files, and there are none"), str(manifest), hint=hint)
    names: set[str] = set()
    for path in files:
        name = _name(path, manifest)
        if name is None or name in names or path.resolve() == manifest.resolve():
            words = _("a manifest lists each file once, and only files in its own folder or below")
            raise UsageError(words, str(path), hint=_("write the manifest beside the files"))
        names.add(name)
    writable(manifest)


def _name(path: Path, manifest: Path) -> str | None:
    """The path of a file from the folder of the manifest; None if it lies elsewhere or is no file, as a pipe."""
    folder, file = manifest.resolve().parent, path.resolve()
    if not file.is_relative_to(folder) or (file.exists() and not file.is_file()):
        return None
    return file.relative_to(folder).as_posix()


def save_manifest(evidence: Evidence, files: Iterable[Path], manifest: Path) -> None:
    """Write the manifest of files that were written, whatever their format.

    Raises:
        OutputError: if it cannot be written, or a file is gone meanwhile.
    """
    try:
        listed = [Listed.file(_name(path, manifest) or path.name, path) for path in files]
    except OSError as error:
        raise OutputError(unread(error.strerror or type(error).__name__), str(error.filename)) from None
    save(written(evidence, listed, whole=False).decode("ascii"), manifest)
