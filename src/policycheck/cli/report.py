"""`policycheck report`."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.annexes import BINARY
from policycheck.checking import check
from policycheck.cli.annexes import Handing, options_of_annexes
from policycheck.cli.check import prefix
from policycheck.cli.language import for_programs, language, settle, warn_of_english
from policycheck.cli.manifests import manifest_option, save_manifest, verify_manifest
from policycheck.cli.options import Names, Output, Within, as_of, assume, flat, severity
from policycheck.cli.pages import HTML, options_of_pages, verify, wants_reasons, write_pages
from policycheck.cli.printing import pour, save, say
from policycheck.cli.progress import progress
from policycheck.finding import Severity
from policycheck.overview import FOR_PEOPLE, FORMATS, overview, writer
from policycheck.overview.words import LENIENT
from policycheck.reading import Request, governing
from policycheck.reporters import Look
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policycheck.checking import Checked
    from policycheck.period import Period


@click.command("report")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@as_of
@assume
@language
@severity("--fail-on", "The mildest severity that makes the report fail.  [default: none does]")
@click.option("--within", type=Within(), help="How far to look ahead, such as P6M.  [default: the repo's, else P1Y]")
@click.option(
    "--select", type=Names(), multiple=True, help="Only these rules, packs or articles, such as gdpr or 30(1)."
)
@click.option("--profile", help="A choice of rules and severities: record, notice or strict.  [default: the repo's]")
@click.option("--ignore", type=Names(), multiple=True, help="Not these rules, packs or articles.")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *BINARY, HTML)),
    default="text",
    show_default=True,
    help="Format on stdout, or at --out.",
)
@options_of_pages
@options_of_annexes
@click.option(
    "--output", type=Output((*FORMATS, *BINARY)), multiple=True, help="Also write a format to a file; can be repeated."
)
@click.option("--no-waivers", is_flag=True, help="Judge as if there were no waivers.")
@manifest_option
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only.")
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Report how the registers stand: what to mend, what is open, what comes up.

    PATHS are files or folders; the report is about them, while references are resolved in the whole policy repo: the
    nearest folder upwards with a .policycheck.yaml. Without PATHS the report is about the repo around the current
    folder.

    Where no folder has one, the folder of PATHS is the repo; documents that it refers to and does not hold are taken
    from the git work tree around it, the nearest first.
    """
    verify(options)
    handing = Handing.asked_for(options)
    verify_manifest(options["manifest"], [path for _form, path in options["output"]])
    request = Request(
        paths,
        options["as_of"],
        select=flat(options["select"]),
        ignore=flat(options["ignore"]),
        profile=options["profile"],
        keep_judgements=True,
        assume=options["assume"],
        waivers=not options["no_waivers"],
        reasons=wants_reasons(options),
    )
    config = governing(request)
    within = options["within"] or config.horizon
    told = {True: settle(options["lang"], config), False: for_programs(options["lang"], config)}
    to_people = options["form"] in (*FOR_PEOPLE, HTML)
    for_people = to_people or handing.hands_on
    with progress(_("reading and judging the registers")):
        checked = check(replace(request, config=config, language=told[to_people], for_people=for_people))
        threshold = Severity(options["fail_on"]) if options["fail_on"] else None
        look = Look(threshold, quiet=options["quiet"], prefix=prefix(checked.config.root), lenient=LENIENT)
        handing.gather(checked, told[False], within)
        files = [
            (handing.content(form) or _written(checked, form, within, replace(look, quiet=False), told), path)
            for form, path in options["output"]
        ]
        if options["form"] == HTML:
            shown: str | bytes = write_pages(checked, {**options, "within": within}, options["out"], look)
        else:
            shown = handing.shown(look) or _written(checked, options["form"], within, look, told)
    warn_of_english(options["lang"], checked)
    _save(files, options["manifest"], checked)
    say(shown) if isinstance(shown, str) else pour(shown)
    sys.exit(1 if checked.report.blocking(threshold) else 0)


def _save(files: Iterable[tuple[str | bytes, Path]], manifest: Path | None, checked: Checked) -> None:
    """Write files, then the manifest that lists them."""
    paths = []
    for content, path in files:
        save(content, path)
        paths.append(path)
    if manifest:
        save_manifest(checked.evidence, paths, manifest)


def _written(checked: Checked, form: str, within: Period, look: Look, told: Mapping[bool, str]) -> str:
    """The overview in a format, in the language that people or programs are told in."""
    for_people = form in FOR_PEOPLE
    report = checked.told(told[for_people], for_people=for_people)
    out = io.StringIO()
    writer(form).write(overview(checked, report, within, for_people=for_people), out, look)
    return out.getvalue()
