"""`policycheck rules`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.options import Names, flat
from policycheck.cli.printing import say
from policycheck.finding import Severity
from policycheck.levels import choose, levels_of
from policycheck.reading import find_config
from policycheck.reporters.severities import named
from policycheck.rulebooks import read_rulebook
from policycheck.speech import Phrase, Speech, speech
from policycheck.wording import as_cited, cited

if TYPE_CHECKING:
    from policycheck.cards import Rule, Rulebook, Rules

COLUMNS = (Phrase("rule"), Phrase("severity"), Phrase("articles"), Phrase("requirement"))


@click.command("rules")
@language
@click.option("--select", type=Names(), multiple=True, help="Only these rules, packs or articles.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Format on stdout.",
)
def command(lang: str | None, select: tuple[tuple[str, ...], ...], form: str) -> None:
    """List the rules, with severity, articles and what they require.

    As Markdown it is a reference: every rule in full, with its id as an anchor to link to.
    """
    config = find_config((Path(),))
    spoken = settle(lang, config)
    book = read_rulebook(config)
    rules = choose(book, levels_of(config, book)).every
    chosen = rules.chosen(as_cited(book, rules, flat(select)), ())
    told_in = book.spoken(spoken if form == "text" else for_programs(lang, config))
    if form == "markdown":
        say(_page(chosen, rules, book, told_in) + "\n")
        return
    rows = [_row(rule, book, told_in) for rule in chosen]
    say((json.dumps(rows, ensure_ascii=False, indent=1) if form == "json" else _table(rows, speech(told_in))) + "\n")


def _page(chosen: Rules, rules: Rules, book: Rulebook, lang: str) -> str:
    from policycheck.reference import entry
    from policycheck.reference.markdown import written

    titles = {name: pack["title"].get(lang) or pack["title"]["en"] for name, pack in book.packs.items()}
    return written([entry(rule, rules, book, lang) for rule in chosen], titles, speech(lang))


def _table(rows: list[dict[str, Any]], words: Speech) -> str:
    from tabulate import tabulate

    cells = [
        (row["id"], named(Severity(row["severity"]), words), "; ".join(row["articles"]), row["title"]) for row in rows
    ]
    table = tabulate(cells, headers=[words.gettext(column) for column in COLUMNS], tablefmt="simple")
    packs = {row["id"].partition("/")[0] for row in rows}
    count = words.gettext(
        "{rules} in {packs}",
        rules=words.counted("{n} rule", "{n} rules", len(rows)),
        packs=words.counted("{n} pack", "{n} packs", len(packs)),
    )
    return f"{table}\n\n{count}"


def _row(rule: Rule, book: Rulebook, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "articles": [cited(book, law, article, lang).words for law, article in rule.cites],
        "title": book.words(rule.id, lang)["title"],
    }
