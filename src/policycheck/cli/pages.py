"""The report as pages in a folder: what `policycheck report --format html` does."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.errors import UsageError
from policycheck.evidence.audience import for_public
from policycheck.reading import undisturbed
from policycheck.reporters.summary import summary
from policycheck.site.folder import claim, write
from policycheck.site.types import AUDIENCES, INTERNAL, PUBLIC
from policycheck.speech import _, counted, speech

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policycheck.checking import Checked
    from policycheck.reporters import Look

HTML = "html"
_OPTIONS = (
    click.option("--force", is_flag=True, help="Replace all that is in DIR, whatever it is."),
    click.option(
        "--history",
        type=click.IntRange(0, 100),
        help="Of how many earlier commits the pages show the findings.  [default: 6; none of a large repo]",
    ),
    click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        help="Whom the pages are for; those for the public leave out what is internal.  [default: internal]",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="Where to: a folder for html, csv and markdown, a file for xlsx and docx.",
    ),
)


def options_of_pages(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--out`, `--audience`, `--history` and `--force`."""
    for option in _OPTIONS:
        command = option(command)
    return command


def wants_reasons(options: Mapping[str, Any]) -> bool:
    """Whether findings are to come with what they rest on."""
    return bool(options["form"] == HTML and options["audience"] != PUBLIC)


def verify(options: Mapping[str, Any]) -> None:
    """Make sure, before the work is done, that pages go to a folder, and that only pages do.

    Raises:
        PolicycheckError: if the folder is not named or may not be written, or a library is missing.
    """
    if options["form"] != HTML:
        given = [name for name in ("audience", "history") if options[name]]
        if given:
            raise UsageError(_("{option} is for --format html", option=f"--{given[0]}"))
        return
    folder: Path | None = options["out"]
    if folder is None:
        raise UsageError(_("--format html needs a folder"), hint=_("name it with --out DIR"))
    import_module("policycheck.site.rendering")
    claim(folder, force=options["force"])


def write_pages(checked: Checked, options: Mapping[str, Any], folder: Path, look: Look) -> str:
    """Write the pages; what is said of them."""
    from policycheck.site.gathering import Wanted, site
    from policycheck.site.rendering import pages

    public = options["audience"] == PUBLIC
    evidence = for_public(checked.evidence) if public else checked.evidence
    wanted = Wanted(options["audience"] or INTERNAL, options["within"], options["history"])
    with undisturbed():
        names = write(folder, pages(site(checked, wanted)), evidence)
    told = counted("{n} file in {folder}", "{n} files in {folder}", len(names), folder=folder)
    last = summary(checked.report, look, speech(checked.report.language).day)
    return f"{last}\n" if look.quiet else f"{told}\n{last}\n"
