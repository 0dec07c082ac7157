"""For readers of the Test Anything Protocol, version 14: a test point for each rule and document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from policycheck.reporters.cases import State, cases
from policycheck.reporters.summary import summary
from policycheck.reporters.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.finding import Finding, Report
    from policycheck.reporters import Look
    from policycheck.reporters.cases import Case

_HASH = "#"
"""What begins a directive; not every reader knows that a backslash takes its meaning away."""


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the plan, a point for each case, and the summary as a comment."""
    every = list(cases(report))
    out.write(f"TAP version 14\n1..{len(every)}\n")
    for number, case in enumerate(every, 1):
        out.writelines(f"{line}\n" for line in _point(number, case, look))
    out.write(f"# {safe(summary(report, look))}\n")


def _point(number: int, case: Case, look: Look) -> Iterator[str]:
    state = case.state(look.fail_on)
    passed = "not ok" if state is State.FAILED else "ok"
    yield f"{passed} {number} - {_words(f'{case.rule}: {case.subject}')}{_directive(case, state)}"
    if case.findings:
        details = (json.dumps(_details(finding, look), ensure_ascii=False) for finding in case.findings)
        yield from ("  ---", "  findings:", *(f"    - {each}" for each in details), "  ...")


def _directive(case: Case, state: State) -> str:
    if state is State.WAIVED:
        return f" # SKIP {_words('; '.join(f'{one.waiver}: {one.reason}' for one in case.waived))}"
    if state is State.KNOWN:
        return f" # SKIP {_words('; '.join(f'{one.by}: {one.finding.message}' for one in case.known))}"
    return " # TODO" if state is State.OPEN else ""


def _details(finding: Finding, look: Look) -> dict[str, str | int]:
    """A finding as a JSON object, which YAML reads as it is."""
    return {
        "severity": finding.severity.value,
        "file": safe(f"{look.checkout}{finding.spot.file}"),
        "line": finding.spot.span.line,
        "message": safe(finding.message),
        "fix": safe(finding.fix),
    }


def _words(text: str) -> str:
    """A description or reason on one line, in which nothing is a directive."""
    return safe(" ".join(text.split())).replace("\\", "\\\\").replace(_HASH, f"\\\\u{ord(_HASH):04x}")
