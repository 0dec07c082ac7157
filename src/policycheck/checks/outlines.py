"""The outline of a text: registers side by side, sections numbered through (Article 12(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record

Sections = list[dict[str, Any]]


@supplies("registers", "headings")
def registers_side_by_side(record: Record, setting: Setting) -> Iterator[Judgement]:
    """No register stands below another, and the numbers of sections do not start anew."""
    outline: Sections = record.stated.get("outline", [])
    if not outline:
        return
    nested = {number: below for number, section in enumerate(outline) if (below := _nested(section))}
    restarting = _restarting(outline)
    place = record.place / "outline"
    if nested or restarting:
        places = [place / number for number in sorted({*nested, *restarting})]
        registers = list(dict.fromkeys(name for below in nested.values() for name in below))
        headings = [Term("headings", outline[number].get("heading", "")) for number in restarting]
        yield not_met(place, *places, registers=registers or "", headings=headings or "")
    else:
        yield met(place)


def _nested(section: dict[str, Any]) -> list[str]:
    """The registers that stand deeper than the others of a section."""
    levels: dict[str, int] = section.get("registers", {})
    return [name for name, level in levels.items() if level > min(levels.values())]


def _restarting(outline: Sections) -> list[int]:
    """The sections of the first level whose number is no higher than one before."""
    found: list[int] = []
    highest = 0
    for position, section in enumerate(outline):
        number = section.get("number", "").rstrip(".")
        if section.get("level", 1) == 1 and number.isdecimal():
            if int(number) <= highest:
                found.append(position)
            highest = max(highest, int(number))
    return found
