"""For GitHub Actions: annotations as workflow commands, then the whole report as people read it in the log.

GitHub shows ten annotations of a level in a step: those that block come first, and the last tells how many more there
are. While the report is printed no line of it is a command, whatever a record says.
"""

from __future__ import annotations

import io
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, TextIO

from policycheck.finding import Severity
from policycheck.reporters import text
from policycheck.reporters.summary import summary
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.finding import Finding, Report
    from policycheck.reporters import Look

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the annotations, all findings in a group that is folded, and the summary."""
    for severity, level in LEVELS.items():
        of_level = [finding for finding in report.findings if finding.severity is severity]
        out.writelines(f"{line}\n" for line in _annotations(of_level, level, report, look))
    if report.findings and not look.quiet:
        out.writelines(f"{line}\n" for line in _folded(report, look))
    out.write(f"{_harmless(summary(report, look))}\n")


def _annotations(findings: list[Finding], level: str, report: Report, look: Look) -> Iterator[str]:
    shown = findings if len(findings) <= MOST else findings[: MOST - 1]
    yield from (_annotation(finding, level, look) for finding in shown)
    left = len(findings) - len(shown)
    if left:
        words = speech(report.language).counted(
            "{n} more of this kind: the log and the summary of this step have all of them",
            "{n} more of this kind: the log and the summary of this step have all of them",
            left,
        )
        yield _command(level, words, title="policycheck")


def _annotation(finding: Finding, level: str, look: Look) -> str:
    span = finding.spot.span
    columns = {"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}
    return _command(
        level,
        f"{finding.message}\n\n{finding.fix}",
        file=f"{look.checkout}{finding.spot.file}",
        line=span.line,
        endLine=span.end_line,
        **columns,
        title=finding.rule,
    )


def _command(name: str, message: str, **properties: object) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value != "")
    return f"::{name} {told}::{_data(message)}"


def _data(words: str) -> str:
    return text.safe(words).replace("%", "%25").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _folded(report: Report, look: Look) -> Iterator[str]:
    """The findings between two lines that switch commands off and on again; nobody can write the second in a record."""
    page = io.StringIO()
    text.write(report, page, replace(look, color=False))
    findings, _, _ = page.getvalue().rstrip("\n").rpartition("\n")
    token = sha256(findings.encode("utf-8", "surrogatepass")).hexdigest()
    yield "::group::policycheck"
    yield f"::stop-commands::{token}"
    yield findings
    yield f"::{token}::"
    yield "::endgroup::"


def _harmless(words: str) -> str:
    """A line that begins no command."""
    return text.safe(words.replace("::", ": :"))
