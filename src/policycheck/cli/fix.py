"""`policycheck fix`."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policycheck.cli.check import prefix
from policycheck.cli.language import language, settle
from policycheck.cli.options import as_of
from policycheck.cli.printing import say
from policycheck.errors import UsageError
from policycheck.fixing import fix
from policycheck.fixing.files import encoded, write
from policycheck.reading import Request, governing
from policycheck.reporters.text import safe
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.fixing import Change, Fixed, Tried

UNREADABLE = (
    "characters", "document-is-mapping", "keys-are-words", "keys-unique", "no-tags", "not-too-deep", "not-too-large",
    "readable", "syntax", "text-not-binary", "utf-8",
)  # fmt: skip
"""The rules of the pack `form` that are told of what cannot be read at all."""


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--diff", is_flag=True, help="Show what would change and write nothing; exit with 1 if there is any.")
@click.option("--unsafe", is_flag=True, help="Also make fixes that somebody should look at.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The file that '-' stands for.")
@as_of
@language
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Fix what says the same in another layout.

    Periods and codes get their layout, misspelt keys with one near name and former ids of rules their names, and
    waivers that set nothing aside are taken out. With --unsafe, likely but unsure keys are renamed, waivers that have
    ended are taken out, and required keys that are missing are marked as not_filled, which is still a finding. No fix
    states a fact. Comments, order and quotation marks stay; what is fixed is read and judged anew before it is written.

    PATHS are files or folders, as for check. '-' with --stdin-filename prints the fixed text.
    """
    request = _request(paths, options)
    config = governing(request)
    settle(options["lang"], config)
    fixed = fix(replace(request, config=config), unsafe=options["unsafe"])
    told = "".join(_told(fixed, diff=options["diff"]))
    if options["diff"]:
        say("".join(line for change in fixed.changes for line in _diff(change, prefix(config.root))))
    elif request.stdin is not None:
        _pass_on(request.stdin, fixed)
    else:
        write(config.root, fixed.changes)
        say(told)
    if options["diff"] or request.stdin is not None:
        click.echo(told, err=True, nl=False)
    sys.exit(1 if fixed.refused or (options["diff"] and fixed.changes) else 0)


def _request(paths: Sequence[Path], options: dict[str, Any]) -> Request:
    named = tuple(path for path in paths if str(path) != "-")
    if len(named) == len(paths):
        return Request(named, options["as_of"])
    name = options["stdin_filename"]
    if name is None:
        raise UsageError(_("'-' needs --stdin-filename: the file whose text comes on stdin"))
    if named:
        raise UsageError(_("'-' stands alone: a text comes on stdin, or files are fixed"))
    return Request((), options["as_of"], stdin=sys.stdin.buffer.read(), stdin_name=name)


def _pass_on(given: bytes, fixed: Fixed) -> None:
    """Print what came on stdin, fixed, byte for byte."""
    after = next((encoded(change.after, given) for change in fixed.changes), given)
    sys.stdout.flush()
    sys.stdout.buffer.write(after)
    sys.stdout.buffer.flush()


def _diff(change: Change, above: str) -> Iterator[str]:
    """A change as a unified diff that `patch` and `git apply` take."""
    name = change.file if above.startswith("..") else f"{above}{change.file}"
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (change.before, change.after))
    new = f"b/{name}" if change.after else "/dev/null"
    for line in unified_diff(before, after, safe(f"a/{name}"), safe(new)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _told(fixed: Fixed, *, diff: bool) -> Iterator[str]:
    above = prefix(fixed.config.root)
    for tried in fixed.made:
        yield _line(tried, above, tried.fix.title)
    for tried in fixed.refused:
        words = _("error: not fixed, as that would not settle it or bring another finding: {fix}", fix=tried.fix.title)
        yield _line(tried, above, words)
    yield f"{_summary(fixed, diff=diff)}\n"


def _line(tried: Tried, above: str, words: str) -> str:
    rule = f" [{tried.fix.finding.rule}]" if tried.fix.finding else ""
    return safe(f"{above}{tried.file}:{tried.line}: {words}{rule}") + "\n"


def _summary(fixed: Fixed, *, diff: bool) -> str:
    """What was fixed, what remains, and why it is not for the tool to fix."""
    count, files = len(fixed.made), counted("{n} file", "{n} files", len(fixed.changes))
    fixes = counted("{n} fix", "{n} fixes", count)
    would = _("{fixes} to make in {files}.", fixes=fixes, files=files)
    parts = [would if diff else _("{fixes} made in {files}.", fixes=fixes, files=files)]
    if fixed.remaining:
        parts.append(counted("{n} finding remains:", "{n} findings remain:", len(fixed.remaining)))
        parts.append("; ".join(_reasons(fixed)) + ".")
    return " ".join(parts)


def _reasons(fixed: Fixed) -> Iterator[str]:
    unread = sum(one.rule in {f"form/{name}" for name in UNREADABLE} for one in fixed.remaining)
    rest = len(fixed.remaining) - unread - fixed.unsafe
    if fixed.unsafe:
        yield counted("{n} for --unsafe, to be looked at", "{n} for --unsafe, to be looked at", fixed.unsafe)
    if unread:
        yield counted("{n} in what cannot be read", "{n} in what cannot be read", unread)
    if rest > 0:
        yield counted("{n} for you, as no fix states a fact", "{n} for you, as no fix states a fact", rest)
