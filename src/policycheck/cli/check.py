"""`policycheck check`."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import check
from policycheck.cli.language import for_programs, language, settle, warn_of_english
from policycheck.cli.options import Names, Output, as_of, assume, color, flat, severity, wants_color
from policycheck.cli.printing import append, save, say, writable
from policycheck.cli.services import automatic, from_checkout, step_summary
from policycheck.errors import UsageError
from policycheck.finding import Severity
from policycheck.reading import Request, governing
from policycheck.reporters import FOR_PEOPLE, JUDGED, REPORTERS, WITH_REASONS, Look, reporter
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policycheck.checking import Checked


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@as_of
@assume
@language
@severity("--fail-on", "The mildest severity that makes the check fail.  [default: the repo's, else error]")
@click.option(
    "--select", type=Names(), multiple=True, help="Only these rules, packs or articles, such as gdpr or 30(1)."
)
@click.option("--profile", help="A choice of rules and severities: record, notice or strict.  [default: the repo's]")
@click.option("--ignore", type=Names(), multiple=True, help="Not these rules, packs or articles.")
@click.option(
    "--format",
    "form",
    type=click.Choice(REPORTERS),
    help="Format on stdout.  [default: what a GitHub or GitLab job reads, else text]",
)
@click.option("--output", type=Output(REPORTERS), multiple=True, help="Also write a format to a file; can be repeated.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The file that '-' stands for.")
@click.option("--new-since", metavar="REF", help="Only what is new since a revision of git fails.")
@click.option("--no-baseline", is_flag=True, help="Judge as if there were no baseline.")
@click.option("--no-waivers", is_flag=True, help="Judge as if there were no waivers.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--redact", is_flag=True, help="Leave out what the registers say: neither lines nor values are quoted.")
@click.option("--with-waived", is_flag=True, help="SARIF also holds what is waived, as suppressed.")
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only.")
@color
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Check registers against the law.

    PATHS are files or folders; findings are reported for them, while references are resolved in the whole policy
    repo: the nearest folder upwards with a .policycheck.yaml. Without PATHS the current folder is checked.

    Where no folder has one, the folder of PATHS is the repo; documents that it refers to and does not hold are taken
    from the git work tree around it, the nearest first.
    """
    form = options["form"] or automatic(os.environ, sys.stdout)
    request = _request(paths, form, options)
    config = governing(request)
    told = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
    for _form, path in options["output"]:
        writable(path)
    for_people = form in FOR_PEOPLE
    spoken = replace(request, config=config, language=told[for_people], for_people=for_people)
    checked = check(replace(spoken, reasons=form in WITH_REASONS))
    warn_of_english(options["lang"], checked)
    look = _look(checked, options)
    for other, path in options["output"]:
        save(_written(checked, other, replace(look, color=False, quiet=False), told), path)
    summary = step_summary(os.environ) if form != options["form"] and form == "github" else None
    if summary:
        append(_written(checked, "markdown", look, told), summary)
    say(_written(checked, form, look, told))
    sys.exit(1 if checked.report.blocking(look.fail_on) else 0)


def _request(paths: Sequence[Path], form: str, options: dict[str, Any]) -> Request:
    request = Request(
        tuple(path for path in paths if str(path) != "-"),
        options["as_of"],
        select=flat(options["select"]),
        ignore=flat(options["ignore"]),
        keep_judgements=any(one in JUDGED for one in (form, *dict(options["output"]))),
        assume=options["assume"],
        baseline=not options["no_baseline"],
        waivers=not options["no_waivers"],
        new_since=options["new_since"],
        redact=options["redact"],
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
        from_checkout(checked.config.root, os.environ),
        options["redact"],
        options["with_waived"],
    )


def prefix(root: Path) -> str:
    """From the current folder to a repo, so that a terminal can follow file names."""
    relative = os.path.relpath(root.resolve())
    return "" if relative == "." else f"{Path(relative).as_posix()}/"


def _written(checked: Checked, form: str, look: Look, told: Mapping[bool, str]) -> str:
    """The report in a format, in the language that people or programs are told in."""
    for_people = form in FOR_PEOPLE
    out = io.StringIO()
    report = checked.told(told[for_people], for_people=for_people, reasons=form in WITH_REASONS)
    reporter(form).write(report, out, look)
    return out.getvalue()
