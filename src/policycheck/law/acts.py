"""How a provision of an act is written, so that a reader can look it up, and of which parts it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.law.rows import number_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.law.rows import Row


def resolves(act: Row, provision: str) -> bool:
    """Whether the provision has the form of the act's provisions, and numbers that the act reaches."""
    if re.fullmatch(act["form"], provision) is None:
        return False
    highest, number = act.get("highest"), re.match(r"\d+", provision)
    if highest and not (number and 0 < int(number[0]) <= highest):
        return False
    paragraphs, within = act.get("paragraphs"), re.match(r"(\d+)\((\d+)\)", provision)
    return not (paragraphs and within) or 0 < int(within[2]) <= paragraphs[int(within[1]) - 1]


class Acts:
    """The acts by the number under which records name them."""

    def __init__(self, table: Row) -> None:
        acts: Iterable[Row] = table["acts"].values()
        self._acts = {number_in(act["number"]): act for act in acts if not act["number"].endswith("recitals")}

    def highest(self, number: str) -> int | None:
        """The number of an act's last article or section, where the table has it."""
        found: int | None = self._acts.get(number_in(number), {}).get("highest")
        return found


def applicable_from(acts: Row, statutes: Row) -> dict[str, str]:
    """The first day of each act that cards may cite, as the table of statutes has it."""
    first = {number_in(row["number"]): row["valid_from"] for row in statutes["statutes"]}
    numbers = {key: number_in(act["number"]) for key, act in acts["acts"].items()}
    return {key: first[number] for key, number in numbers.items() if number and first.get(number)}


_PARTS = re.compile(
    r"((?P<chapter>\d+):)?(?P<number>[^:()]+)(\((?P<paragraph>\d+)\))?(\((?P<second>\d+)\))?(\((?P<point>[a-z])\))?"
)


def parts(act: Row, provision: str) -> dict[str, str]:
    """The parts of a provision, the outermost first: 6(1)(f) is article 6, its paragraph 1, its point f."""
    found = _PARTS.fullmatch(provision)
    named = {name: part for name, part in found.groupdict().items() if part} if found else {"number": provision}
    if named["number"] == act.get("definitions") and "paragraph" in named:
        named["definition"] = named.pop("paragraph")
    return named
