"""`policycheck check`."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import Request, check, governing
from policycheck.cli.language import for_programs, language, settle, warn_of_english
from policycheck.cli.options import Names, Output, as_of, flat, severity, wants_color
from policycheck.cli.printing import save, say
from policycheck.errors import UsageError
from policycheck.finding import Severity
from policycheck.reporters import FOR_PEOPLE, REPORTERS, Look, reporter
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycheck.checking import Checked


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@as_of
@language
@severity("--fail-on", "The mildest severity that makes the check fail.  [default: the repo's, else error]")
@click.option(
    "--select", type=Names(), multiple=True, help="Only these rules, packs or articles, such as gdpr or 30(1)."
)
@click.option("--profile", help="A choice of rules and severities: record, notice or strict.  [default: the repo's]")
@click.option("--ignore", type=Names(), multiple=True, help="Not these rules, packs or articles.")
@click.option(
    "--format", "form", type=click.Choice(REPORTERS), default="text", show_default=True, help="Format on stdout."
)
@click.option("--output", type=Output(REPORTERS), multiple=True, help="Also write a format to a file; can be repeated.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The file that '-' stands for.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to colour.",
)
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Check registers against the law.

    PATHS are files or folders; findings are reported for them, while references are resolved in the whole policy
    repo: the nearest folder upwards with a .policycheck.yaml. Without PATHS the current folder is checked.
    """
    request = _request(paths, options)
    config = governing(request)
    told = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
    for_people = options["form"] in FOR_PEOPLE
    checked = check(replace(request, config=config, language=told[for_people], for_people=for_people))
    warn_of_english(options["lang"], checked)
    look = _look(checked, options)
    for form, path in options["output"]:
        save(_written(checked, form, replace(look, color=False, quiet=False), told), path)
    say(_written(checked, options["form"], look, told))
    sys.exit(1 if checked.report.blocking(look.fail_on) else 0)


def _request(paths: Sequence[Path], options: dict[str, Any]) -> Request:
    request = Request(
        tuple(path for path in paths if str(path) != "-"),
        options["as_of"],
        select=flat(options["select"]),
        ignore=flat(options["ignore"]),
        profile=options["profile"],
    )
    if len(request.paths) == len(paths):
        return request
    name = options["stdin_filename"]
    if name is None:
        raise UsageError(_("'-' needs --stdin-filename: the file whose text comes on stdin"))
    return replace(request, stdin=sys.stdin.buffer.read(), stdin_name=name)


def _look(checked: Checked, options: dict[str, Any]) -> Look:
    threshold = Severity(options["fail_on"] or checked.config.fail_on)
    return Look(
        None if options["exit_zero"] else threshold,
        wants_color(options["color"]),
        options["quiet"],
        prefix(checked.config.root),
    )


def prefix(root: Path) -> str:
    """From the current folder to a repo, so that a terminal can follow file names."""
    relative = os.path.relpath(root.resolve())
    return "" if relative == "." else f"{Path(relative).as_posix()}/"


def _written(checked: Checked, form: str, look: Look, told: Mapping[bool, str]) -> str:
    """The report in a format, in the language that people or programs are told in."""
    for_people = form in FOR_PEOPLE
    out = io.StringIO()
    reporter(form).write(checked.told(told[for_people], for_people=for_people), out, look)
    return out.getvalue()
