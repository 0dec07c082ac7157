"""What annexes hold: the records with what each says under each heading, and sheets of finished cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from policycheck.overview.types import Overview
    from policycheck.record import Row
    from policycheck.speech import Speech


class Gap(str):
    """Words that tell what is missing."""

    __slots__ = ()


class Strong(str):
    """Words that head what stands below them."""

    __slots__ = ()


Cell = str | int | date
Cells = tuple[Cell, ...]


class Column(NamedTuple):
    """A heading, and how many characters wide the column is shown."""

    heading: str
    width: int = 20


class Sheet(NamedTuple):
    """A table: headings, and rows that are told once, one after the other."""

    key: str
    """What a file of it is called."""
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Cells]]
    foreword: tuple[Cells, ...] = ()
    """Rows above the headings."""
    page_each: bool = False
    """Whether rows whose first cells differ are printed on different pages."""
    internal: bool = False
    """Whether it is for those inside only."""


class Kept(NamedTuple):
    """A record of Article 30: what it is called, where it is, and what it says."""

    kind: str
    id: str
    name: str
    file: str
    serves: str
    """What it is for, in words."""
    language: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Annexes:
    """All there is to hand on."""

    overview: Overview
    say: Speech
    layout: str
    title: str
    records: Callable[[], Iterator[Kept]]
    """The records, told one after the other: there may be thousands."""
    sheets: tuple[Sheet, ...]
    evidence: tuple[tuple[str, str], ...]
    """What a reader needs to trust it and to make it again, each with what it is called."""

    @property
    def organisations(self) -> str:
        """Whose records they are."""
        return ", ".join(self.overview.organisations)

    @property
    def day(self) -> date:
        """The day they are of."""
        return self.overview.report.as_of
