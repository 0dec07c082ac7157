"""`policycheck schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck import resources
from policycheck.cli.language import language, settle
from policycheck.cli.printing import say
from policycheck.errors import UsageError, did_you_mean
from policycheck.reading import find_config
from policycheck.rulebooks import read_rulebook
from policycheck.speech import _
from policycheck.starting import for_editors

if TYPE_CHECKING:
    from policycheck.schema import Shapes

OTHERS = ("config", "card", "pack", "cases", "assumption", "report", "overview", "why", "manifest")


@click.command("schema")
@click.argument("kind", required=False)
@language
def command(kind: str | None, lang: str | None) -> None:
    """Print the JSON Schema of records, or of one KIND, for editors.

    KIND is a kind of record (register, text, organisation, party, system, processor-record, waiver), or one of
    config, card, pack, cases, assumption, report, overview, why, manifest. In the schema of records editors find the
    codes to complete, with their labels; those of the repo's configuration are among them, and so are its own fields.
    """
    say(_of_others(kind) if kind in OTHERS else _of_records(kind, lang))


def _of_others(name: str | None) -> str:
    found = json.loads((resources.schemas() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _of_records(kind: str | None, lang: str | None) -> str:
    config = find_config((Path(),))
    spoken = settle(lang, config)
    book = read_rulebook(config)
    return for_editors(_schema(book.shapes, kind), book, spoken)


def _schema(shapes: Shapes, kind: str | None) -> dict[str, Any]:
    if kind is None:
        return shapes.published
    if kind not in shapes.kinds:
        known = (*shapes.kinds, *OTHERS)
        hint = did_you_mean(kind, known) or _("kinds are {kinds}", kinds=", ".join(known))
        raise UsageError(_("there is no kind '{kind}'", kind=kind), hint=hint)
    return shapes.of_kind(kind)
