"""What an editor offers to do about a finding: the fixes it comes with, and a waiver to fill in.

A waiver says nothing before somebody has filled it in: its reason, owner and end are marked as such, and until then it
sets nothing aside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policycheck.document.marks import Lines
from policycheck.fixes import Edit, Safety, fixes_for
from policycheck.speech import Phrase, speech
from policycheck.waivers import UNTOUCHABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards import Rulebook
    from policycheck.finding import Finding
    from policycheck.repo import Repo

SET_ASIDE_HERE = Phrase("Write a waiver of {rule} here, as a comment to fill in")
SET_ASIDE = Phrase("Write a waiver of {rule} to fill in")
REASON, OWNER, UNTIL = (
    Phrase("why this is set aside"),
    Phrase("the role that will see to it"),
    Phrase("the last day it holds, as 2027-03-31"),
)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /_.~#-]*")


class Action(NamedTuple):
    """Edits under a title, and whether they can be made without being looked at."""

    title: str
    edits: tuple[Edit, ...]
    preferred: bool = False


def actions(finding: Finding, repo: Repo, book: Rulebook, language: str) -> Iterator[Action]:
    """What can be done about a finding of a run over `repo`."""
    yield from _fixes(finding, repo, book)
    text = next((text.text for text in repo.texts if text.file == finding.spot.file), None)
    if text is not None and finding.spot.place and finding.rule.partition("/")[0] not in UNTOUCHABLE:
        yield _comment(finding, text, language)
        yield _waiver(finding, text, repo, language)


def _fixes(finding: Finding, repo: Repo, book: Rulebook) -> Iterator[Action]:
    for fix in fixes_for(finding, repo, book):
        yield Action(fix.title, fix.edits, fix.safety is Safety.SAFE)


def _comment(finding: Finding, text: str, language: str) -> Action:
    """A comment on a line of its own above the finding; it is none before a day, a role and a reason are filled in."""
    span = finding.spot.span
    lines = Lines(text)
    start = lines.starts[span.line - 1]
    line = lines.line(span.line)
    indent = line[: len(line) - len(line.lstrip(" "))]
    newline = "\r\n" if "\r\n" in text else "\n"
    comment = f"{indent}# policycheck: waive {finding.rule} until YYYY-MM-DD by OWNER -- REASON{newline}"
    title = speech(language).gettext(SET_ASIDE_HERE, rule=finding.rule)
    return Action(title, (Edit(finding.spot.file, start, start, comment),))


def _waiver(finding: Finding, text: str, repo: Repo, language: str) -> Action:
    """A document at the end of the file that the finding is in."""
    title = speech(language).gettext(SET_ASIDE, rule=finding.rule)
    newline = "\r\n" if "\r\n" in text else "\n"
    start = "" if not text or text.endswith(("\n", "\r")) else newline
    lines = _lines(finding, _id(finding, repo), language)
    end = Edit(finding.spot.file, len(text), len(text), start + newline.join((*lines, "")))
    return Action(title, (end,))


def _lines(finding: Finding, name: str, language: str) -> tuple[str, ...]:
    say = speech(language).gettext
    blanks = {"reason": say(REASON), "owner": say(OWNER), "until": say(UNTIL)}
    return (
        "---",
        "policycheck: 1",
        "kind: waiver",
        f"id: {name}",
        f"rule: {finding.rule}",
        f"place: {_quoted(str(finding.spot.place))}",
        *(f"{key}: {{not_filled: {_quoted(words)}}}" for key, words in blanks.items()),
    )


def _id(finding: Finding, repo: Repo) -> str:
    """A name that no waiver has yet."""
    slug = re.sub(
        r"[^a-z0-9]+", "-", f"{finding.rule.partition('/')[2]} {finding.spot.place and finding.spot.place.id}"
    )
    name = slug.strip("-")
    taken = {known for kind, known in repo.documents if kind == "waiver"}
    numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def _quoted(words: str) -> str:
    """Words as YAML reads them back, between brackets, too."""
    return words if _PLAIN.fullmatch(words) else "'" + words.replace("'", "''") + "'"
