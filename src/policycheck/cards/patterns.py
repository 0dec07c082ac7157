"""Which patterns a card may hold: those that every text is matched against in reasonable time."""

from __future__ import annotations

import re

_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?.?|.", re.DOTALL)
_PLAIN_GROUPS = (":", "a", "i", "m", "s", "x")
"""What may follow `(?`: a group that is not counted, or flags."""
_REPEATS = ("*", "+", "{")


def harmful(pattern: str) -> bool:
    """Whether a valid pattern can take for ever, or mean different things to different readers.

    It repeats what itself repeats or chooses, looks around, or looks back at what was matched.
    """
    parts = _PART.findall(pattern)
    return any(_looks(part) for part in parts) or _nests(parts)


def _looks(part: str) -> bool:
    if part.startswith("(?"):
        return part[2:] not in _PLAIN_GROUPS
    return part[0] == "\\" and part[1:].isdigit()


def _nests(parts: list[str]) -> bool:
    """Whether something of varying length is repeated."""
    varying = [False]
    closed = False
    for part in parts:
        if part in _REPEATS:
            if closed:
                return True
            varying[-1] = closed = True
            continue
        closed = part == "}"
        if part.startswith("("):
            varying.append(False)
        elif part == ")":
            closed = varying.pop()
            varying[-1] |= closed
        elif part in ("|", "?"):
            varying[-1] = True
    return False
