"""`policycheck baseline`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.baseline import read_baseline, written
from policycheck.checking import check
from policycheck.cli.language import language, settle
from policycheck.cli.options import as_of
from policycheck.cli.printing import save, say
from policycheck.errors import ConfigError, UsageError
from policycheck.known import entries, lasting
from policycheck.reading import Request, find_config
from policycheck.reporters.text import safe
from policycheck.source import BASELINE
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from policycheck.known import Entry

ACTIONS = ("create", "update", "prune", "show")


@click.command("baseline")
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("path", required=False, type=click.Path(path_type=Path), default=Path())
@as_of
@language
def command(action: str, path: Path, **options: Any) -> None:
    """Keep the baseline: the findings that a policy repo begins with, which check shows as known and lets pass.

    ACTION is create (what is found now), update (the same, over what there was), prune (take out what is mended) or
    show (what is in it, and whether it is still found). PATH is the policy repo. Only this command changes the
    baseline; findings of shape, reading and waivers are never in it.
    """
    config = find_config((path,))
    settle(options["lang"], config)
    file = config.root / BASELINE
    old = _old(config.root, action)
    checked = check(Request((path,), options["as_of"], config=config))
    found = lasting(entries(checked.report.findings, checked.repo))
    waived = lasting(entries((item.finding for item in checked.report.waived), checked.repo))
    if action == "show":
        say("".join(_shown(old, found + waived)))
        return
    new = old & (found + waived) if action == "prune" else found
    save(written(new), file)
    say(_told(old, new))


def _old(root: Path, action: str) -> Counter[Entry]:
    """The entries there are."""
    exists = (root / BASELINE).exists()
    if action == "create" and exists:
        hint = _("'policycheck baseline update' takes in what is found now, 'prune' takes out what is mended")
        raise UsageError(_("there is a baseline already"), str(root / BASELINE), hint=hint)
    if action in ("prune", "show") and not exists:
        hint = _("make one: policycheck baseline create")
        raise UsageError(_("there is no baseline"), str(root / BASELINE), hint=hint)
    try:
        found = read_baseline(root)
    except ConfigError:
        if action != "update":
            raise
        return Counter()  # what cannot be read is what an update is to mend
    return found.entries if found else Counter()


def _told(old: Counter[Entry], new: Counter[Entry]) -> str:
    added, gone = (new - old).total(), (old - new).total()
    words = _(
        "{file}: {entries}, {added} added, {gone} taken out",
        file=BASELINE,
        entries=counted("{n} known finding", "{n} known findings", new.total()),
        added=added,
        gone=gone,
    )
    return f"{words}\n"


def _shown(old: Counter[Entry], found: Counter[Entry]) -> list[str]:
    mended = old - found
    lines = []
    for one in sorted(old.elements()):
        state = _("mended") if mended[one] else _("known")
        mended[one] -= mended[one] > 0
        lines.append(f"{state}  {one.rule}  {safe(one.place)}\n")
    return [*lines, _told_of(old, found)]


def _told_of(old: Counter[Entry], found: Counter[Entry]) -> str:
    """How many entries there are, and how many of them are mended."""
    known = counted("{n} known finding", "{n} known findings", old.total())
    return _("{entries}, of which {n} mended", entries=known, n=(old - found).total()) + "\n"
