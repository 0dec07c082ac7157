"""For spreadsheets (RFC 4180, UTF-8 with its mark): one row for each finding, then one for each open point.

A cell that a spreadsheet would run as a formula begins with an apostrophe. Days are ISO 8601. The columns:

entry             `finding` or `open point`
role              the role that is to mend it or find out, by its key; empty when nobody is named
role_title        what the role is called
contact           how to reach it
severity          `error`, `warning` or `info`; empty for an open point
rule              the rule, or the rules that wait for an open point
subject           the register, processor's record or document it belongs to
theme             its theme there
registers         in so many registers or documents the rule finds something
file, line        where it stands
place             the place that a waiver would name
message           what is wrong, or what is missing
remedy            the first line of the fix
until, overdue    the day of an open point, and `yes` when it has passed
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from policycheck.reporters.cells import MARK, cells

if TYPE_CHECKING:
    from policycheck.overview.types import OpenPoint, Overview, Role, Task
    from policycheck.reporters import Look

COLUMNS = (
    "entry", "role", "role_title", "contact", "severity", "rule", "subject", "theme", "registers", "file", "line",
    "place", "message", "remedy", "until", "overdue",
)  # fmt: skip


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write the heading and all rows."""
    out.write(MARK)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for duty in overview.duties:
        rows.writerows(cells(*_task(duty.role, task, look)) for task in duty.tasks)
    rows.writerows(cells(*_open_point(point, look)) for point in overview.open_points)


def _task(role: Role | None, task: Task, look: Look) -> tuple[object, ...]:
    found = task.finding
    what = (found.severity.value, found.rule, task.subject, task.theme, task.registers)
    where = (f"{look.prefix}{found.spot.file}", found.spot.span.line, found.spot.place or "")
    return ("finding", *role_cells(role), *what, *where, found.message, task.remedy, "", "")


def _open_point(point: OpenPoint, look: Look) -> tuple[object, ...]:
    what = ("", " ".join(point.rules), point.subject, point.theme, "")
    where = (f"{look.prefix}{point.spot.file}", point.spot.span.line, point.spot.place or "")
    until = (point.until.isoformat() if point.until else "", "yes" if point.overdue else "")
    return ("open point", *role_cells(point.role), *what, *where, point.missing, "", *until)


def role_cells(role: Role | None) -> tuple[str, str, str]:
    """A role by its key and title, and how to reach it."""
    return (role.key, role.title, role.contact) if role else ("", "", "")
