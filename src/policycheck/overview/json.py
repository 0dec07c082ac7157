"""For programs: a versioned JSON document whose schema is `schemas/overview.schema.json`."""

import json
from typing import Literal, TextIO

from typing_extensions import TypedDict

from policycheck.__about__ import __version__
from policycheck.evidence.document import EvidenceDocument
from policycheck.evidence.document import document as evidence_document
from policycheck.facts.occasions import Occasion
from policycheck.finding import Outcome, Severity
from policycheck.overview.types import (
    Counts,
    DocumentState,
    Duty,
    LedgerLine,
    OpenPoint,
    Overview,
    PackCount,
    RegisterState,
    Role,
    State,
    Task,
    ThemeState,
    Upcoming,
)
from policycheck.overview.words import last_line
from policycheck.reporters import Look
from policycheck.reporters.chain import SpotDocument, spot_document
from policycheck.reporters.json import FindingDocument, WaivedDocument, finding_document, waived_document

FORMAT: Literal["policycheck/overview/v1"] = "policycheck/overview/v1"


class CountsDocument(TypedDict):
    """Findings by severity."""

    error: int
    warning: int
    info: int


class RoleDocument(TypedDict):
    """A role that answers for something."""

    key: str
    title: str
    contact: str


class ThemeDocument(TypedDict):
    """A theme of a register; `rules` are met somewhere in it."""

    theme: str
    name: str
    state: State
    counts: CountsDocument
    open: int
    waived: int
    rules: int


class RegisterDocument(TypedDict):
    """A register or a processor's record."""

    kind: str
    id: str
    name: str
    files: list[str]
    role: RoleDocument | None
    counts: CountsDocument
    open: int
    themes: list[ThemeDocument]


class OtherDocument(TypedDict):
    """A document that is no register, or that could not be read; kind and id are empty where they are not known."""

    file: str
    kind: str
    id: str
    name: str
    read: bool
    counts: CountsDocument
    open: int


class TaskDocument(TypedDict):
    """A finding to be mended."""

    finding: FindingDocument
    subject: str
    theme: str
    registers: int
    remedy: str


class DutyDocument(TypedDict):
    """What a role is to mend; without a role, what nobody is named for."""

    role: RoleDocument | None
    counts: CountsDocument
    tasks: list[TaskDocument]


class OpenPointDocument(TypedDict):
    """What cannot be told yet."""

    missing: str
    subject: str
    theme: str
    spot: SpotDocument
    rules: list[str]
    role: RoleDocument | None
    until: str | None
    overdue: bool


class UpcomingDocument(TypedDict):
    """What falls due."""

    day: str
    occasion: Occasion
    subject: str
    about: str
    spot: SpotDocument
    role: RoleDocument | None
    overdue: bool


class PackDocument(TypedDict):
    """What the rules of a pack came to."""

    pack: str
    title: str
    rules: int
    outcomes: dict[str, int]
    findings: int
    waived: int


class WaiverDocument(TypedDict):
    """A waiver: for which rule and place, why, whose it is, until when, and what has become of it."""

    waiver: str
    rule: str
    place: str
    reason: str
    owner: RoleDocument | None
    approved_by: RoleDocument | None
    until: str
    state: str
    waived: int
    file: str
    line: int


class TableDocument(TypedDict):
    """When a table of the law was last checked."""

    table: str
    checked: str
    stale: bool


class OverviewDocument(TypedDict):
    """A repo on a day."""

    format: Literal["policycheck/overview/v1"]
    policycheck: str
    as_of: str
    horizon: str
    language: str
    organisations: list[str]
    documents: int
    refused: int
    skipped: int
    rules: int
    counts: CountsDocument
    exit_code: Literal[0, 1]
    summary: str
    registers: list[RegisterDocument]
    other_documents: list[OtherDocument]
    duties: list[DutyDocument]
    open_points: list[OpenPointDocument]
    upcoming: list[UpcomingDocument]
    packs: list[PackDocument]
    waived: list[WaivedDocument]
    waivers: list[WaiverDocument]
    law_tables: list[TableDocument]
    evidence: EvidenceDocument


