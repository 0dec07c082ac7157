"""For spreadsheets: a row for each finding, those that a waiver set aside and those known before."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from policycheck.finding import cited_together
from policycheck.reporters.cells import MARK, cells

if TYPE_CHECKING:
    from policycheck.finding import Finding, Report
    from policycheck.reporters import Look

COLUMNS = (
    "rule", "severity", "blocking", "file", "line", "column", "place", "message", "reason", "fix", "articles",
    "waiver", "waived_by", "waived_until", "known_by",
)  # fmt: skip


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the heading and all rows."""
    out.write(MARK)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for finding in report.findings:
        blocks = look.fail_on is not None and finding.severity.reaches(look.fail_on)
        rows.writerow(cells(*_row(finding, look, blocking="yes" if blocks else ""), "", "", "", ""))
    for item in report.waived:
        rows.writerow(cells(*_row(item.finding, look), item.waiver, item.owner, item.until, ""))
    for known in report.known:
        rows.writerow(cells(*_row(known.finding, look), "", "", "", known.by))


def _row(finding: Finding, look: Look, *, blocking: str = "") -> tuple[object, ...]:
    spot = finding.spot
    where = (f"{look.prefix}{spot.file}", spot.span.line, spot.span.column, spot.place or "")
    words = (finding.message, finding.reason, finding.fix, cited_together(finding.cites))
    return (finding.rule, finding.severity.value, blocking, *where, *words)
