"""What falls due in a repo, and what is overdue: `agenda` gathers it, one module per format writes it.

Nothing is judged for it. It is told here and in the report, and is no finding: a contract that ends in spring is in
order today, and a repo that is in order has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from policycheck.overview.reading import Naming
from policycheck.overview.upcoming import horizon, upcoming
from policycheck.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from policycheck.overview.types import Upcoming
    from policycheck.period import Period
    from policycheck.reading import Unjudged
    from policycheck.reporters import Look

FORMATS = ("text", "json", "csv", "ics")
"""The formats; each is a module here."""
FOR_PEOPLE = ("text",)
"""Those that are written in the language of the terminal, with days as running text has them."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What falls due in a repo from a day on, and what was due before, in finished words of one language."""

    as_of: date
    horizon: date
    language: str
    organisations: tuple[str, ...]
    """By their ids: whose agenda it is."""
    items: tuple[Upcoming, ...]
    refused: int
    """So many documents or files could not be read; what falls due in them is not known."""

    @property
    def overdue(self) -> int:
        """How much of it was due before the day."""
        return sum(item.overdue for item in self.items)


class Writer(Protocol):
    """What a module of a format offers."""

    def write(self, agenda: Agenda, out: TextIO, look: Look) -> None:
        """Write an agenda; the format escapes what it needs."""


def writer(form: str) -> Writer:
    """The writer of a format of `FORMATS`.

    Raises:
        UsageError: if it needs a library that is not installed.
    """
    module: Writer = import_module(f"policycheck.agenda.{form}")
    return module


def agenda(unjudged: Unjudged, day: date, within: Period, language: str, *, for_people: bool = False) -> Agenda:
    """What falls due within a period from a day on.

    Args:
        unjudged: a repo that was read.
        day: from when on; what was due before is overdue.
        within: how far to look ahead.
        language: of the words, where the packs speak it.
        for_people: whether days inside words are written as running text has them.
    """
    wording = Wording(unjudged.book, unjudged.repo, language, for_people=for_people)
    last = horizon(day, within)
    refused = {(flaw.source.file, flaw.document.id if flaw.document else "") for flaw in unjudged.repo.flaws}
    return Agenda(
        day,
        last,
        wording.language,
        tuple(sorted(record.document.id for record in unjudged.repo.of_kind("organisation"))),
        upcoming(Naming(unjudged.repo, wording, unjudged.files), unjudged.book.law(day), last),
        len(refused),
    )
