"""The manifest of a report: every file of it by its SHA-256, with what the report rests on.

It is canonical: one content has one form, to the byte, so that an edit by hand shows. Against somebody who writes both
the files and the manifest anew only a copy of its own SHA-256 helps, kept elsewhere.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from typing_extensions import TypedDict

from policycheck import resources
from policycheck.errors import UsageError, unread
from policycheck.evidence import digests
from policycheck.evidence.document import EvidenceDocument, document, evidence_of
from policycheck.evidence.types import Evidence
from policycheck.speech import _

FORMAT: Literal["policycheck/manifest/v1"] = "policycheck/manifest/v1"
NAME = "manifest.json"
SCHEMA = "manifest.schema.json"
_FORM = "manifest"
LARGEST = 64_000_000
"""Bytes; that of 1,000 registers has about one million."""


class FileDocument(TypedDict):
    """A file of a report, by its path from the manifest, with its size in bytes."""

    path: str
    size: int
    sha256: str


class ManifestDocument(TypedDict):
    """The manifest of a report; `whole` says that nothing but its files is in the folder."""

    format: Literal["policycheck/manifest/v1"]
    whole: bool
    evidence: EvidenceDocument
    files: list[FileDocument]
    sha256: str


class Listed(NamedTuple):
    """A file of a report: its path from the manifest, its size and its digest."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, content: bytes) -> "Listed":
        """List a file by its content."""
        return cls(path, len(content), digests.of_bytes(content))

    @classmethod
    def file(cls, path: str, file: Path) -> "Listed":
        """List a file as it is.

        Raises:
            OSError: if it cannot be read.
        """
        return cls(path, file.stat().st_size, digests.of_file(file))


class Manifest(NamedTuple):
    """A manifest as it was read."""

    path: Path
    evidence: Evidence
    files: tuple[Listed, ...]
    whole: bool
    """Whether nothing but its files may be in its folder."""
    intact: bool
    """Whether it is, to the byte, as it was written."""
    sha256: str


def written(evidence: Evidence, files: Iterable[Listed], *, whole: bool) -> bytes:
    """The bytes of a manifest; `whole` for a folder that holds nothing but the report."""
    rows: list[FileDocument] = [{"path": one.path, "size": one.size, "sha256": one.sha256} for one in sorted(files)]
    return _bytes(whole=whole, evidence=document(evidence), files=rows)


def _bytes(*, whole: bool, evidence: EvidenceDocument, files: list[FileDocument]) -> bytes:
    stated: dict[str, Any] = {"format": FORMAT, "whole": whole, "evidence": evidence, "files": files}
    stated["sha256"] = digests.of_value(stated)
    return (json.dumps(stated, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode("ascii")


def read(path: Path) -> Manifest:
    """The manifest at a path, or in a folder.

    Raises:
        UsageError: if there is none, or it cannot be read as one.
    """
    file = path / NAME if path.is_dir() else path
    if not file.exists():
        raise _missing(path)
    content = _content(file)
    stated = _stated(content, file)
    listed = tuple(Listed(one["path"], one["size"], one["sha256"]) for one in stated["files"])
    _refuse_strays(listed, file)
    try:
        evidence = evidence_of(stated["evidence"])
    except ValueError as error:
        raise _broken(file, str(error)) from None
    same = _bytes(whole=stated["whole"], evidence=stated["evidence"], files=stated["files"])
    return Manifest(file, evidence, listed, stated["whole"], same == content, digests.of_bytes(content))


def _missing(path: Path) -> UsageError:
    if not path.exists():
        return UsageError(_("there is no such file or folder"), str(path))
    hint = _(
        "reports that are written as a folder have one; for others ask 'policycheck report' for one: --manifest PATH"
    )
    return UsageError(_("this folder has no {file}", file=NAME), str(path), hint=hint)


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise _broken(file, _("not a regular file"))
        if file.stat().st_size > LARGEST:
            raise _broken(file, _("it is too large"))
        return file.read_bytes()
    except OSError as error:
        raise UsageError(unread(error.strerror or type(error).__name__), str(file)) from None


def _stated(content: bytes, file: Path) -> ManifestDocument:
    try:
        stated = json.loads(content)
    except (ValueError, RecursionError):
        raise _broken(file, _("it is no JSON")) from None
    form = stated.get("format") if isinstance(stated, dict) else None
    version = re.fullmatch(r"policycheck/manifest/v(\d+)", form) if isinstance(form, str) else None
    if version is None:
        raise _broken(file, _("it does not say that it is one"))
    if form != FORMAT:
        raise UsageError(
            _("this manifest has the form {form}; this version of policycheck reads {known}", form=form, known=FORMAT),
            str(file),
            hint=_("use the version of policycheck that wrote it, or a later one"),
        )
    faulty = _faulty(stated)
    if faulty is not None:
        raise _broken(file, _("'{key}' cannot be used as it is", key=faulty))
    found: ManifestDocument = stated
    return found


def _faulty(stated: Any) -> str | None:
    """The first key that is not as the schema has it."""
    from jsonschema import Draft202012Validator

    schema = json.loads((resources.schemas() / SCHEMA).read_text(encoding="utf-8"))
    first = next(Draft202012Validator(schema).iter_errors(stated), None)
    return None if first is None else first.json_path.removeprefix("$.").removeprefix("$") or _FORM


def _refuse_strays(files: Iterable[Listed], file: Path) -> None:
    """A path leads to a file below the manifest's folder, and is told once."""
    seen: set[str] = set()
    for one in files:
        path = PurePosixPath(one.path)
        plain = path.as_posix() == one.path and not path.is_absolute() and path.parts and ".." not in path.parts
        if not plain or "\0" in one.path or one.path in seen:
            raise _broken(file, _("'{path}' is no path of a report", path=one.path))
        seen.add(one.path)


def _broken(file: Path, why: str) -> UsageError:
    return UsageError(_("this is no manifest that can be used: {why}", why=why), str(file))
