"""`policycheck schema`."""

from __future__ import annotations

import json
from typing import Any

import click

from policycheck import resources
from policycheck.cards.rulebook import SCHEMA
from policycheck.checking import find_config, own_fields_of
from policycheck.cli.language import language
from policycheck.cli.printing import say
from policycheck.errors import UsageError, did_you_mean
from policycheck.schema import Shapes
from policycheck.speech import _

OTHERS = ("config", "card", "pack", "cases", "report", "overview")


@click.command("schema")
@click.argument("kind", required=False)
@language
def command(kind: str | None, lang: str | None) -> None:  # noqa: ARG001 - it was heard before the call was read
    """Print the JSON Schema of records, or of one KIND.

    KIND is a kind of record (register, text, organisation, party, system, processor-record, waiver), or one of
    config, card, pack, cases, report, overview.
    """
    say(json.dumps(_schema(kind), ensure_ascii=False, indent=1) + "\n")


def _schema(kind: str | None) -> dict[str, Any]:
    if kind in OTHERS:
        found: dict[str, Any] = json.loads((resources.schemas() / f"{kind}.schema.json").read_text(encoding="utf-8"))
        return found
    config = find_config(())
    shapes = Shapes.load(resources.schemas() / SCHEMA)
    own = {name: fields.schema for name, fields in own_fields_of(config, shapes)}
    if kind is None:
        return _with_own(shapes.published, own, shapes)
    if kind not in shapes.kinds:
        known = (*shapes.kinds, *OTHERS)
        hint = did_you_mean(kind, known) or _("kinds are {kinds}", kinds=", ".join(known))
        raise UsageError(_("there is no kind '{kind}'", kind=kind), hint=hint)
    return _with_own(shapes.of_kind(kind), own, shapes)


def _with_own(published: dict[str, Any], own: dict[str, dict[str, Any]], shapes: Shapes) -> dict[str, Any]:
    """A schema with what the repo asks of its own fields."""
    if not own:
        return published
    from policycheck.schema.own import with_own

    return with_own(published, own, shapes.kinds)
