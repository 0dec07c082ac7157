"""For spreadsheets (RFC 4180, UTF-8 with its mark): one row for each occasion, by day.

A cell that a spreadsheet would run as a formula begins with an apostrophe. Days are ISO 8601. The columns:

day, overdue      when it falls due, and `yes` when that day has passed
occasion          `review`, `erasure`, `contract` and so on
what              the occasion in words
about             what it is about; empty where the occasion says all
subject           the register, party or document it belongs to
role              the role that answers for it, by its key; empty when nobody is named
role_title        what the role is called
contact           how to reach it
file, line        where it stands
place             the place, as findings print it
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from policycheck.overview.csv import role_cells
from policycheck.overview.words import OCCASIONS
from policycheck.reporters.cells import MARK, cells
from policycheck.speech import speech

if TYPE_CHECKING:
    from policycheck.agenda import Agenda
    from policycheck.overview.types import Upcoming
    from policycheck.reporters import Look

COLUMNS = (
    "day", "overdue", "occasion", "what", "about", "subject", "role", "role_title", "contact", "file", "line", "place",
)  # fmt: skip


def write(agenda: Agenda, out: TextIO, look: Look) -> None:
    """Write the heading and all rows."""
    say = speech(agenda.language)
    out.write(MARK)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(cells(*_row(item, say.gettext(OCCASIONS[item.occasion]), look)) for item in agenda.items)


def _row(item: Upcoming, what: str, look: Look) -> tuple[object, ...]:
    when = (item.day.isoformat(), "yes" if item.overdue else "")
    where = (f"{look.prefix}{item.spot.file}", item.spot.span.line, item.spot.place or "")
    return (*when, item.occasion, what, item.about, item.subject, *role_cells(item.role), *where)
