"""The baseline: known findings in a file of the repo, so that a team can begin with gaps that nobody hides.

One entry a line, sorted, without line numbers or times: two branches that change it merge.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from policycheck.errors import ConfigError, unread
from policycheck.known import Before, Entry
from policycheck.source import BASELINE, load
from policycheck.speech import _
from policycheck.waivers import UNTOUCHABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 1
_HEAD = re.compile(r"# policycheck baseline (\d+)\b.*")
_LINE = re.compile(r"(?P<facts>[0-9a-f]{16}) (?P<rule>[a-z0-9-]+/[a-z0-9-]+) (?P<place>\S.*)")


def read_baseline(root: Path) -> Before | None:
    """The baseline of a repo, if it has one.

    Raises:
        ConfigError: if it cannot be read, is of a newer version, or a line of it is no entry.
    """
    path = root / BASELINE
    if not path.exists():
        return None
    source = load(path, str(path))
    if source.broken:
        raise ConfigError(unread(source.detail or source.broken), str(path))
    head, *lines = source.text.splitlines() or [""]
    _verify_version(head, path)
    return Before(_("baseline"), Counter(_read(lines, path)))


def _verify_version(head: str, path: Path) -> None:
    found = _HEAD.fullmatch(head)
    if not found:
        hint = _("'policycheck baseline update' writes it anew")
        raise ConfigError(_("is no baseline: its first line does not say so"), str(path), 1, 1, hint)
    if int(found[1]) > VERSION:
        hint = _("update policycheck, or write the baseline anew with 'policycheck baseline update'")
        words = _("was written by a newer policycheck: its version is {version}", version=found[1])
        raise ConfigError(words, str(path), 1, 1, hint)


def _read(lines: list[str], path: Path) -> Iterator[Entry]:
    for number, line in enumerate(lines, 2):
        found = _LINE.fullmatch(line)
        if found and found["rule"].partition("/")[0] not in UNTOUCHABLE:
            yield Entry(_unescaped(found["place"]), found["rule"], found["facts"])
        elif line.strip():
            hint = _("'policycheck baseline update' writes it anew")
            raise ConfigError(_("this line is no entry of a baseline"), str(path), number, 1, hint)


def written(entries: Counter[Entry]) -> str:
    """The text of a baseline."""
    head = f"# policycheck baseline {VERSION}: known findings; 'policycheck baseline' keeps it, nobody else should"
    lines = [f"{one.facts} {one.rule} {_escaped(one.place)}" for one in sorted(entries.elements())]
    return "".join(f"{line}\n" for line in (head, *lines))


def _escaped(place: str) -> str:
    """A place on one line."""
    return place.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _unescaped(place: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r"}.get(match[1], match[1]), place)
