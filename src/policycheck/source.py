"""Which files are ours, and their text: discovery by folder, `.gitignore` respected, hidden folders skipped."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from policycheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

CONFIGURATION = ".policycheck.yaml"
LARGEST = 5_000_000
"""Bytes; a register of five documents' worth has a few thousand."""
SUFFIXES = (".yaml", ".yml")


class Source(NamedTuple):
    """A file's text, under the name it is shown by; or the rule that it breaks before it has one."""

    file: str
    text: str = ""
    broken: str | None = None
    detail: str = ""


def root_of(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds a configuration, and so is a policy repo."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIGURATION).is_file():
            return candidate
    return None


def nested_roots(folder: Path) -> list[Path]:
    """The policy repos that lie somewhere below a folder, sorted."""
    found = (Path(here) for here, names in _folders(folder) if CONFIGURATION in names)
    return sorted(root for root in found if root != folder)


def _folders(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield here, files


def find(folders: Iterable[Path], root: Path) -> list[Path]:
    """The YAML files under `folders`, sorted; hidden and git-ignored ones are left out."""
    ignored = _Ignored(root)
    found = {path for folder in folders for path in _walk(folder, ignored)}
    return sorted(found)


def _walk(folder: Path, ignored: _Ignored) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for here, folders, files in os.walk(folder, onerror=_unreadable):
        at = Path(here)
        folders[:] = sorted(name for name in folders if _enters(at / name, ignored))
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith(".") and not ignored(at / name):
                yield at / name


def _enters(folder: Path, ignored: _Ignored) -> bool:
    """Hidden and ignored folders are not ours, nor is another policy repo."""
    hidden = folder.name.startswith(".")
    return not (hidden or (folder / CONFIGURATION).is_file() or ignored(folder, folder=True))


def _unreadable(error: OSError) -> None:
    raise UsageError(message=f"cannot look into this folder: {error.strerror}", file=str(error.filename))


class _Ignored:
    """Answers whether git would ignore a path, from the `.gitignore` files between it and the root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._specs: dict[Path, GitIgnoreSpec | None] = {}

    def __call__(self, path: Path, *, folder: bool = False) -> bool:
        if not path.is_relative_to(self.root):
            return False
        verdict: bool | None = None
        for parent in reversed(path.relative_to(self.root).parents):
            verdict = self._verdict(self.root / parent, path, folder=folder, so_far=verdict)
        return bool(verdict)

    def _verdict(self, at: Path, path: Path, *, folder: bool, so_far: bool | None) -> bool | None:
        spec = self._spec(at)
        if spec is None:
            return so_far
        name = path.relative_to(at).as_posix() + ("/" if folder else "")
        found = spec.check_file(name).include
        return so_far if found is None else found

    def _spec(self, at: Path) -> GitIgnoreSpec | None:
        if at not in self._specs:
            self._specs[at] = _read_ignore(at / ".gitignore")
        return self._specs[at]


def _read_ignore(file: Path) -> GitIgnoreSpec | None:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def load(path: Path, shown: str) -> Source:
    """Read one file; what cannot be read says which rule it breaks."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            return Source(shown, broken="form/readable", detail="not a regular file")
        if found.st_size > LARGEST:
            return Source(shown, broken="form/not-too-large", detail=f"{LARGEST:,} bytes")
        return decode(path.read_bytes(), shown)
    except OSError as error:
        return Source(shown, broken="form/readable", detail=error.strerror or type(error).__name__)


def decode(content: bytes, shown: str) -> Source:
    """The text of `content`; a byte order mark is dropped."""
    if len(content) > LARGEST:
        return Source(shown, broken="form/not-too-large", detail=f"{LARGEST:,} bytes")
    if b"\0" in content:
        return Source(shown, broken="form/text-not-binary")
    try:
        return Source(shown, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        mark = len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
        return Source(shown, broken="form/utf-8", detail=str(mark + error.start + 1))
