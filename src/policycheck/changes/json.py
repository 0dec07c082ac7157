"""For programs: a versioned JSON document whose schema is `schemas/diff.schema.json`."""

import json
from typing import Literal, TextIO

from typing_extensions import TypedDict

from policycheck.__about__ import __version__
from policycheck.changes.revisions import State
from policycheck.changes.telling import Changed, Diff, End, ToldChange, ToldDuty
from policycheck.reporters import Look
from policycheck.reporters.json import FindingDocument, WaivedDocument, finding_document, waived_document

FORMAT: Literal["policycheck/diff/v1"] = "policycheck/diff/v1"


class StateDocument(TypedDict):
    """A revision and its commit; both are null for the work tree."""

    ref: str | None
    commit: str | None


class EndDocument(TypedDict):
    """What one state says, and where."""

    words: str
    file: str
    line: int
    column: int
    place: str


class DutyDocument(TypedDict):
    """What has to be done, and by which articles of the GDPR."""

    id: str
    words: str
    articles: list[str]
    cited: list[str]


_Class = TypedDict("_Class", {"class": str})
"""The id of the class; a keyword of Python, and so no attribute."""


class ChangeDocument(_Class):
    """A change of a register; one end is null where something is new or gone."""

    direction: Literal["worsened", "improved", "neutral"]
    theme: str
    material: bool
    fails: bool
    title: str
    about: str
    before: EndDocument | None
    after: EndDocument | None
    duties: list[DutyDocument]


class RegisterDocument(TypedDict):
    """A register, or a processor's record, that changed."""

    kind: str
    id: str
    name: str
    changes: list[ChangeDocument]
    findings: list[FindingDocument]
    waived: list[WaivedDocument]
    """Findings that are set aside."""


class DiffDocument(TypedDict):
    """What changed in law terms between two states of a policy repo."""

    format: Literal["policycheck/diff/v1"]
    policycheck: str
    as_of: str
    language: str
    before: StateDocument
    after: StateDocument
    worsened: int
    neutral: int
    improved: int
    fail_on: list[str]
    failing: int
    registers: list[RegisterDocument]


def write(diff: Diff, out: TextIO, look: Look) -> None:
    """Write the comparison as one JSON document."""
    json.dump(document(diff, look), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(diff: Diff, look: Look) -> DiffDocument:
    """The comparison as plain values."""
    return {
        "format": FORMAT,
        "policycheck": __version__,
        "as_of": diff.as_of.isoformat(),
        "language": diff.language,
        "before": _state(diff.before),
        "after": _state(diff.after),
        "worsened": diff.count("worsened"),
        "neutral": diff.count("neutral"),
        "improved": diff.count("improved"),
        "fail_on": list(diff.gate),
        "failing": diff.failing,
        "registers": [_register(register, look) for register in diff.registers],
    }


def _state(state: State) -> StateDocument:
    return {"ref": state.ref, "commit": state.commit}


def _register(register: Changed, look: Look) -> RegisterDocument:
    return {
        "kind": register.kind,
        "id": register.id,
        "name": register.name,
        "changes": [_change(change) for change in register.changes],
        "findings": [finding_document(finding, look) for finding in register.findings],
        "waived": [waived_document(item, look) for item in register.waived],
    }


def _change(change: ToldChange) -> ChangeDocument:
    return {
        "class": change.of,
        "direction": change.direction,
        "theme": change.theme,
        "material": change.material,
        "fails": change.fails,
        "title": change.title,
        "about": change.about,
        "before": _end(change.before),
        "after": _end(change.after),
        "duties": [_duty(duty) for duty in change.duties],
    }


def _end(end: End | None) -> EndDocument | None:
    if end is None:
        return None
    span = end.spot.span
    place = str(end.spot.place or "")
    return {"words": end.words, "file": end.spot.file, "line": span.line, "column": span.column, "place": place}


def _duty(duty: ToldDuty) -> DutyDocument:
    articles = [cite.article for cite in duty.cites]
    return {"id": duty.id, "words": duty.words, "articles": articles, "cited": [cite.words for cite in duty.cites]}
