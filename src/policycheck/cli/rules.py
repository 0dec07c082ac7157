"""`policycheck rules`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import find_config, read_rulebook
from policycheck.cli.options import Names, flat, language
from policycheck.cli.printing import say
from policycheck.reporters.summary import counted
from policycheck.wording import cited

if TYPE_CHECKING:
    from policycheck.cards import Rule, Rulebook


@click.command("rules")
@language
@click.option("--select", type=Names(), multiple=True, help="Only these rules, packs or articles.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(lang: str | None, select: tuple[tuple[str, ...], ...], form: str) -> None:
    """List the rules, with severity, articles and what they require."""
    config = find_config((Path(),))
    book = read_rulebook(config)
    chosen = book.rules(dict(config.severity)).chosen(flat(select), ())
    rows = [_row(rule, book, book.spoken(lang or config.language or "en")) for rule in chosen]
    say((json.dumps(rows, ensure_ascii=False, indent=1) if form == "json" else _table(rows)) + "\n")


def _table(rows: list[dict[str, Any]]) -> str:
    from tabulate import tabulate

    cells = [(row["id"], row["severity"], "; ".join(row["articles"]), row["title"]) for row in rows]
    table = tabulate(cells, headers=("rule", "severity", "articles", "requirement"), tablefmt="simple")
    packs = {row["id"].partition("/")[0] for row in rows}
    return f"{table}\n\n{counted(len(rows), 'rule', 'rules')} in {counted(len(packs), 'pack', 'packs')}"


def _row(rule: Rule, book: Rulebook, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "articles": [cited(book, law, article, lang).words for law, article in rule.cites],
        "title": book.words(rule.id, lang)["title"],
    }
