"""For spreadsheets (RFC 4180, UTF-8 with its mark): a row for each finding, open point, waiver, and point of evidence.

It is the list of what is to be done. States, what comes up, waivers and tables of the law have columns of their own:
each has a file of its own with `--out` (`policycheck.annexes.tables`).

A cell that a spreadsheet would run as a formula begins with an apostrophe. Days are ISO 8601. The columns:

entry             `finding`, `open point`, `waiver` or `evidence`
role              the role that is to mend it or find out, by its key; empty when nobody is named
role_title        what the role is called
contact           how to reach it
severity          `error`, `warning` or `info`; of findings only
rule              the rule, or the rules that wait for an open point; of a waiver the one that it is for
subject           the register, processor's record or document it belongs to; of a waiver, what it is called
theme             its theme there
registers         in so many registers or documents the rule finds something
file, line        where it stands
place             the place that a waiver would name, or names; of evidence what it tells, such as `tree.commit`
message           what is wrong, what is missing, or the reason of a waiver; of evidence the value, as in JSON
remedy            the first line of the fix
until, overdue    the day of an open point or waiver, and `yes` when it has passed
approved_by       the role that approved a waiver
state             what has become of a waiver: `in force`, `ends soon`, `expired`, `unused`, `mistaken` or `not judged`
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from policycheck.evidence.document import document, leaves
from policycheck.finding import WaiverState
from policycheck.reporters.cells import MARK, cells

if TYPE_CHECKING:
    from policycheck.overview.types import LedgerLine, OpenPoint, Overview, Role, Task
    from policycheck.reporters import Look

COLUMNS = (
    "entry", "role", "role_title", "contact", "severity", "rule", "subject", "theme", "registers", "file", "line",
    "place", "message", "remedy", "until", "overdue", "approved_by", "state",
)  # fmt: skip


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write the heading and all rows."""
    out.write(MARK)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for duty in overview.duties:
        rows.writerows(cells(*_task(duty.role, task, look)) for task in duty.tasks)
    rows.writerows(cells(*_open_point(point, look)) for point in overview.open_points)
    rows.writerows(cells(*_waiver(line, look)) for line in overview.ledger)
    rows.writerows(cells(*_evidence(*told)) for told in leaves(document(overview.evidence)))


def _task(role: Role | None, task: Task, look: Look) -> tuple[object, ...]:
    found = task.finding
    what = (found.severity.value, found.rule, task.subject, task.theme, task.registers)
    where = (f"{look.prefix}{found.spot.file}", found.spot.span.line, found.spot.place or "")
    return ("finding", *role_cells(role), *what, *where, found.message, task.remedy, "", "", "", "")


def _open_point(point: OpenPoint, look: Look) -> tuple[object, ...]:
    what = ("", " ".join(point.rules), point.subject, point.theme, "")
    where = (f"{look.prefix}{point.spot.file}", point.spot.span.line, point.spot.place or "")
    until = (point.until.isoformat() if point.until else "", "yes" if point.overdue else "")
    return ("open point", *role_cells(point.role), *what, *where, point.missing, "", *until, "", "")


def _waiver(line: LedgerLine, look: Look) -> tuple[object, ...]:
    one = line.entry
    what = ("", one.rule, one.name, "", "")
    where = (f"{look.prefix}{one.spot.file}", one.spot.span.line, one.place)
    overdue = "yes" if one.state is WaiverState.EXPIRED else ""
    until = (one.until, overdue, one.approved_by, one.state.value)
    return ("waiver", *role_cells(line.owner), *what, *where, one.reason, "", *until)


def _evidence(path: str, value: str) -> tuple[object, ...]:
    return (
        "evidence",
        *[""] * (COLUMNS.index("place") - 1),
        path,
        value,
        *[""] * (len(COLUMNS) - COLUMNS.index("message") - 1),
    )


def role_cells(role: Role | None) -> tuple[str, str, str]:
    """A role by its key and title, and how to reach it."""
    return (role.key, role.title, role.contact) if role else ("", "", "")
