"""What the pages say of severities, states and days; everything else stands in the templates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policycheck.finding import Severity
from policycheck.overview.types import State
from policycheck.reporters import severities
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from policycheck.speech import Speech

SEVERITIES = severities.NAMES
MANY = {
    Severity.ERROR: Phrase("Errors"),
    Severity.WARNING: Phrase("Warnings"),
    Severity.INFO: Phrase("Notes"),
}
MEANINGS = {
    Severity.ERROR: Phrase("what the law asks for is missing or contradicted"),
    Severity.WARNING: Phrase("doubtful, or soon to be a gap"),
    Severity.INFO: Phrase("worth a look"),
}
"""What a severity means, where the report first speaks of it."""
TABLES = {
    "adequacy": Phrase("Adequacy decisions of the Commission"),
    "statutes": Phrase("National acts"),
    "territories": Phrase("The European Economic Area and others"),
    "transfers": Phrase("Grounds on which data may go to third countries"),
}
SIGNS = {
    State.GAPS: "\N{BLACK UP-POINTING TRIANGLE}",
    State.TOLD_ELSEWHERE: "\N{WHITE UP-POINTING TRIANGLE}",
    State.OPEN: "?",
    State.WAIVED: "\N{WHITE DIAMOND}",
    State.NO_GAPS: "\N{BULLET}",
    State.DOES_NOT_APPLY: "\N{EN DASH}",
    State.NOT_JUDGED: "\N{MIDDLE DOT}",
}
"""A sign for each state, so that it can be told in black and white."""
STATES = {
    State.GAPS: Phrase("gaps found"),
    State.TOLD_ELSEWHERE: Phrase("a gap, told under another theme"),
    State.OPEN: Phrase("open points"),
    State.WAIVED: Phrase("set aside by a waiver"),
    State.NO_GAPS: Phrase("no gaps found"),
    State.DOES_NOT_APPLY: Phrase("does not apply, says the record"),
    State.NOT_JUDGED: Phrase("not judged"),
}


def day(when: date | str, say: Speech) -> str:
    """A day as running text has it; one that the calendar lacks stands as it is."""
    if not isinstance(when, str):
        return say.day(when)
    try:
        return say.day(date.fromisoformat(when))
    except ValueError:
        return when
