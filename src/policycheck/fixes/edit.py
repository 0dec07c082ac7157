"""What a fix is: replacements of text at known positions, how far it may be trusted, and what it is for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.finding import Finding


class Safety(StrEnum):
    """Whether a fix may be made without being looked at."""

    SAFE = "safe"
    """What the file says is the same; only how it says it is not."""
    UNSAFE = "unsafe"
    """Somebody should look at it: a guess, a removal, or a gap that is only marked."""


class Edit(NamedTuple):
    """A stretch of a file's text and what is written instead.

    Offsets are code points from the start of the text, a byte order mark not counted, as in `document.Text`.
    """

    file: str
    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """Edits that belong together: all of them are made, or none."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    finding: Finding | None = None
    """What it is for; None for a name that still works and has a new form."""
    settles: bool = True
    """Whether the finding is gone afterwards. A gap that is only marked is still a gap."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made; they do not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The fixes that can be made at once: one that overlaps an earlier one is left for later."""
    kept: list[Fix] = []
    taken: list[Edit] = []
    for fix in fixes:
        if not any(_meet(edit, other) for edit in fix.edits for other in taken):
            kept.append(fix)
            taken += fix.edits
    return kept


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap, or begin at one place: then their order would be chance."""
    return one.file == other.file and (one.start == other.start or (one.start < other.end and other.start < one.end))
