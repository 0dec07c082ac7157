"""`policycheck explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import find_config, read_rulebook
from policycheck.cli.options import language
from policycheck.cli.printing import say
from policycheck.wording import cited

if TYPE_CHECKING:
    from policycheck.cards import Rule, Rulebook


@click.command("explain")
@click.argument("rule")
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(rule: str, lang: str | None, form: str) -> None:
    """Explain one rule: what the law asks for, where it stands, and what to write.

    RULE is written as findings print it, such as gdpr/basis-stated.
    """
    config = find_config((Path(),))
    book = read_rulebook(config)
    found = book.rules(dict(config.severity)).find(rule)
    told = _told(found, book, book.spoken(lang or config.language or "en"))
    say((json.dumps(told, ensure_ascii=False, indent=1) if form == "json" else _text(told)) + "\n")


def _told(rule: Rule, book: Rulebook, lang: str) -> dict[str, Any]:
    words = book.words(rule.id, lang)
    cites = [cited(book, law, article, lang) for law, article in rule.cites]
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "title": words["title"],
        "why": words["why"],
        "fix": words["fix"].replace("{{", "{").replace("}}", "}"),
        "articles": [{"words": cite.words, "link": cite.link} for cite in cites],
        "applies_to": rule.scope,
        "supersedes": rule.card["supersedes"],
        "logic": rule.card["check"] or rule.card["raised_by"] or rule.card["require"],
    }


def _text(told: dict[str, Any]) -> str:
    lines = [f"{told['id']} ({told['severity']})", str(told["title"]), "", str(told["why"]), "", str(told["fix"]), ""]
    lines += [f"{cite['words']}  {cite['link']}" for cite in told["articles"]]
    return "\n".join(lines)
