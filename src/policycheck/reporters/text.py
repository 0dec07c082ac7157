"""For people at a terminal: each finding with its line, the reason, the fix, and how to learn more."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from policycheck.finding import Finding, Report, Severity, Spot, cited_together
from policycheck.reporters.severities import declared
from policycheck.reporters.summary import summary
from policycheck.speech import Phrase, speech

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.finding import Known, Waived
    from policycheck.reporters import Look
    from policycheck.speech import Speech

WIDTH = 100
MOST_RELATED = 5
LABELS = {
    "reason": Phrase("why"),
    "fix": Phrase("fix"),
    "because": Phrase("since"),
    "related": Phrase("see"),
    "more": Phrase("more"),
}
"""What stands before each part of a finding."""
COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
BOLD, DIM = "1", "2"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write every finding with a frame of its line, then the summary."""
    paint = Paint(enabled=look.color)
    say = speech(report.language)
    if not look.quiet:
        page = _Page(look, paint, say)
        out.writelines(page.finding(finding) + "\n\n" for finding in report.findings)
        out.writelines(paint(_waived(item, look, say), DIM) + "\n" for item in report.waived)
        out.writelines(paint(_known(item, look, say), DIM) + "\n" for item in report.known)
    out.write(summary(report, look, say.day) + "\n")


def _waived(item: Waived, look: Look, say: Speech) -> str:
    words = say.gettext(
        "{where} waived {rule} until {until} by {owner}: {reason}",
        where=where(item.finding.spot, look),
        rule=item.finding.rule,
        until=_day(item.until, say),
        owner=item.owner,
        reason=" ".join(item.reason.split()),
    )
    return safe(words)


def _known(item: Known, look: Look, say: Speech) -> str:
    words = say.gettext(
        "{where} known ({by}) {rule}: {message}",
        where=where(item.finding.spot, look),
        by=item.by,
        rule=item.finding.rule,
        message=" ".join(item.finding.message.split()),
    )
    return safe(words)


def _day(written: str, say: Speech) -> str:
    """A day as people write it; one that the calendar lacks is a finding already, and shown as it stands."""
    try:
        return say.day(date.fromisoformat(written))
    except ValueError:
        return written


class Paint:
    """Colours text, or leaves it as it is."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled

    def __call__(self, text: str, color: str) -> str:
        """The text in a colour of ANSI X3.64."""
        return f"\x1b[{color}m{text}\x1b[0m" if self.enabled else text


def safe(text: str) -> str:
    """Text that cannot steer a terminal: control and direction characters are shown as escapes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def where(spot: Spot, look: Look) -> str:
    """File, line and column as editors follow them, on one line whatever the file is called."""
    file = safe(f"{look.prefix}{spot.file}").replace("\n", "\\n")
    return f"{file}:{spot.span.line}:{spot.span.column}"


class _Page:
    """Lays findings out in a language, with what they say beside a column of labels."""

    def __init__(self, look: Look, paint: Paint, say: Speech) -> None:
        self.look = look
        self.paint = paint
        self.say = say
        labels = {part: say.gettext(label) for part, label in LABELS.items()}
        width = max(map(len, labels.values()))
        self.heads = {part: f"  {label:<{width}} " for part, label in labels.items()}

    def finding(self, finding: Finding) -> str:
        """A finding in full."""
        severity = self.paint(declared(finding.severity, self.say), COLORS[finding.severity])
        lines = [f"{self.paint(where(finding.spot, self.look), BOLD)} {severity} {finding.rule}"]
        lines += paragraph("  ", finding.message)
        if finding.spot.place:
            lines.append(self.paint(f"  {safe(str(finding.spot.place))}", DIM))
        if not self.look.redact:
            lines += _frame(finding.spot, self.paint, COLORS[finding.severity])
        lines += paragraph(self.heads["reason"], f"{finding.reason} ({cited_together(finding.cites)})")
        lines += paragraph(self.heads["fix"], finding.fix)
        for fact in finding.because:
            lines += paragraph(self.heads["because"], fact)
        lines += self._related(finding.related)
        lines.append(self.paint(f"{self.heads['more']}policycheck explain {finding.rule}", DIM))
        return "\n".join(lines)

    def _related(self, spots: Sequence[Spot]) -> Iterator[str]:
        head = self.heads["related"]
        for spot in spots[:MOST_RELATED]:
            yield f"{head}{where(spot, self.look)} {safe(_path(spot))}".rstrip()
        left = len(spots) - MOST_RELATED
        if left > 0:
            yield head + self.say.counted("… and {n} more place", "… and {n} more places", left)


def _path(spot: Spot) -> str:
    return str(spot.place).partition(": ")[2] if spot.place else ""


def paragraph(head: str, text: str) -> list[str]:
    """Prose is wrapped; a snippet, told by its indentation, is kept as it is."""
    lines: list[str] = []
    for line in safe_lines(text):
        indent = line[: len(line) - len(line.lstrip())]
        room = WIDTH - max(len(head), 8)
        lines += wrap(line, room, break_long_words=False, break_on_hyphens=False) if not indent else [line]
    return [f"{head if index == 0 else ' ' * len(head)}{line}" for index, line in enumerate(lines)]


def safe_lines(text: str) -> list[str]:
    """The lines of a text, each safe for a terminal."""
    return [safe(line) for line in text.split("\n")]


def _frame(spot: Spot, paint: Paint, color: str) -> list[str]:
    if not spot.line.strip():
        return []
    shown, start, end = _window(spot)
    number = str(spot.span.line)
    gutter = " " * len(number)
    marker = " " * _cells(safe(shown[:start])) + "^" * max(_cells(safe(shown[start:end])), 1)
    return [f"  {number} | {safe(shown)}", f"  {gutter} | {paint(marker, color)}"]


def _window(spot: Spot) -> tuple[str, int, int]:
    """The part of a long line around the span, with the span's offsets in it."""
    line = spot.line.replace("\t", " ")
    one_line = spot.span.end_line == spot.span.line
    start, end = spot.span.column - 1, spot.span.end_column - 1 if one_line else len(line)
    if len(line) <= WIDTH:
        return line, start, end
    cut = max(0, start - WIDTH // 4)
    part = line[cut : cut + WIDTH]
    return part, start - cut, min(end - cut, len(part))


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
