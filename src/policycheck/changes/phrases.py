"""What text and Markdown say alike: directions, states, the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.speech import Phrase

if TYPE_CHECKING:
    from policycheck.changes.classes import Direction
    from policycheck.changes.revisions import State
    from policycheck.changes.telling import Diff
    from policycheck.speech import Speech

DIRECTIONS: dict[Direction, Phrase] = {
    "worsened": Phrase("worsened"),
    "neutral": Phrase("neutral"),
    "improved": Phrase("improved"),
}
"""What a change means for data subjects."""
SHORT = 10


def state(found: State, say: Speech) -> str:
    """A revision with its commit, or the work tree."""
    if found.ref is None or found.commit is None:
        return say.gettext("the work tree")
    short = found.commit[:SHORT]
    return found.ref if found.commit.startswith(found.ref) else f"{found.ref} ({short})"


def summary(diff: Diff, say: Speech) -> str:
    """What was compared and what came of it, and why the comparison fails if it does."""
    parts = [
        say.gettext(
            "Compared by the law of {day}: {before} and {after}.",
            day=say.day(diff.as_of),
            before=state(diff.before, say),
            after=state(diff.after, say),
        ),
        say.gettext(
            "For data subjects worsened: {worsened}, neutral: {neutral}, improved: {improved}. Registers: {registers}.",
            worsened=say.number(diff.count("worsened")),
            neutral=say.number(diff.count("neutral")),
            improved=say.number(diff.count("improved")),
            registers=say.number(len(diff.registers)),
        ),
        say.gettext("Material changes without a date: {n}.", n=say.number(diff.findings)) if diff.findings else "",
        _verdict(diff, say),
    ]
    return " ".join(filter(None, parts))


def _verdict(diff: Diff, say: Speech) -> str:
    if not diff.failing:
        return say.gettext("Exit 0: nothing that is to fail.")
    return say.gettext("Exit 1: {n} to fail.", n=say.number(diff.failing))
