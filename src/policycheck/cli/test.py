"""`policycheck test`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policycheck import resources
from policycheck.cases import cases_file, judge_cases
from policycheck.cases import json as for_programs
from policycheck.cases import text as for_people
from policycheck.cases.reading import refuse_drafts
from policycheck.cli.language import language, settle
from policycheck.cli.options import Names, flat
from policycheck.cli.printing import say, shown
from policycheck.cli.progress import progress
from policycheck.errors import UsageError
from policycheck.reading import find_config
from policycheck.rulebooks import read_rulebook
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policycheck.cards import Rulebook, Rules
    from policycheck.config import Config


@click.command("test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@language
@click.option("--select", type=Names(), multiple=True, help="Only these rules, packs or articles.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(paths: tuple[Path, ...], lang: str | None, select: tuple[tuple[str, ...], ...], form: str) -> None:
    """Judge the cases of rules: what is found in each must be exactly what it expects.

    PATHS are packs, folders of packs, cards or cases; those of a pack that no configuration names are read as well.
    Without PATHS and --select the cases of the repo's own packs are judged, and where it has none, of the shipped ones.
    """
    config = find_config(())
    settle(lang, config)
    config = replace(config, packs=(*config.packs, *_further(paths, config)))
    refuse_drafts(config.packs, shown)
    book = read_rulebook(config)
    with progress(_("judging the cases")):
        results = judge_cases(book, _asked(book, paths, flat(select)), shown)
    if form == "json":
        say(for_programs.written(results))
    else:
        say("".join(f"{line}\n" for line in for_people.lines(results)))
    sys.exit(0 if results.hold else 1)


def _further(paths: Iterable[Path], config: Config) -> Iterable[Path]:
    """The folders of packs among the paths that are neither shipped nor configured."""
    known = {resources.policies().resolve(), *(folder.resolve() for folder in config.packs)}
    for path in paths:
        if not path.exists():
            raise UsageError(_("there is no such file or folder"), str(path))
        folder = _packs_of(path.resolve())
        if folder and folder not in known:
            known.add(folder)
            yield folder


def _packs_of(path: Path) -> Path | None:
    """The folder of packs that a path leads to or into."""
    inside = next((folder.parent for folder in (path, *path.parents) if (folder / "pack.yaml").is_file()), None)
    return inside or (path if any(path.glob("*/pack.yaml")) else None)


def _asked(book: Rulebook, paths: Sequence[Path], select: Sequence[str]) -> Rules:
    rules = book.rules()
    if select:
        rules = rules.chosen(select, ())
    if paths:
        asked = [path.resolve() for path in paths]
        return rules.only(rule.id for rule in rules if any(_concerns(path, rule.id, book) for path in asked))
    return rules if select or not book.homes else rules.only(rule.id for rule in rules if rule.pack in book.homes)


def _concerns(path: Path, rule: str, book: Rulebook) -> bool:
    """Whether a path is the card or the cases of a rule, or a folder above one of them."""
    pack, _slash, slug = rule.partition("/")
    card = book.homes.get(pack, resources.policies() / pack) / f"{slug}.yaml"
    return any(file.resolve().is_relative_to(path) for file in (card, cases_file(rule, book)))
