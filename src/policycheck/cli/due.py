"""`policycheck due`."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.agenda import FOR_PEOPLE, FORMATS, agenda, writer
from policycheck.cli.check import prefix
from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.options import Output, Within, as_of
from policycheck.cli.printing import save, say
from policycheck.cli.progress import progress
from policycheck.reading import Request, governing, read, today
from policycheck.reporters import Look
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from policycheck.period import Period
    from policycheck.reading import Unjudged


@click.command("due")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@as_of
@language
@click.option("--within", type=Within(), default="P180D", show_default=True, help="How far to look ahead, such as P6M.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Format on stdout."
)
@click.option("--output", type=Output(FORMATS), multiple=True, help="Also write a format to a file; can be repeated.")
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Tell what falls due, and what is overdue.

    PATHS are files or folders; the list is about them, while references are resolved in the whole policy repo: the
    nearest folder upwards with a .policycheck.yaml. Without PATHS the list is about the repo around the current folder.

    It holds reviews, erasures, consents to be asked for again, contracts, certificates, waivers, open points, and law
    that ends. The format ics is a calendar, and needs the extra policycheck[calendar].
    """
    request = Request(paths)
    config = governing(request)
    told = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
    for form in (options["form"], *(form for form, _path in options["output"])):
        writer(form)  # what is missing for it is told before anything is read
    with progress(_("reading the registers")):
        unjudged = read(replace(request, config=config))
        day = options["as_of"] or today()
        files = [(_written(unjudged, form, day, options["within"], told), path) for form, path in options["output"]]
        shown = _written(unjudged, options["form"], day, options["within"], told)
    for text, path in files:
        save(text, path)
    say(shown)


def _written(unjudged: Unjudged, form: str, day: date, within: Period, told: Mapping[bool, str]) -> str:
    """The agenda in a format, in the language that people or programs are told in."""
    for_people = form in FOR_PEOPLE
    out = io.StringIO()
    found = agenda(unjudged, day, within, told[for_people], for_people=for_people)
    writer(form).write(found, out, Look(prefix=prefix(unjudged.config.root)))
    return out.getvalue()
