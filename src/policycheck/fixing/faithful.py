"""Whether edits left alone what they do not name: every scalar and every comment outside them reads as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.document import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.fixes import Edit

Ranges = list[tuple[int, int]]


def faithful(before: str, after: str, edits: Iterable[Edit]) -> bool:
    """Whether `after` says outside of the edits what `before` says, comments included."""
    ordered = sorted(edits, key=lambda edit: edit.start)
    removed = [(edit.start, edit.end) for edit in ordered]
    return list(_rest(before, removed)) == list(_rest(after, list(_written(ordered))))


def _written(edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """Where what the edits write stands afterwards."""
    moved = 0
    for edit in edits:
        start = edit.start + moved
        yield start, start + len(edit.text)
        moved += len(edit.text) - (edit.end - edit.start)


def _rest(text: str, ranges: Ranges) -> Iterator[str]:
    """The scalars and comments of a text that lie outside some ranges, in order."""
    source = Text("", text)
    found = [(start, text[start:end].rstrip()) for start, end in source.chart.scalars]
    found += [(comment.offset, comment.text.rstrip()) for comment in source.comments]
    yield from (words for start, words in sorted(found) if words and not _within(start, len(words), ranges))


def _within(start: int, length: int, ranges: Ranges) -> bool:
    return any(start < last and first < start + length for first, last in ranges)
