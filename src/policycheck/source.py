"""Which files are ours, and their text: discovery by folder, `.gitignore` respected, hidden folders skipped."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pathspec import GitIgnoreSpec

CONFIGURATION = ".policycheck.yaml"
BASELINE = ".policycheck-baseline"
"""The file of known findings, at the root of a repo."""
MEGABYTE = 1_000_000
LARGEST = 5 * MEGABYTE
"""Bytes; a register of five documents' worth has a few thousand."""
SUFFIXES = (".yaml", ".yml")


_MARKS = {BOM_UTF32_LE: "UTF-32", BOM_UTF32_BE: "UTF-32", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}
"""Byte order marks; those of UTF-32 come first, as one begins like one of UTF-16."""
_ZEROS = (
    (re.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[^\0]\0"), "utf-16-le"),
)
"""Where the zeros of a first character of ASCII are, as YAML 1.2 tells encodings without a mark."""
_CONTROLS = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\U0010ffff]"
"""Compiled for the few files that take it: so wide a set takes longer than a register takes to read."""

_WHY = {
    "form/utf-8": Phrase("it is not UTF-8; save it as UTF-8 in your editor"),
    "form/text-not-binary": Phrase("it is binary, not text"),
    "form/not-too-large": Phrase("it is too large for a file that people write"),
}


class Source(NamedTuple):
    """A file's text, under the name it is shown by; or the rule that it breaks before it has one."""

    file: str
    text: str = ""
    broken: str | None = None
    detail: str = ""

    @property
    def why(self) -> str:
        """Why a broken one cannot be read, in few words."""
        return _WHY.get(self.broken or "", self.detail)


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
    closed: list[Path] = []
    for here, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        at = Path(here)
        folders[:] = sorted(name for name in folders if _enters(at / name, ignored))
        for name in files:
            if name.endswith(SUFFIXES) and not name.startswith(".") and not ignored(at / name):
                yield at / name
    yield from closed


def _enters(folder: Path, ignored: _Ignored) -> bool:
    """Hidden and ignored folders are not ours, nor is another policy repo."""
    if folder.name.startswith("."):
        return False
    try:
        another = (folder / CONFIGURATION).is_file()
    except OSError:
        return True  # looking into it will fail, and be told
    return not (another or ignored(folder, folder=True))


def files_of(root: Path) -> Callable[[str], bool]:
    """Tells whether a path leads from `root` to a file below it; one that leaves it, by a link or by `..`, does not."""
    top = root.resolve()

    def has(path: str) -> bool:
        try:
            found = (top / path.partition("#")[0]).resolve()
            return found.is_relative_to(top) and found.is_file()
        except (OSError, RuntimeError, ValueError):  # too long, links in a circle, no path at all
            return False

    return has


class _Ignored:
    """Answers whether git would ignore a path, from the `.gitignore` files between it and the top of the work tree."""

    def __init__(self, root: Path) -> None:
        self._rules: dict[Path, tuple[tuple[Path, GitIgnoreSpec], ...]] = {}
        self.top = work_tree(root)
        if self.top != root and self(root, folder=True):
            # Whoever checks an ignored folder means it: then only what is inside it counts.
            self.top = root
            self._rules.clear()

    def __call__(self, path: Path, *, folder: bool = False) -> bool:
        verdict = False
        for at, spec in self._rules_of(path.parent):
            name = path.relative_to(at).as_posix() + ("/" if folder else "")
            found = spec.check_file(name).include
            verdict = verdict if found is None else found
        return verdict

    def _rules_of(self, folder: Path) -> tuple[tuple[Path, GitIgnoreSpec], ...]:
        """What governs the names in a folder: its own file after those further up, which it overrules."""
        if folder not in self._rules:
            inside = folder != self.top and folder.is_relative_to(self.top)
            above = self._rules_of(folder.parent) if inside else ()
            own = _read_ignore(folder / ".gitignore")
            self._rules[folder] = (*above, (folder, own)) if own else above
        return self._rules[folder]


def work_tree(root: Path) -> Path:
    """The top of the git work tree that holds a policy repo, else the repo itself."""
    return work_tree_around(root) or root


def work_tree_around(folder: Path) -> Path | None:
    """The top of the git work tree that holds a folder, if one does."""
    return next((top for top in (folder, *folder.parents) if (top / ".git").exists()), None)


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
            return Source(shown, broken="form/readable", detail=_why_not(path))
        if found.st_size > LARGEST:
            return Source(shown, broken="form/not-too-large", detail=str(LARGEST // MEGABYTE))
        return decode(path.read_bytes(), shown)
    except OSError as error:
        return Source(shown, broken="form/readable", detail=error.strerror or type(error).__name__)


def _why_not(path: Path) -> str:
    """Why something that is no file cannot be read; a folder is only asked about when it cannot be listed."""
    closed = path.is_dir() and not os.access(path, os.R_OK | os.X_OK)
    return "Permission denied" if closed else "not a regular file"


def _wide(content: bytes) -> str | None:
    """UTF-16 or UTF-32, as some programs save text: told by a mark at the start, else by where the first zeros are."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    form = next((form for zeros, form in _ZEROS if zeros.match(content)), None)
    return marked or (form[:6].upper() if form and _is_text(content, form) else None)


def _is_text(content: bytes, form: str) -> bool:
    """Whether it can be decoded, and has no characters that no text has: those tell that a file is binary."""
    try:
        return re.search(_CONTROLS, content.decode(form)) is None
    except UnicodeDecodeError:
        return False


def decode(content: bytes, shown: str) -> Source:
    """The text of `content`; a byte order mark is dropped."""
    if len(content) > LARGEST:
        return Source(shown, broken="form/not-too-large", detail=str(LARGEST // MEGABYTE))
    wide = _wide(content)
    if wide:
        return Source(shown, broken="form/utf-8", detail=wide)
    if b"\0" in content:
        return Source(shown, broken="form/text-not-binary")
    try:
        return Source(shown, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        mark = len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
        return Source(shown, broken="form/utf-8", detail=str(mark + error.start + 1))
