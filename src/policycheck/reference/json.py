"""Rules as plain values, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policycheck.reference.entry import Article, Entry, Shown


def document(entry: Entry) -> dict[str, Any]:
    """A rule with everything there is to know of it."""
    return {
        "id": entry.id,
        "severity": entry.severity.value,
        "title": entry.title,
        "why": entry.why,
        "fix": entry.fix,
        "articles": [_article(article) for article in entry.articles],
        "applies_to": entry.applies_to,
        "supersedes": list(entry.supersedes),
        "superseded_by": list(entry.superseded_by),
        "logic": entry.logic,
        "examples": {"wrong": _example(entry.wrong), "right": _example(entry.right)},
        "history": {
            "since": entry.history.since,
            "former_ids": list(entry.history.former_ids),
            "changes": [{"version": version, "what": what} for version, what in entry.history.changes],
        },
    }


def _article(article: Article) -> dict[str, str | None]:
    cite = article.cite
    return {"words": cite.words, "link": cite.link, "act": article.act, "source": article.source}


def _example(shown: Shown | None) -> dict[str, Any] | None:
    return shown and {"yaml": shown.yaml, "absent": list(shown.absent), "as_of": shown.day}
