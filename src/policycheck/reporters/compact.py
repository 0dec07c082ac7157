"""One line a finding, as editors and grep read it: `file:line:column: severity: message [rule]`."""

from typing import TextIO

from policycheck.finding import Report
from policycheck.reporters import Look
from policycheck.reporters.summary import summary
from policycheck.reporters.text import safe, where


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write a line for each finding, then the summary."""
    if not look.quiet:
        for finding in report.findings:
            message = safe(" ".join(finding.message.split()))
            out.write(f"{where(finding.spot, look)}: {finding.severity}: {message} [{finding.rule}]\n")
    out.write(summary(report, look) + "\n")
