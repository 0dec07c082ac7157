"""For people at a terminal: a table of at most 100 columns, and how much it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from policycheck.overview.layout import laid, wrapped
from policycheck.overview.tabular import coming
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.agenda import Agenda
    from policycheck.reporters import Look
    from policycheck.speech import Speech


def write(agenda: Agenda, out: TextIO, look: Look) -> None:
    """Write the table, then the summary."""
    say = speech(agenda.language)
    table = laid(coming(agenda.items, look, say))
    if table:
        out.write(f"{table}\n\n")
    for words in _summary(agenda, say):
        out.writelines(f"{line}\n" for line in wrapped("", words))


def _summary(agenda: Agenda, say: Speech) -> Iterator[str]:
    yield say.gettext(
        "As of {day}. Due until {last}: {ahead}. Overdue: {overdue}.",
        day=say.day(agenda.as_of),
        last=say.day(agenda.horizon),
        ahead=say.number(len(agenda.items) - agenda.overdue),
        overdue=say.number(agenda.overdue),
    )
    if agenda.refused:
        yield say.gettext(
            "Not read, and therefore not in this list: {number}. 'policycheck check' tells why.",
            number=say.number(agenda.refused),
        )
