"""The waivers of a repo: documents of their own, and comments beside what they are for (Article 5(2)).

A comment says `# policycheck: waive RULE until DATE by OWNER [approved by ROLE] -- REASON`, on one line, the reason
last. `remarks` of a document tells which place it is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycheck.document.remarks import Remark, addressed, remarks
from policycheck.facts.occasions import day_of
from policycheck.place import Place, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.document import Document, Span
    from policycheck.repo import Record, Repo

VERB = "waive"
_REASON = re.compile(r"(?:^|\s)(?:--|\u2013|\u2014)")
"""Two hyphens, or the dash that some editors make of them."""
_HEAD = "rule"
_WORDS = {"until": "until", "by": "owner", "approved": "approver"}
"""The parts of a waiver comment by the word that each begins with."""
_FORMS = {
    "rule": "RULE",
    "until": "until YYYY-MM-DD",
    "owner": "by OWNER",
    "approver": "approved by ROLE",
    "reason": "-- REASON",
}
"""The parts as they are written."""
_OPTIONAL = ("approver",)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Written:
    """Something that is written to set a finding aside: a document, or a comment in one."""

    document: Document
    remark: Remark | None = None
    """The comment; None: it is the document."""

    @property
    def name(self) -> str:
        """What it is called: the id of a document, the file and line of a comment."""
        return f"{self.document.source.file}:{self.span('').line}" if self.remark else self.document.id

    def where(self, key: str) -> Place:
        """The place at which it, or a part of it, is found: of a comment, the place it belongs to."""
        path = (self.remark.path or ()) if self.remark else (key,) if key else ()
        return self.document.place.at(*path)

    def span(self, key: str) -> Span:
        """Where it, or a part of it, is to be read: of a comment, all of it."""
        if self.remark:
            return self.document.source.span(self.remark.start, self.remark.end)
        return self.document.span((key,) if key else ())


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Waiver(Written):
    """Which finding is set aside, why, until when, and who answers for that."""

    rule: str
    said: str
    """The place as it is written, which may be none."""
    place: Place | None
    reason: object
    owner: str
    until: str
    approved_by: str = ""
    record: Record | None = None
    """The document that it is."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Misworded(Written):
    """A comment to us that is no waiver as it stands, and why; each of the reasons may be empty."""

    verb: str = ""
    """What stands in place of `waive`."""
    missing: str = ""
    stray: str = ""
    """A word that is no part of a waiver."""
    day: str = ""
    """What is no day."""


def waivers(repo: Repo) -> list[Waiver | Misworded]:
    """Every waiver of a repo: documents first, then comments, by file and line."""
    found: list[Waiver | Misworded] = [_of_document(record) for record in repo.of_kind("waiver")]
    found.extend(map(_of_comment, _remarks(repo)))
    return found


def _of_document(record: Record) -> Waiver:
    stated = record.stated
    return Waiver(
        document=record.document,
        rule=stated["rule"],
        said=stated["place"],
        place=_place(stated["place"]),
        reason=stated["reason"],
        owner=stated["owner"],
        until=stated["until"],
        approved_by=stated.get("approved_by", ""),
        record=record,
    )


def _place(words: str) -> Place | None:
    try:
        return parse(words)
    except ValueError:
        return None


def _remarks(repo: Repo) -> Iterator[Remark]:
    """The comments to us beside documents that have a kind and a name."""
    texts = {text.file: text for text in repo.texts if addressed(text.text)}
    named: dict[str, list[Document]] = {file: [] for file in texts}
    for document in repo.documents.values() if texts else ():
        if document.source is texts.get(document.source.file):
            named[document.source.file].append(document)
    for file, text in texts.items():
        yield from remarks(text, named[file])


def _of_comment(remark: Remark) -> Waiver | Misworded:
    verb, *rest = remark.words.split(maxsplit=1) or [""]
    if verb != VERB:
        return Misworded(document=remark.document, remark=remark, verb=verb, missing="" if verb else VERB)
    said, *reason = _REASON.split("".join(rest), maxsplit=1)
    parts = _parts(said.split())
    parts["reason"] = list(filter(None, map(str.strip, reason)))
    place = remark.document.place.at(*(remark.path or ()))
    return _misworded(remark, parts) or Waiver(
        document=remark.document,
        remark=remark,
        rule=parts["rule"][0],
        said=str(place),
        place=place,
        reason=parts["reason"][0],
        owner=parts["owner"][0],
        until=parts["until"][0],
        approved_by="".join(parts.get("approver", ())),
    )


def _parts(words: list[str]) -> dict[str, list[str]]:
    """The words of each part; of a part that is said twice, all of them."""
    parts: dict[str, list[str]] = {}
    part = _HEAD
    before = ""
    for word in words:
        approved = before == "approved" and word == "by"
        if word in _WORDS and not approved:
            part = _WORDS[word]
            parts.setdefault(part, [])
        elif not approved:
            parts.setdefault(part, []).append(word)
        before = word
    return parts


def _misworded(remark: Remark, parts: dict[str, list[str]]) -> Misworded | None:
    """What a waiver comment lacks, or has too much of."""
    wanted = [part for part in _FORMS if part in parts or part not in _OPTIONAL]
    missing = ", ".join(_FORMS[part] for part in wanted if not parts.get(part))
    stray = next((words[1] for words in parts.values() if len(words) > 1), "")
    until = "".join(parts.get("until", ()))
    day = until if until and not stray and day_of(until) is None else ""
    if not (missing or stray or day):
        return None
    return Misworded(document=remark.document, remark=remark, missing=missing, stray=stray, day=day)
