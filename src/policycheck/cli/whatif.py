"""`policycheck whatif`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.check import prefix
from policycheck.cli.language import for_programs, language, settle
from policycheck.cli.options import Names, as_of, flat
from policycheck.cli.printing import say
from policycheck.reading import Request, governing
from policycheck.reporters import Look
from policycheck.reporters.json import finding_document
from policycheck.reporters.text import safe, where
from policycheck.speech import Phrase, speech
from policycheck.whatif import what_if

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.finding import Finding
    from policycheck.speech import Speech
    from policycheck.whatif import Named, WhatIf

FORMAT = "policycheck/whatif/v1"


@click.command("whatif")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--assume", type=click.Path(path_type=Path), multiple=True, required=True, help="Changed rows of the law's tables."
)
@as_of
@language
@click.option(
    "--select", type=Names(), multiple=True, help="Only these rules, packs or articles, such as gdpr or 30(1)."
)
@click.option("--ignore", type=Names(), multiple=True, help="Not these rules, packs or articles.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format on stdout."
)
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Show what would change if the law were otherwise: findings gained and lost, and whom they concern.

    PATHS are files or folders, as for check. Without a day it is today, or the day on which all that is assumed is so,
    if that is still to come.
    """
    request = Request(
        paths,
        options["as_of"],
        select=flat(options["select"]),
        ignore=flat(options["ignore"]),
        assume=options["assume"],
    )
    config = governing(request)
    for_people = options["form"] == "text"
    told = settle(options["lang"], config)
    spoken = told if for_people else for_programs(options["lang"], config)
    found = what_if(replace(request, config=config, language=spoken, for_people=for_people))
    look = Look(None, prefix=prefix(config.root))
    say(_as_json(found, look) if options["form"] == "json" else "".join(f"{line}\n" for line in _as_text(found, look)))


def _as_text(found: WhatIf, look: Look) -> Iterator[str]:
    words = speech(found.report.language)
    titles = "; ".join(found.report.assumed)
    day = words.day(found.report.as_of)
    yield safe(words.gettext("Assuming: {titles}, as of {day}", titles=titles, day=day))
    yield from _findings(words.counted("{n} finding more", "{n} findings more", len(found.gained)), found.gained, look)
    yield from _findings(words.counted("{n} finding less", "{n} findings less", len(found.lost)), found.lost, look)
    yield from _concerned(REGISTERS, found.registers, words)
    yield from _concerned(RECIPIENTS, found.recipients, words)


REGISTERS, RECIPIENTS = Phrase("Registers concerned"), Phrase("Recipients concerned")


def _findings(head: str, findings: Iterable[Finding], look: Look) -> Iterator[str]:
    yield ""
    yield head
    for finding in findings:
        yield f"  {where(finding.spot, look)} {finding.severity} {finding.rule}"
        yield f"    {safe(' '.join(finding.message.split()))}"


def _concerned(head: Phrase, named: Named, words: Speech) -> Iterator[str]:
    if named:
        yield ""
        yield words.gettext(head)
        yield from (f"  {name}: {safe(' '.join(title.split()))}" for name, title in named.items())


def _as_json(found: WhatIf, look: Look) -> str:
    document = {
        "format": FORMAT,
        "assumed": list(found.report.assumed),
        "as_of": found.report.as_of.isoformat(),
        "gained": [finding_document(finding, look) for finding in found.gained],
        "lost": [finding_document(finding, look) for finding in found.lost],
        "registers": found.registers,
        "recipients": found.recipients,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
