"""`policycheck explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import find_config, read_rulebook
from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.printing import say
from policycheck.finding import Severity
from policycheck.levels import choose, levels_of
from policycheck.reporters.severities import declared
from policycheck.speech import Speech, speech
from policycheck.wording import cited

if TYPE_CHECKING:
    from policycheck.cards import Rule, Rulebook


@click.command("explain")
@click.argument("rule")
@language
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(rule: str, lang: str | None, form: str) -> None:
    """Explain one rule: what the law asks for, where it stands, and what to write.

    RULE is written as findings print it, such as gdpr/basis-stated.
    """
    config = find_config((Path(),))
    spoken = settle(lang, config)
    book = read_rulebook(config)
    found = choose(book, levels_of(config, book)).every.find(rule)
    told_in = book.spoken(spoken if form == "text" else for_programs(lang, config))
    told = _told(found, book, told_in)
    say((json.dumps(told, ensure_ascii=False, indent=1) if form == "json" else _text(told, speech(told_in))) + "\n")


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


def _text(told: dict[str, Any], words: Speech) -> str:
    severity = declared(Severity(told["severity"]), words)
    lines = [f"{told['id']} ({severity})", str(told["title"]), "", str(told["why"]), "", str(told["fix"]), ""]
    lines += [f"{cite['words']}  {cite['link']}" for cite in told["articles"]]
    return "\n".join(lines)
