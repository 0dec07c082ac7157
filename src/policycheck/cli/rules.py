"""`policycheck rules`."""

import json
from pathlib import Path
from typing import Any

import click

from policycheck.cards import Rule, Rulebook, load_rulebook
from policycheck.checking import find_config
from policycheck.cli.options import Names, flat, language
from policycheck.wording import cited


@click.command("rules")
@language
@click.option("--select", type=Names(), multiple=True, help="Only these rules, packs or articles.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(lang: str | None, select: tuple[tuple[str, ...], ...], form: str) -> None:
    """List the rules, with severity, articles and what they require."""
    config = find_config((Path(),))
    book = load_rulebook(config.packs, dict(config.vocabulary))
    chosen = book.rules(dict(config.severity)).chosen(flat(select), ())
    rows = [_row(rule, book, lang or config.language or "en") for rule in chosen]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from tabulate import tabulate

    table = [(row["id"], row["severity"], "; ".join(row["articles"]), row["title"]) for row in rows]
    click.echo(tabulate(table, headers=("rule", "severity", "articles", "requirement"), tablefmt="simple"))
    click.echo(f"\n{len(rows)} rules in {len({rule.pack for rule in chosen})} packs")


def _row(rule: Rule, book: Rulebook, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "articles": [cited(book, law, article, lang).words for law, article in rule.cites],
        "title": book.words(rule.id, lang)["title"],
    }
