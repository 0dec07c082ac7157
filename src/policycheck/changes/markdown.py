"""For a comment on a pull request: what fails and what worsens first, with the duties folded away.

Its first line lets a later run find the comment and write it anew. What does not fit is cut with a word about how much
is left, since GitHub takes 65,536 characters at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from policycheck.changes.phrases import DIRECTIONS, state, summary
from policycheck.finding import cited_together
from policycheck.reporters.markdown import fitting
from policycheck.reporters.markup import code, text
from policycheck.reporters.severities import declared
from policycheck.reporters.summary import waiver_words
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.changes.revisions import State
    from policycheck.changes.telling import Changed, Diff, End, ToldChange
    from policycheck.reporters import Look
    from policycheck.speech import Speech

MARKER = "<!-- policycheck-diff -->"


def write(diff: Diff, out: TextIO, look: Look) -> None:
    """Write the summary, then every register there is room for, those that fail or worsen most first."""
    say = speech(diff.language)
    out.write(f"{MARKER}\n**policycheck diff:** {text(summary(diff, say))}\n")
    items = [item for register in sorted(diff.registers, key=_rank) for item in _items(register, diff, look, say)]
    shown = items[: fitting(items)]
    out.writelines(f"\n{item}\n" for item in shown)
    left = len(items) - len(shown)
    if left:
        out.write(f"\n{text(say.counted('… and {n} more', '… and {n} more', left))}\n")


def _rank(register: Changed) -> tuple[int, int]:
    fails = sum(change.fails for change in register.changes)
    return -fails, -sum(change.direction == "worsened" for change in register.changes)


def _items(register: Changed, diff: Diff, look: Look, say: Speech) -> Iterator[str]:
    """A heading, a line for each change and finding, and the duties: cut between them, if there is no room."""
    yield f"### {text(register.name)} ({code(f'{register.kind}/{register.id}')})"
    for change in register.changes:
        yield _change(change, diff, look, say)
    for finding in register.findings:
        at = code(f"{look.checkout}{finding.spot.file}:{finding.spot.span.line}")
        yield f"- **{text(declared(finding.severity, say))}** {at} {code(finding.rule)} {text(finding.message)}"
    for item in register.waived:
        at = code(f"{look.checkout}{item.finding.spot.file}:{item.finding.spot.span.line}")
        yield f"- {at} {code(item.finding.rule)} {text(waiver_words(item, say))}"
    if register.duties:
        lines = [f"- {text(duty.words)} ({text(cited_together(duty.cites))})" for duty in register.duties]
        fold = text(say.gettext("What follows:"))
        yield "\n".join((f"<details open><summary>{fold}</summary>", "", *lines, "", "</details>"))


def _change(change: ToldChange, diff: Diff, look: Look, say: Speech) -> str:
    about = f": {change.about}" if change.about else ""
    lines = [f"- **{text(say.gettext(DIRECTIONS[change.direction]))}** {text(change.title + about)} {code(change.of)}"]
    lines += _end(say.gettext("before"), change.before, diff.before, look, say)
    lines += _end(say.gettext("after"), change.after, diff.after, look, say)
    return "  \n".join(lines)


def _end(label: str, end: End | None, of: State, look: Look, say: Speech) -> Iterator[str]:
    if end is not None:
        at = code(f"{look.checkout}{end.spot.file}:{end.spot.span.line}")
        revision = f" ({text(state(of, say))})" if of.ref is not None else ""
        words = f" {text(end.words)}" if end.words else ""
        yield f"  {text(label)}:{words} {at}{revision}"
