"""Which patterns a card may hold: those that every text is matched against in reasonable time.

Python matches by trying. A pattern is harmless when the ways in which it can be tried on a text are few: it repeats
nothing that itself repeats or chooses, and the choices that follow each other, multiplied, stay below a limit.
"""

from __future__ import annotations

import re

from policycheck.assertions.operators import LONGEST_TEXT

LONGEST_PATTERN = 200
MOST_WAYS = 10_000_000
"""Some tenths of a second at worst; two `.*` have a million on the longest text."""
_PART = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[aims]*(?:-[ims]+)?[:)])?|\{(?!\})\d*(?:,\d*)?\}|.", re.DOTALL
)


def harmful_to_search(pattern: str) -> bool:
    """The same for a pattern that is sought anywhere in a text: it is tried from every character on."""
    parts = _PART.findall(pattern)
    return harmful(pattern) or _ways(parts) * LONGEST_TEXT > MOST_WAYS


def harmful(pattern: str) -> bool:
    """Whether a valid pattern can take for ever, or mean different things to different readers.

    It is too long, repeats what itself repeats or chooses, offers too many ways to match, looks around, or looks back
    at what was matched.
    """
    parts = _PART.findall(pattern)
    return len(pattern) > LONGEST_PATTERN or any(map(_looks, parts)) or _nests(parts) or _ways(parts) > MOST_WAYS


def _looks(part: str) -> bool:
    return part == "(?" or (part[0] == "\\" and part[1:].isdigit())


def _opens(part: str) -> bool:
    """Whether it begins a group; flags for the whole pattern, such as `(?i)`, are none."""
    return part[0] == "(" and part[-1] != ")"


def _repeats(part: str) -> bool:
    return part in ("*", "+") or (part[0] == "{" and len(part) > 1)


def _nests(parts: list[str]) -> bool:
    """Whether something of varying length is repeated."""
    varying = [False]
    closed = False
    for part in parts:
        if _repeats(part):
            if closed:
                return True
            varying[-1] = closed = True
            continue
        closed = False
        if _opens(part):
            varying.append(False)
        elif part == ")":
            closed = varying.pop()
            varying[-1] |= closed
        elif part in ("|", "?"):
            varying[-1] = True
    return False


class _Branches:
    """The branches of a group: what is one before the last `|`, and the ways of the branch at hand."""

    def __init__(self) -> None:
        self.before = 0
        self.here = 1
        self.last = 1
        """The ways of what was read last: a repetition may follow."""

    def read(self, ways: int) -> None:
        """Something that matches in so many ways."""
        self.here *= self.last
        self.last = ways

    def branch(self) -> None:
        """A `|`."""
        self.before += self.here * self.last
        self.here = self.last = 1

    @property
    def ways(self) -> int:
        """Those of all branches."""
        return self.before + self.here * self.last


def _ways(parts: list[str]) -> int:
    """In how many ways a pattern that nests nothing can be tried on the longest text."""
    groups = [_Branches()]
    lazy = False
    for part in parts:
        group = groups[-1]
        if _repeats(part):
            group.last *= _times(part)
        elif part == "?":
            group.last += 0 if lazy else 1
        elif part == "|":
            group.branch()
        elif _opens(part):
            groups.append(_Branches())
        elif part == ")":
            groups.pop()
            groups[-1].read(group.ways)
        else:
            group.read(1)
        lazy = _repeats(part)
    return groups[0].ways


def _times(part: str) -> int:
    """How many different numbers of times a repetition allows."""
    if part[0] != "{":
        return LONGEST_TEXT
    least, comma, most = part[1:-1].partition(",")
    if not comma:
        return 1
    return max(1, min(int(most or LONGEST_TEXT), LONGEST_TEXT) - int(least or 0) + 1)