def write(overview: Overview, out: TextIO, look: Look) -> None:
    """Write the overview as one JSON document."""
    json.dump(document(overview, look), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(overview: Overview, look: Look) -> OverviewDocument:
    """The overview as plain values."""
    report = overview.report
    return {
        "format": FORMAT,
        "policycheck": __version__,
        "as_of": report.as_of.isoformat(),
        "horizon": overview.horizon.isoformat(),
        "language": report.language,
        "organisations": list(overview.organisations),
        "documents": report.documents,
        "refused": report.refused,
        "skipped": report.skipped,
        "rules": report.rules,
        "counts": _counts(Counts(*(report.count(severity) for severity in Severity))),
        "exit_code": 1 if report.blocking(look.fail_on) else 0,
        "summary": last_line(overview, look),
        "registers": [_register(one) for one in overview.registers],
        "other_documents": [_document(one) for one in overview.documents],
        "duties": [_duty(one, look) for one in overview.duties],
        "open_points": [_open_point(one) for one in overview.open_points],
        "upcoming": [upcoming_document(one) for one in overview.upcoming],
        "packs": [_pack(one) for one in overview.packs],
        "waived": [waived_document(one, look) for one in report.waived],
        "waivers": [_waiver(one, look) for one in overview.ledger],
        "law_tables": [
            {"table": one.name, "checked": one.checked.isoformat(), "stale": one.stale} for one in overview.tables
        ],
        "evidence": evidence_document(overview.evidence),
    }


def _waiver(line: LedgerLine, look: Look) -> WaiverDocument:
    one = line.entry
    return {
        "waiver": one.name,
        "rule": one.rule,
        "place": one.place,
        "reason": one.reason,
        "owner": _role(line.owner),
        "approved_by": _role(line.approver),
        "until": one.until,
        "state": one.state.value,
        "waived": one.waived,
        "file": f"{look.prefix}{one.spot.file}",
        "line": one.spot.span.line,
    }


def _counts(counts: Counts) -> CountsDocument:
    return {"error": counts.errors, "warning": counts.warnings, "info": counts.notes}


def _role(role: Role | None) -> RoleDocument | None:
    return {"key": role.key, "title": role.title, "contact": role.contact} if role else None


def _register(one: RegisterState) -> RegisterDocument:
    return {
        "kind": one.kind,
        "id": one.id,
        "name": one.name,
        "files": list(one.files),
        "role": _role(one.role),
        "counts": _counts(one.counts),
        "open": one.open,
        "themes": [_theme(theme) for theme in one.themes],
    }


def _theme(theme: ThemeState) -> ThemeDocument:
    return {
        "theme": theme.code,
        "name": theme.name,
        "state": theme.state,
        "counts": _counts(theme.counts),
        "open": theme.open,
        "waived": theme.waived,
        "rules": theme.rules,
    }


def _document(one: DocumentState) -> OtherDocument:
    return {
        "file": one.file,
        "kind": one.kind,
        "id": one.id,
        "name": one.name,
        "read": one.read,
        "counts": _counts(one.counts),
        "open": one.open,
    }


def _duty(duty: Duty, look: Look) -> DutyDocument:
    tasks = [_task(task, look) for task in duty.tasks]
    return {"role": _role(duty.role), "counts": _counts(duty.counts), "tasks": tasks}


def _task(task: Task, look: Look) -> TaskDocument:
    return {
        "finding": finding_document(task.finding, look),
        "subject": task.subject,
        "theme": task.theme,
        "registers": task.registers,
        "remedy": task.remedy,
    }


def _open_point(point: OpenPoint) -> OpenPointDocument:
    return {
        "missing": point.missing,
        "subject": point.subject,
        "theme": point.theme,
        "spot": spot_document(point.spot),
        "rules": list(point.rules),
        "role": _role(point.role),
        "until": point.until.isoformat() if point.until else None,
        "overdue": point.overdue,
    }


def upcoming_document(item: Upcoming) -> UpcomingDocument:
    """What falls due, as plain values."""
    return {
        "day": item.day.isoformat(),
        "occasion": item.occasion,
        "subject": item.subject,
        "about": item.about,
        "spot": spot_document(item.spot),
        "role": _role(item.role),
        "overdue": item.overdue,
    }


def _pack(one: PackCount) -> PackDocument:
    return {
        "pack": one.pack,
        "title": one.title,
        "rules": one.rules,
        "outcomes": {outcome.value: one.outcomes.get(outcome, 0) for outcome in Outcome if outcome != Outcome.WAIVED},
        "findings": one.findings,
        "waived": one.waived,
    }
