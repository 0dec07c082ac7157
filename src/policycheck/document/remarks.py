"""Comments addressed to policycheck, and the place in the document that each belongs to.

A comment that ends a line belongs to what stands leftmost on that line, a key or an item of a list, with all it
holds. One that stands alone, or behind nothing but a dash, belongs to what stands leftmost on the next line that has a
key or an item; several above one line all belong to it. Beside or above `policycheck`, `kind` or `id` it belongs to the
document as a whole. A comment never reaches past the end of its document, and one on a line that only goes on with
what began before belongs to nothing: it might be meant for either. How far a comment is indented does not matter, as it
does not to YAML.

A `#` inside a string or a block of text is no comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.document.comments import Comment
    from policycheck.document.document import Document, Text
    from policycheck.document.marks import Mark
    from policycheck.place import Path

_TO_US = re.compile(r"#[#\s]*(?i:policycheck)[ \t]*(?::|[ \t]waive)")
"""What a text holds if any of its comments may be addressed to us."""
_ADDRESSED = re.compile(r"#+\s*policycheck\s*(?:(?P<colon>:)|(?=\swaive\b))\s*(?P<words>.*)", re.IGNORECASE | re.DOTALL)
_HEAD_OF_DOCUMENT = re.compile(r"\d+")
"""What follows `policycheck:` at the head of a document; a `#` before it puts the document out of use."""
_BOUNDARY = re.compile(r"(?:---|\.\.\.)(?<![^\r\n](?:---|\.\.\.))(?=\s|\Z)")
_BETWEEN = re.compile(r"(?:[\s\-\[\]{},?.]|#[^\r\n]*(?=[\r\n]|\Z)|[&!][^\s#]+(?=\s))*")
"""What may stand between a comment and what it belongs to: other comments, and what is neither key nor value."""
_WHOLE = (("policycheck",), ("kind",), ("id",))
"""The keys that stand for the document as a whole."""


class Remark(NamedTuple):
    """A comment to us: its offsets, what it says, and what it belongs to."""

    document: Document
    start: int
    end: int
    words: str
    """What follows `policycheck:`; with `policycheck` where the colon is missing."""
    path: Path | None
    """None: it belongs to nothing."""


class _Head(NamedTuple):
    """A key, or an item of a list: where it begins, and the path to it."""

    offset: int
    path: Path


def addressed(text: str) -> bool:
    """Whether a comment of a text may be to us: one quick look, so that files without one cost nothing."""
    return _TO_US.search(text) is not None


def remarks(text: Text, documents: Iterable[Document]) -> list[Remark]:
    """The comments of a file that are addressed to us, in order; those of documents that cannot be read are left out.

    Args:
        text: the file.
        documents: those of its documents that can be read.
    """
    said = [(comment, words) for comment in text.comments if (words := _words(comment)) is not None]
    if not said:
        return []
    page = _Page(text, documents)
    return [remark for comment, words in said if (remark := page.remark(comment, words))]


def _words(comment: Comment) -> str | None:
    """What a comment says to us; None when it says nothing to us."""
    found = _ADDRESSED.fullmatch(comment.text)
    if found is None or _HEAD_OF_DOCUMENT.fullmatch(found["words"].strip()):
        return None
    return found["words"].strip() if found["colon"] else comment.text.lstrip("# \t").rstrip()


class _Page:
    """The lines of a file, with what stands leftmost on each."""

    def __init__(self, text: Text, documents: Iterable[Document]) -> None:
        self.text = text
        self.starts = text.lines.starts
        self.leftmost: dict[int, tuple[Document, _Head]] = {}
        self.begins: list[tuple[int, Document]] = []
        for document in documents:
            self._enter(document)
        self.lines = sorted(self.leftmost)
        self.begins.sort(key=_offset)

    def _enter(self, document: Document) -> None:
        tree = self.text.chart.trees[document.number]
        if tree is None:
            return
        self.begins.append((tree.start, document))
        for head in _heads(tree, document.stated, document, ()):
            line = self._line(head.offset)
            held = self.leftmost.get(line)
            if held is None or head.offset < held[1].offset:
                self.leftmost[line] = (document, head)

    def _line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def remark(self, comment: Comment, words: str) -> Remark | None:
        """A comment with what it belongs to; None when it is in no document that can be read."""
        start, end = comment.offset, comment.offset + len(comment.text.rstrip())
        found = self.leftmost.get(self._line(start)) or self._ahead(start)
        if found:
            document, head = found
            return Remark(document, start, end, words, () if head.path in _WHOLE else head.path)
        around = self._around(start)
        return Remark(around, start, end, words, None) if around else None

    def _ahead(self, offset: int) -> tuple[Document, _Head] | None:
        """What stands leftmost on the next line that has something, for a comment that stands alone."""
        line = self._line(offset)
        after = bisect_right(self.lines, line)
        alone = not self.text.text[self.starts[line - 1] : offset].strip(" \t-?")
        if not alone or after == len(self.lines):
            return None
        found = self.leftmost[self.lines[after]]
        nothing_between = _BETWEEN.fullmatch(self.text.text, offset, found[1].offset)
        return found if nothing_between and not self._parted(offset, found[1].offset) else None

    def _parted(self, offset: int, head: int) -> bool:
        """Whether a document that has begun before an offset ends between it and a key."""
        text = self.text.text
        if not _BOUNDARY.search(text, offset, head):
            return False
        start = max((boundary.end() for boundary in _BOUNDARY.finditer(text, 0, offset)), default=0)
        return not _BETWEEN.fullmatch(text, start, offset)

    def _around(self, offset: int) -> Document | None:
        """The document that an offset is in or behind; None when it is in one that cannot be read."""
        index = bisect_right(self.begins, offset, key=_offset)
        if index == 0:
            return None
        start, document = self.begins[index - 1]
        others = any(boundary[0] == "---" for boundary in _BOUNDARY.finditer(self.text.text, start, offset))
        return None if others else document


def _offset(begin: tuple[int, Document]) -> int:
    return begin[0]


def _heads(mark: Mark, value: object, document: Document, path: Path) -> Iterator[_Head]:
    """Every key and item below a mark, the outer before the inner; what an alias stands for belongs to its anchor."""
    for step, item, inner in _below(mark, value, document, path):
        offset = inner.head[0]
        if offset >= mark.start:
            yield _Head(offset, (*path, step))
            yield from _heads(inner, item, document, (*path, step))


def _below(mark: Mark, value: object, document: Document, path: Path) -> Iterator[tuple[str | int, object, Mark]]:
    """What stands directly below a mark, by the steps of its place: a code in a list by its own word."""
    if isinstance(mark.body, dict):
        stated = value if isinstance(value, dict) else {}
        yield from ((key, stated.get(key), inner) for key, inner in mark.body.items())
    elif isinstance(mark.body, list):
        shift = document.shifts.get(path) or range(len(mark.body))
        items = value if isinstance(value, list) else []
        for number, index in enumerate(shift):
            item = items[number] if number < len(items) else None
            yield (item if isinstance(item, str) else number), item, mark.body[index]
