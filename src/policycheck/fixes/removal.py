"""Takes a document out of its file, or a comment out of its line, and leaves what speaks of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.fixes.edit import Edit

if TYPE_CHECKING:
    from policycheck.document import Document, Text
    from policycheck.document.marks import Mark

_BOUNDARY = re.compile(r"(?:---|\.\.\.)(?=\s|\Z)")
_NO_CONTENT = re.compile(r"\s*(?:#.*)?")


def without_document(document: Document) -> Edit | None:
    """The edit that takes a document out of its file; an only document leaves the file empty, which removes it.

    Comments before the next document stay: they may speak of that one. None where the file has directives or ends
    documents with `...`, which belong to several.
    """
    source = document.source
    if len(source.chart.trees) == 1:
        return Edit(source.file, 0, len(source.text), "")
    mark = source.chart.trees[document.number]
    if mark is None or re.search(r"^(?:%|\.\.\.(?:\s|\Z))", source.text, re.MULTILINE):
        return None
    return Edit(source.file, *_stretch(source, mark), "")


def without_comment(source: Text, offset: int) -> Edit:
    """The edit that takes out the comment whose `#` is at `offset`: with its line, if nothing else is on it."""
    line = source.lines.position(offset)[0]
    start = source.lines.starts[line - 1]
    end = _start_of(source, line + 1)
    before = source.text[start:offset]
    if before.strip():
        return Edit(source.file, start + len(before.rstrip()), start + len(source.lines.line(line)), "")
    return Edit(source.file, start, end, "")


def _stretch(source: Text, mark: Mark) -> tuple[int, int]:
    """From the line of the document's `---`, or its first own line, to its last that is more than blank or comment."""
    own = source.lines.position(mark.start)[0]
    first = next((line for line in range(own, 0, -1) if _is_boundary(source, line)), own)
    last = source.lines.position(deep_end(source.text, mark) - 1)[0]
    after = last + 1
    while after <= len(source.lines.starts) and not _is_boundary(source, after):
        if not _NO_CONTENT.fullmatch(source.lines.line(after)):
            last = after
        after += 1
    between = source.text[_start_of(source, last + 1) : _start_of(source, after)]
    end = _start_of(source, last + 1 if between.strip() else after)
    return source.lines.starts[first - 1], end


def _is_boundary(source: Text, line: int) -> bool:
    return _BOUNDARY.match(source.lines.line(line)) is not None


def _start_of(source: Text, line: int) -> int:
    """Where a line starts; after the last one, where the text ends."""
    starts = source.lines.starts
    return starts[line - 1] if line <= len(starts) else len(source.text)


def deep_end(text: str, mark: Mark) -> int:
    """The offset after the last character that is written in a mark."""
    end = 0
    waiting = [mark]
    while waiting:
        one = waiting.pop()
        body = one.body
        end = max(end, one.end if body is None else one.start + 1, one.key[1] if one.key else 0)
        waiting += body.values() if isinstance(body, dict) else body or ()
    return len(text[:end].rstrip())
