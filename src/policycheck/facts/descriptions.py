"""The descriptions of one register, in the order in which people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record

ORDER = ("notice", "record", "cookies", "data-flow")
"""What is found between descriptions stands in the one that most people read."""


def by_audience(descriptions: list[Record]) -> list[Record]:
    """The descriptions, those that most people read first."""

    def rank(record: Record) -> tuple[int, str]:
        return min(ORDER.index(use) for use in record.serves), record.document.id

    return sorted(descriptions, key=rank)


def pairs(descriptions: list[Record]) -> Iterator[tuple[Record, Record]]:
    """The first description with each other one; translations are not among them."""
    if len(descriptions) == 1:
        return
    first, *others = by_audience(descriptions)
    for other in others:
        yield first, other
