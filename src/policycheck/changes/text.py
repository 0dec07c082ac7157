"""For people at a terminal: register by register what changed, from what to what and where, and what has to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from policycheck.changes.phrases import DIRECTIONS, state, summary
from policycheck.finding import cited_together
from policycheck.reporters.severities import declared
from policycheck.reporters.summary import waiver_words
from policycheck.reporters.text import BOLD, Paint, paragraph, safe, where
from policycheck.speech import Phrase, speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.changes.revisions import State
    from policycheck.changes.telling import Changed, Diff, End, ToldChange
    from policycheck.finding import Finding
    from policycheck.reporters import Look

COLORS = {"worsened": "31", "neutral": "36", "improved": "32"}
BEFORE, AFTER, DUTIES = Phrase("before"), Phrase("after"), Phrase("What follows:")


def write(diff: Diff, out: TextIO, look: Look) -> None:
    """Write every register that changed, then the summary."""
    page = _Page(diff, look)
    if not look.quiet:
        for register in diff.registers:
            out.writelines(f"{line}\n" for line in page.register(register))
            out.write("\n")
    out.write(safe(summary(diff, page.say)) + "\n")


class _Page:
    """Lays changes out in the language of a comparison."""

    def __init__(self, diff: Diff, look: Look) -> None:
        self.diff = diff
        self.look = look
        self.say = speech(diff.language)
        self.paint = Paint(enabled=look.color)
        labels = [self.say.gettext(label) for label in (BEFORE, AFTER)]
        width = max(map(len, labels))
        self.before, self.after = (f"    {label:<{width}}  " for label in labels)

    def register(self, register: Changed) -> Iterator[str]:
        head = f"{register.kind}/{register.id}"
        named = f"  {register.name}" if register.name != register.id else ""
        yield self.paint(safe(head), BOLD) + safe(named)
        for change in register.changes:
            yield from self._change(change)
        for finding in register.findings:
            yield from self._finding(finding)
        for item in register.waived:
            yield f"  {item.finding.rule} {where(item.finding.spot, self.look)}"
            yield from paragraph("    ", waiver_words(item, self.say))
        if register.duties:
            yield f"  {self.say.gettext(DUTIES)}"
            for duty in register.duties:
                yield from paragraph("  - ", f"{duty.words} ({cited_together(duty.cites)})")

    def _change(self, change: ToldChange) -> Iterator[str]:
        direction = self.paint(self.say.gettext(DIRECTIONS[change.direction]), COLORS[change.direction])
        about = f": {change.about}" if change.about else ""
        yield f"  {direction} {safe(change.title + about)} [{change.of}]"
        yield from self._end(self.before, change.before, self.diff.before)
        yield from self._end(self.after, change.after, self.diff.after)

    def _end(self, head: str, end: End | None, of: State) -> Iterator[str]:
        if end is not None:
            at = where(end.spot, self.look)
            at = at if of.ref is None else f"{safe(state(of, self.say))}: {at}"
            yield f"{head}{safe(end.words)} {at}" if end.words else head + at

    def _finding(self, finding: Finding) -> Iterator[str]:
        yield f"  {declared(finding.severity, self.say)} {finding.rule} {where(finding.spot, self.look)}"
        yield from paragraph("    ", finding.message)
