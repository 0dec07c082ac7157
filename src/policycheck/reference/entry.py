"""A rule as its readers want it: what the law asks for and where it stands, examples, neighbours, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.cards.examples import pair_of
from policycheck.cards.history import History, history
from policycheck.wording import cited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.cards import Rule, Rulebook, Rules
    from policycheck.cards.examples import Example
    from policycheck.finding import Citation, Severity


class Article(NamedTuple):
    """A provision, the act it belongs to, and what that is known from."""

    cite: Citation
    act: str
    source: str


class Shown(NamedTuple):
    """An example as YAML, the places at which nothing is written, and the day on which it is judged."""

    yaml: str
    absent: tuple[str, ...]
    day: str


class Entry(NamedTuple):
    """A rule in words."""

    id: str
    severity: Severity
    title: str
    why: str
    fix: str
    articles: tuple[Article, ...]
    applies_to: Mapping[str, Any]
    logic: Any
    supersedes: tuple[str, ...]
    """As the card names them: rules, whole packs as `pack/*`, or all as `*`."""
    superseded_by: tuple[str, ...]
    history: History
    wrong: Shown | None
    right: Shown | None


def entry(rule: Rule, rules: Rules, book: Rulebook, language: str) -> Entry:
    """What there is to know of a rule among others."""
    words = book.words(rule.id, language)
    pair = pair_of(rule.id)
    return Entry(
        rule.id,
        rule.severity,
        words["title"],
        words["why"],
        words["fix"].replace("{{", "{").replace("}}", "}"),
        tuple(_article(book, law, article, language) for law, article in rule.cites),
        rule.scope,
        rule.card["check"] or rule.card["raised_by"] or rule.card["require"],
        tuple(rule.card["supersedes"]),
        tuple(other.id for other in rules if other.supersedes(rule)),
        history(rule.card, book.packs[rule.pack], language),
        pair and _shown(pair.wrong, language),
        pair and _shown(pair.right, language),
    )


def _article(book: Rulebook, law: str, article: str, language: str) -> Article:
    act = book.law_tables["acts"]["acts"][law]
    return Article(cited(book, law, article, language), act["number"], act["source"])


def _shown(example: Example, language: str) -> Shown:
    return Shown(example.yaml(language), tuple(example.absent), example.day)
