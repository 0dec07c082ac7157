"""`policycheck new`."""

from __future__ import annotations

from pathlib import Path

import click

from policycheck.cli.language import language, settle
from policycheck.reading import find_config
from policycheck.starting import FOLDERS

RULE = "rule"


@click.command("new")
@click.argument("what", type=click.Choice((*FOLDERS, RULE)))
@click.argument("name", metavar="ID")
@click.argument("path", required=False, type=click.Path(path_type=Path), default=Path())
@language
def command(what: str, name: str, path: Path, lang: str | None) -> None:
    """Begin a document or a rule, with comments that teach.

    A document is written where the repo keeps its like, and its comments explain each field, with the article behind
    it. What is to be filled in says not_filled, and is a finding until it is. A rule is a card and its cases; its ID is
    PACK/SLUG, and the slug states the requirement, such as house/transfers-stay-in-eea. What is to be written is marked
    TODO, and the pack is refused until it has been. PATH is the policy repo. Nothing is overwritten.
    """
    config = find_config((path,))
    spoken = settle(lang, config)
    if what == RULE:
        from policycheck.cli.new_rule import begin_rule

        begin_rule(name, config)
        return
    from policycheck.cli.new_record import begin_record

    begin_record(what, name, config, spoken)
