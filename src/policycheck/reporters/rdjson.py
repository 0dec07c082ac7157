"""For reviewdog (Diagnostic Format, `rdjson`), whose columns count bytes of UTF-8."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

from policycheck.finding import Severity

if TYPE_CHECKING:
    from policycheck.finding import Finding, Report, Spot
    from policycheck.reporters import Look

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write one JSON document."""
    diagnostics = [_diagnostic(finding, look) for finding in report.findings]
    json.dump({"source": {"name": "policycheck"}, "diagnostics": diagnostics}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _diagnostic(finding: Finding, look: Look) -> dict[str, Any]:
    link = next((cite.link for cite in finding.cites if cite.link), None)
    return {
        "message": f"{finding.message}\n\n{finding.fix}",
        "location": _location(finding.spot, look),
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.rule, **({"url": link} if link else {})},
        "relatedLocations": [
            {"message": str(spot.place or spot.file), "location": _location(spot, look)} for spot in finding.related
        ],
    }


def _location(spot: Spot, look: Look) -> dict[str, Any]:
    span = spot.span
    end = {"line": span.end_line, "column": _bytes(spot.line, span.end_column)}
    start = {"line": span.line, "column": _bytes(spot.line, span.column)}
    return {"path": f"{look.checkout}{spot.file}", "range": {"start": start, "end": end}}


def _bytes(line: str, column: int) -> int:
    """A column in bytes, from 1."""
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1
