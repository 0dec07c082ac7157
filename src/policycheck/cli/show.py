"""`policycheck show`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.language import language, settle
from policycheck.cli.options import as_of, assume
from policycheck.cli.printing import say
from policycheck.cli.registers import descriptions
from policycheck.facts.understood import understood
from policycheck.reading import find_config, read_repo, today
from policycheck.rulebooks import read_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("show")
@click.argument("register")
@click.argument("path", required=False, type=click.Path(path_type=Path), default=Path())
@as_of
@assume
@language
@click.option(
    "--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True, help="Format on stdout."
)
def command(register: str, path: Path, **options: Any) -> None:
    """Show a register as it is understood: each description with what was resolved and derived.

    REGISTER is the id of a register or of one description; PATH is the policy repo.
    """
    config = find_config((path,))
    settle(options["lang"], config)
    book = read_rulebook(config, options["assume"])
    repo = read_repo(config, book)
    found = descriptions(repo, register)
    law = book.law(options["as_of"] or today())
    told = {record.document.id: understood(record, law, book.vocabulary) for record in found}
    say(_written(told, options["form"]))


def _written(told: Mapping[str, object], form: str) -> str:
    if form == "json":
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    from yaml import safe_dump

    return str(safe_dump(dict(told), allow_unicode=True, sort_keys=False, width=100))
