"""For a comment on a pull request, and for the summary of a step: what blocks comes first.

Its first line lets a later run find the comment and write it anew. Whatever is long is cut with a word about how much
is left, since GitHub takes 65,536 characters at most.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, TextIO

from policycheck.finding import cited_together
from policycheck.reporters.markup import code, text
from policycheck.reporters.severities import declared
from policycheck.reporters.summary import summary, waiver_words
from policycheck.reporters.text import safe_lines
from policycheck.speech import speech

if TYPE_CHECKING:
    from policycheck.finding import Finding, Known, Report, Waived
    from policycheck.reporters import Look
    from policycheck.speech import Speech

MARKER = "<!-- policycheck -->"
ROOM = 60_000
"""Bytes for the findings; what is said around them fits in the rest."""


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the summary, then every finding there is room for, the gravest first."""
    say = speech(report.language)
    out.write(f"{MARKER}\n**policycheck:** {text(summary(report, look, say.day))}\n")
    ordered = sorted(report.findings, key=lambda finding: finding.severity.rank)
    items = [_finding(finding, look, say) for finding in ordered]
    items += [_waived(item, look, say) for item in report.waived]
    items += [_known(item, look, say) for item in report.known]
    shown = items[: fitting(items)]
    out.writelines(f"\n{item}\n" for item in shown)
    left = len(items) - len(shown)
    if left:
        more = say.counted("… and {n} more", "… and {n} more", left)
        out.write(f"\n{text(more)}\n")


def fitting(items: list[str]) -> int:
    """How many items there is room for."""
    room = ROOM
    for number, item in enumerate(items):
        room -= len(item.encode("utf-8", "surrogatepass")) + 2
        if room < 0:
            return number
    return len(items)


def _finding(finding: Finding, look: Look, say: Speech) -> str:
    severity = text(declared(finding.severity, say))
    at = code(f"{look.checkout}{finding.spot.file}:{finding.spot.span.line}")
    fold = say.gettext("Why, and what to write instead")
    reason = f"{finding.reason} ({cited_together(finding.cites)})"
    lines = (
        f"- **{severity}** {at} {code(finding.rule)}  ",
        f"  {text(finding.message)}",
        f"  <details><summary>{text(fold)}</summary>",
        "",
        f"  {text(reason)}",
        "",
        indent(_block(finding.fix), "  "),
        "",
        "  </details>",
    )
    return "\n".join(lines)


def _block(words: str) -> str:
    """Lines as they are, in a fence that they cannot close."""
    lines = safe_lines(words)
    fence = "`" * max(3, *(len(run) + 1 for line in lines for run in re.findall("`+", line)), 3)
    return "\n".join((f"{fence}text", *lines, fence))


def _waived(item: Waived, look: Look, say: Speech) -> str:
    at = code(f"{look.checkout}{item.finding.spot.file}:{item.finding.spot.span.line}")
    return f"- {at} {code(item.finding.rule)} {text(waiver_words(item, say))}"


def _known(item: Known, look: Look, say: Speech) -> str:
    words = say.gettext("known ({by}): {message}", by=item.by, message=item.finding.message)
    at = code(f"{look.checkout}{item.finding.spot.file}:{item.finding.spot.span.line}")
    return f"- {at} {code(item.finding.rule)} {text(words)}"
