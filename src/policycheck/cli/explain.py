"""`policycheck explain`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.printing import say
from policycheck.levels import choose, levels_of
from policycheck.reading import find_config
from policycheck.reference import entry
from policycheck.reference.json import document
from policycheck.reference.text import written
from policycheck.rulebooks import read_rulebook
from policycheck.speech import speech


@click.command("explain")
@click.argument("rule")
@language
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(rule: str, lang: str | None, form: str) -> None:
    """Explain one rule: what the law asks for, where it stands, what to write, and how it came to be.

    RULE is written as findings print it, such as gdpr/basis-stated.
    """
    config = find_config((Path(),))
    spoken = settle(lang, config)
    book = read_rulebook(config)
    rules = choose(book, levels_of(config, book)).every
    told_in = book.spoken(spoken if form == "text" else for_programs(lang, config))
    found = entry(rules.find(rule), rules, book, told_in)
    told = json.dumps(document(found), ensure_ascii=False, indent=1) if form == "json" else None
    say((told or written(found, speech(told_in))) + "\n")
