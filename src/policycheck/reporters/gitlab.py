"""For GitLab's code quality report: a JSON array, with paths from the top of the checkout.

Its widget knows findings again by their fingerprints and holds them against the target branch, so that those known
before are in it, too; it shows neither rule nor fix unless they are in the
description.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from policycheck.finding import Severity
from policycheck.fingerprints import fingerprints

if TYPE_CHECKING:
    from policycheck.finding import Finding, Report
    from policycheck.reporters import Look

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the array; without findings it is empty."""
    findings = (*report.findings, *(item.finding for item in report.known))
    marked = zip(findings, fingerprints(findings), strict=True)
    json.dump([_issue(finding, mark, look) for finding, mark in marked], out, ensure_ascii=False, indent=1)
    out.write("\n")


def _issue(finding: Finding, fingerprint: str, look: Look) -> dict[str, Any]:
    return {
        "description": f"{finding.rule}: {finding.message}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": f"{look.checkout}{finding.spot.file}", "lines": {"begin": finding.spot.span.line}},
    }
