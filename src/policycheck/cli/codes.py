"""`policycheck codes`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.language import language, settle
from policycheck.cli.printing import say
from policycheck.errors import UsageError, did_you_mean
from policycheck.reading import find_config
from policycheck.rulebooks import read_rulebook
from policycheck.schema.codes import fields_of_codes
from policycheck.speech import LANGUAGES, Phrase, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policycheck.cards import Rulebook

VOCABULARIES = (Phrase("vocabulary"), Phrase("codes"), Phrase("fields"))
CODES = (Phrase("code"), Phrase("English"), Phrase("Finnish"), Phrase("Swedish"), Phrase("meaning of"))
Row = dict[str, Any]


@click.command("codes")
@click.argument("vocabulary", required=False)
@language
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(vocabulary: str | None, lang: str | None, form: str) -> None:
    """List the codes of records, with their labels.

    With a VOCABULARY its codes are listed, those that the repo has added among them; else all vocabularies, with the
    fields that take their codes.
    """
    config = find_config((Path(),))
    settle(lang, config)
    book = read_rulebook(config)
    rows = _codes(book, vocabulary) if vocabulary else _vocabularies(book)
    table = _code_cells(rows) if vocabulary else _vocabulary_cells(rows)
    headers = CODES if vocabulary else VOCABULARIES
    say((json.dumps(rows, ensure_ascii=False, indent=1) if form == "json" else _table(table, headers)) + "\n")


def _vocabularies(book: Rulebook) -> list[Row]:
    """Those whose codes a record may state."""
    fields = fields_of_codes(book.shapes.published["$defs"])
    return [
        {"vocabulary": name, "codes": len(book.vocabulary.codes(name)), "fields": fields[name]}
        for name in book.vocabulary.coded()
        if name in fields
    ]


def _codes(book: Rulebook, name: str) -> list[Row]:
    known = book.vocabulary.coded()
    if name not in known:
        hint = did_you_mean(name, known) or _("'policycheck codes' lists them")
        raise UsageError(_("there is no vocabulary '{name}'", name=name), hint=hint)
    return [{"code": code, **_told(row)} for code, row in book.vocabulary.codes(name).items()]


def _told(row: Mapping[str, Any]) -> Row:
    return {"label": row.get("label", {}), "parent": row.get("parent"), "dpv": row.get("dpv")}


def _vocabulary_cells(rows: list[Row]) -> list[tuple[str, ...]]:
    return [(row["vocabulary"], str(row["codes"]), ", ".join(row["fields"])) for row in rows]


def _code_cells(rows: list[Row]) -> list[tuple[str, ...]]:
    return [
        (row["code"], *(row["label"].get(language, "") for language in LANGUAGES), row["parent"] or "") for row in rows
    ]


def _table(cells: list[tuple[str, ...]], headers: Iterable[str]) -> str:
    from tabulate import tabulate

    table: str = tabulate(cells, headers=[_(header) for header in headers], tablefmt="simple", disable_numparse=True)
    return table
