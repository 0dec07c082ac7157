"""The last line of a check: what was checked, what was found, and why the exit code is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.finding import Outcome, Report, Severity

if TYPE_CHECKING:
    from policycheck.reporters import Look

NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("note", "notes"),
}


def summary(report: Report, look: Look) -> str:
    """One line, the same for every format."""
    found = ", ".join(counted(report.count(severity), *NAMES[severity]) for severity in Severity)
    waived = f", {len(report.waived)} waived" if report.waived else ""
    open_points = report.outcomes.get(Outcome.CANNOT_TELL, 0)
    unsure = f", {counted(open_points, 'open point', 'open points')}" if open_points else ""
    skipped = f" ({counted(report.skipped, 'other document', 'other documents')} skipped)" if report.skipped else ""
    checked = f"{counted(report.documents, 'document', 'documents')}{skipped}, {counted(report.rules, 'rule', 'rules')}"
    return f"{checked}, as of {report.as_of}: {found}{waived}{unsure}. {_stale(report)}{_exit(report, look)}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def _stale(report: Report) -> str:
    """A note when the law may have moved on since somebody last looked."""
    number = len(report.stale_tables)
    old = counted(number, "law table was", "law tables were")
    return f"{old} last checked more than six months before that day. " if number else ""


def _exit(report: Report, look: Look) -> str:
    if look.fail_on is None:
        return "Exit code 0: findings were not to count (--exit-zero)."
    blocking = report.blocking(look.fail_on)
    if blocking:
        return f"Exit code 1: {counted(blocking, 'finding', 'findings')} at or above '{look.fail_on}'."
    return f"Exit code 0: nothing at or above '{look.fail_on}'."
