"""One rule for people at a terminal."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from policycheck.reference import words
from policycheck.reporters.severities import declared
from policycheck.reporters.text import WIDTH, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.reference.entry import Article, Entry, Shown
    from policycheck.speech import Speech


def written(entry: Entry, say: Speech) -> str:
    """A rule with everything there is to know of it."""
    return "\n".join(line for part in _parts(entry, say) for line in safe_lines(part))


def _parts(entry: Entry, say: Speech) -> Iterator[str]:
    yield f"{entry.id} ({declared(entry.severity, say)})"
    yield entry.title
    for text in (entry.why, entry.fix):
        yield ""
        yield from (_folded(line) for line in text.split("\n"))
    yield ""
    yield from _articles(entry.articles)
    for head, shown in ((words.WRONG, entry.wrong), (words.RIGHT, entry.right)):
        if shown:
            yield from _example(say.gettext(head, day=shown.day), shown, say)
    yield from _neighbours(entry, say)


def _folded(line: str) -> str:
    """Prose on lines that fit; a snippet, told by its indentation, as it is."""
    return line if line.startswith(" ") else fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _articles(articles: tuple[Article, ...]) -> Iterator[str]:
    for article in articles:
        yield f"{article.cite.words}  {article.cite.link}"
    for act, source in dict.fromkeys((article.act, article.source) for article in articles):
        yield f"{act}: {source}"


def _example(head: str, shown: Shown, say: Speech) -> Iterator[str]:
    yield ""
    yield f"{head}:"
    yield indent(shown.yaml.rstrip("\n"), "  ")
    absent = words.absent(shown, say)
    if absent:
        yield f"  # {absent}"


def _neighbours(entry: Entry, say: Speech) -> Iterator[str]:
    named = (
        (words.SUPERSEDES, entry.supersedes),
        (words.SUPERSEDED_BY, entry.superseded_by),
        (words.HISTORY, tuple(words.told(entry.history, say))),
    )
    lines = [f"{say.gettext(head)}: {', '.join(names)}" for head, names in named if names]
    if lines:
        yield ""
        yield from lines
