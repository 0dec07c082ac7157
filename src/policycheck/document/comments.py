"""Comments, which libyaml's events do not carry: a `#` at line start or after a blank, outside every scalar."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_BREAKS = r"\r\n\x85\u2028\u2029"
_COMMENT = re.compile(rf"#(?<![^ \t{_BREAKS}]#)[^{_BREAKS}]*")
_HEADER = re.compile(rf"(?:[&!]\S*\s+|#[^{_BREAKS}]*\s+)*(?:[|>][^{_BREAKS}]*)?")
"""What stands in a scalar's span before its own characters: anchor, tag, and the first line of a block."""


class Comment(NamedTuple):
    """A comment and the offset of its `#`."""

    offset: int
    text: str


def comments(text: str, scalars: list[tuple[int, int]]) -> list[Comment]:
    """The comments of `text`, given the sorted spans of its scalars."""
    starts = [start for start, _ in scalars]
    found = []
    offset = 0
    while match := _COMMENT.search(text, offset):
        at = match.start()
        before = bisect_right(starts, at) - 1
        if before >= 0 and _holds(text, scalars[before], at):
            offset = scalars[before][1]
        else:
            found.append(Comment(at, match[0]))
            offset = match.end()
    return found


def _holds(text: str, scalar: tuple[int, int], at: int) -> bool:
    """Whether the character at `at` is the scalar's own."""
    start, end = scalar
    header = _HEADER.match(text, start, end)
    return at < end and (header is None or header.end() <= at)
