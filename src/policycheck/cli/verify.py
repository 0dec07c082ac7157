"""`policycheck verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.checking import check
from policycheck.cli.language import language, settle
from policycheck.cli.options import as_of, assume
from policycheck.cli.printing import say
from policycheck.cli.progress import progress
from policycheck.errors import NothingToCheckError, UsageError
from policycheck.evidence.manifest import read
from policycheck.evidence.verifying import notes, outdated, tampered
from policycheck.reading import Request, find_config
from policycheck.reporters.text import safe
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.config import Config
    from policycheck.evidence.manifest import Manifest
    from policycheck.evidence.types import Evidence


@click.command("verify")
@click.argument("report", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--repo", type=click.Path(path_type=Path), help="The policy repo the report is of.  [default: here]")
@click.option("--files-only", is_flag=True, help="Only whether the report is genuine, not whether it is current.")
@click.option("--sha256", metavar="HEX", help="The SHA-256 that its manifest must have, as you kept it elsewhere.")
@as_of
@assume
@language
def command(report: Path, **options: Any) -> None:
    """Verify a report that was handed on: whether it is genuine, and whether it is still current.

    DIR is the folder of a report, or the file of a manifest that 'policycheck report --manifest' wrote. Genuine is a
    report of which every file is as its manifest lists it, none missing, and in a folder of pages none added. Current
    is one whose registers, packs and law tables are those of today, and whose rules find the same today.

    Exit codes: 0 genuine and current, 1 genuine and out of date, 2 not genuine, or it cannot be told. None of them says
    anything of the processing that is reported on. Whoever can write the whole folder can write its manifest anew: keep
    the SHA-256 that is printed here elsewhere, and hold the report against it with --sha256.
    """
    if not options["files_only"]:
        config = find_config((options["repo"] or Path(),))
        settle(options["lang"], config)
    manifest = read(report)
    wrong = tampered(manifest, options["sha256"])
    if wrong:
        _tell(_("Not genuine:"), wrong, _("Exit code 2: this is not the report that was written."))
        sys.exit(2)
    if options["files_only"]:
        _tell(_genuine(manifest), [], _("Exit code 0: genuine; whether it is current was not asked."))
        sys.exit(0)
    _tell(_genuine(manifest))
    with progress(_("reading and judging the registers")):
        now = _today(manifest.evidence, config, options)
    sys.exit(_told(manifest.evidence, now))


def _genuine(manifest: Manifest) -> str:
    files = counted("{n} file", "{n} files", len(manifest.files))
    return _(
        "Genuine: {files} as written. SHA-256 of {manifest}: {digest}",
        files=files,
        manifest=manifest.path.name,
        digest=manifest.sha256,
    )


def _today(then: Evidence, config: Config, options: Any) -> Evidence:
    """What the same report would rest on now.

    Raises:
        PolicycheckError: as `check`.
    """
    choice = then.choice
    asked = [config.root / path for path in choice.paths]
    request = Request(
        tuple(path for path in asked if path.exists()) or (options["repo"] or Path(),),
        options["as_of"],
        select=choice.select,
        ignore=choice.ignore,
        profile=choice.profile,
        config=config,
        keep_judgements=True,
        assume=options["assume"],
        waivers=choice.waivers,
    )
    try:
        return check(request).evidence
    except NothingToCheckError as error:
        hint = _("name the policy repo with --repo, or ask with --files-only whether the report is genuine")
        raise UsageError(_("there are no registers to hold the report against"), error.file, hint=hint) from None


def _told(then: Evidence, now: Evidence) -> int:
    """Say whether a report is current, and give the exit code."""
    stale = outdated(then, now)
    besides = list(notes(then, now))
    if stale:
        _tell(_("Out of date on {day}:", day=now.as_of), stale, *besides, _("Exit code 1: make the report anew."))
        return 1
    words = _("Current on {day}: what it rests on is the same, and the rules find the same.", day=now.as_of)
    _tell(words, [], *besides, _("Exit code 0: genuine and current."))
    return 0


def _tell(head: str, points: Iterable[str] = (), *last: str) -> None:
    lines = (head, *(f"  {point}" for point in points), *last)
    say("".join(f"{_one_line(line)}\n" for line in lines))


def _one_line(text: str) -> str:
    """A text on one line that cannot steer a terminal, whatever a file is called."""
    return safe(text).replace("\n", "\\n")
