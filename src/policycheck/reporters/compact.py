"""One line a finding, as editors and grep read it: `file:line:column: severity: message [rule]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from policycheck.reporters.summary import summary
from policycheck.reporters.text import safe, where

if TYPE_CHECKING:
    from policycheck.finding import Report
    from policycheck.reporters import Look


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write a line for each finding, then the summary."""
    if not look.quiet:
        for finding in report.findings:
            message = safe(" ".join(finding.message.split()))
            out.write(f"{where(finding.spot, look)}: {finding.severity}: {message} [{finding.rule}]\n")
    out.write(summary(report, look) + "\n")
