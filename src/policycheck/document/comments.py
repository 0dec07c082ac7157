"""Comments, which libyaml's events do not carry: a `#` at line start or after a blank, outside every scalar."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_HASH = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and the offset of its `#`."""

    offset: int
    text: str


def comments(text: str, scalars: list[tuple[int, int]]) -> list[Comment]:
    """The comments of `text`, given the sorted spans of its scalars."""
    starts = [start for start, _ in scalars]
    found = []
    for match in _HASH.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or scalars[before][1] <= match.start():
            found.append(Comment(match.start(), match[0]))
    return found
