"""`policycheck diff`."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.changes import FOR_PEOPLE, FORMATS
from policycheck.changes.revisions import states
from policycheck.changes.telling import Gate, Telling, verify_gate
from policycheck.checking import waiver_terms
from policycheck.cli.check import prefix
from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.options import Names, Output, as_of, color, flat, wants_color
from policycheck.cli.printing import save, say, writable
from policycheck.cli.progress import progress
from policycheck.cli.services import from_checkout
from policycheck.errors import UsageError
from policycheck.levels import choose, levels_of
from policycheck.reading import Request, begun, find_config, today, undisturbed
from policycheck.reporters import Look
from policycheck.speech import _

if TYPE_CHECKING:
    from policycheck.cards import Rulebook
    from policycheck.config import Config

NOTHING = "none"
"""The gate that lets everything pass, whatever the configuration says."""


@click.command("diff")
@click.argument("revisions", metavar="REF[..REF]")
@as_of
@language
@click.option("--repo", type=click.Path(path_type=Path), default=Path(), help="The policy repo.  [default: here]")
@click.option(
    "--fail-on",
    type=Names(),
    multiple=True,
    metavar="NAMES",
    help="Fail on changes of these classes, directions, themes or groups, such as worsened or third-country; none to "
    "fail on none. Can be repeated.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Format on stdout."
)
@click.option("--output", type=Output(FORMATS), multiple=True, help="Also write a format to a file; can be repeated.")
@click.option("--redact", is_flag=True, help="Leave out what the registers say: neither lines nor values are quoted.")
@click.option("-q", "--quiet", is_flag=True, help="Print the summary only.")
@color
def command(revisions: str, **options: Any) -> None:
    """Tell what changed in law terms between two revisions.

    REF is a revision of git, and is compared with the work tree; REF..REF compares two revisions, and REF... begins
    where the current branch, or the revision after the dots, parted from REF. Nothing is checked out.

    Every change is worsened, neutral or improved for data subjects, and comes with the duties that follow. What a party
    or a system says counts for every register that it reaches; wording alone is no change.
    """
    for _form, path in options["output"]:
        writable(path)
    config = replace(find_config((options["repo"],)), around=None)
    config, book = begun(Request((options["repo"],), config=config))
    day = options["as_of"] or today()
    gate = Gate(_gate(options["fail_on"], config, book, day), config.fail_on)
    with progress(_("reading the registers")), undisturbed():
        before, after = states(config, book, revisions)
        telling = Telling(before, after, book, day, terms=waiver_terms(config, book))
        told = _Told(telling, gate, config, options)
        files = [(told.written(form, plain=True), path) for form, path in options["output"]]
        shown = told.written(options["form"])
    for text, path in files:
        save(text, path)
    say(shown)
    sys.exit(1 if told.failing else 0)


def _gate(asked: tuple[tuple[str, ...], ...], config: Config, book: Rulebook, day: Any) -> tuple[str, ...]:
    """The names asked for, else those of the configuration, which is blamed for its own."""
    names = flat(asked)
    if names:
        names = () if names == (NOTHING,) else names
        verify_gate(names, book, day)
        return names
    try:
        verify_gate(config.fail_on_change, book, day)
    except UsageError as error:
        raise config.error(error.message, ("fail_on_change",), error.hint) from None
    return config.fail_on_change


class _Told:
    """A comparison in the formats that are asked for."""

    def __init__(self, telling: Telling, gate: Gate, config: Config, options: dict[str, Any]) -> None:
        self.telling = telling
        self.gate = gate
        self.rules = choose(telling.book, levels_of(config, telling.book)).of
        self.redact = options["redact"]
        self.spoken = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
        self.look = Look(
            color=wants_color(options["color"]),
            quiet=options["quiet"],
            prefix=prefix(config.root),
            checkout=from_checkout(config.root, os.environ),
        )
        self.failing = 0

    def written(self, form: str, *, plain: bool = False) -> str:
        """The comparison in a format; in full and without colours for a file."""
        people = form in FOR_PEOPLE
        out = io.StringIO()
        look = replace(self.look, color=False, quiet=False) if plain else self.look
        diff = self.telling.told(self.spoken[people], self.gate, self.rules, for_people=people, redact=self.redact)
        import_module(f"policycheck.changes.{form}").write(diff, out, look)
        self.failing = diff.failing
        return out.getvalue()
