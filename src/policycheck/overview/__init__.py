"""The report for those who answer for registers: how they stand, what to mend, what is open, what comes up.

`overview` gathers it from a check that kept its judgements; one module per format writes it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from policycheck.overview.judged import packs, tables
from policycheck.overview.ledger import ledger
from policycheck.overview.open_points import open_points
from policycheck.overview.reading import Reading
from policycheck.overview.states import States
from policycheck.overview.tasks import duties
from policycheck.overview.types import Overview
from policycheck.overview.upcoming import horizon, upcoming

if TYPE_CHECKING:
    from policycheck.checking import Checked
    from policycheck.finding import Report
    from policycheck.period import Period
    from policycheck.reporters import Look

FORMATS = ("text", "markdown", "csv", "json")
"""The formats; each is a module here."""
FOR_PEOPLE = ("text", "markdown")
"""Those that are written in the language of the terminal, with days as running text has them."""


class Writer(Protocol):
    """What a module of a format offers."""

    def write(self, overview: Overview, out: TextIO, look: Look) -> None:
        """Write an overview; the format escapes what it needs."""


def writer(form: str) -> Writer:
    """The writer of a format of `FORMATS`."""
    module: Writer = import_module(f"policycheck.overview.{form}")
    return module


def overview(checked: Checked, report: Report, within: Period, *, for_people: bool = False) -> Overview:
    """What a report comes to.

    Args:
        checked: what was checked, with its judgements kept.
        report: its report, in the language that is wanted.
        within: how far to look ahead.
        for_people: whether days inside words are written as running text has them.
    """
    reading = Reading(checked, report, for_people=for_people)
    points = open_points(reading)
    states = States(reading, points)
    last = horizon(report.as_of, within)
    return Overview(
        report,
        tuple(reading.wording.name(one.place) for one in reading.repo.of_kind("organisation")),
        states.registers(),
        states.documents(),
        duties(reading),
        tuple(point for _, point in points),
        upcoming(reading, reading.book.law(report.as_of), last),
        last,
        ledger(reading),
        packs(reading, checked.rules),
        tables(reading),
        checked.evidence,
    )
