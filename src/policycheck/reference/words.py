"""What all formats for people say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards.history import History
    from policycheck.reference.entry import Shown
    from policycheck.speech import Speech

WRONG = Phrase("Wrong, as of {day}")
RIGHT = Phrase("Right, as of {day}")
SUPERSEDES = Phrase("Sets aside")
SUPERSEDED_BY = Phrase("Is set aside by")
ARTICLES = Phrase("Articles")
HISTORY = Phrase("History")


def absent(shown: Shown, say: Speech) -> str:
    """Where an example says nothing, which YAML cannot show."""
    if not shown.absent:
        return ""
    return say.gettext("Nothing is written at: {places}", places=", ".join(shown.absent))


def told(history: History, say: Speech) -> Iterator[str]:
    """The history of a rule, a line for each step."""
    if history.since:
        yield say.gettext("since version {version}", version=history.since)
    if history.former_ids:
        yield say.gettext("formerly called: {ids}", ids=", ".join(history.former_ids))
    for version, what in history.changes:
        yield say.gettext("version {version}: {what}", version=version, what=what)
