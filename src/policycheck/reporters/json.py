"""For programs: a versioned JSON document whose schema is `schemas/report.schema.json`."""

import json
from typing import Literal, TextIO, cast

from typing_extensions import TypedDict

from policycheck.__about__ import __version__
from policycheck.finding import Citation, Finding, Known, Report, Severity, Waived
from policycheck.reporters import Look
from policycheck.reporters.chain import (
    ChainDocument,
    LinkDocument,
    SpotDocument,
    chain_document,
    link_document,
    spot_document,
)
from policycheck.reporters.summary import summary

FORMAT: Literal["policycheck/report/v1"] = "policycheck/report/v1"


class CitationDocument(TypedDict):
    """A provision."""

    law: str
    article: str
    words: str
    link: str | None


class FindingDocument(SpotDocument):
    """A finding.

    `because` tells how one thing led to the next, `steps` where that is written, as far as documents say it.

    `chain` is what it rests on; null where the machine itself raised it (form, reading, waivers), and in what does not
    tell chains.
    """

    rule: str
    severity: Literal["error", "warning", "info"]
    blocking: bool
    title: str
    message: str
    reason: str
    fix: str
    articles: list[CitationDocument]
    because: list[str]
    steps: list[LinkDocument]
    related: list[SpotDocument]
    chain: ChainDocument | None


class WaivedDocument(TypedDict):
    """A finding set aside."""

    finding: FindingDocument
    waiver: str
    reason: str
    owner: str
    approved_by: str | None
    until: str


class KnownDocument(TypedDict):
    """A finding that was there before: in the baseline, or at a revision."""

    finding: FindingDocument
    by: str


class ReportDocument(TypedDict):
    """The result of a check."""

    format: Literal["policycheck/report/v1"]
    policycheck: str
    as_of: str
    assumed: list[str]
    language: str
    documents: int
    refused: int
    skipped: int
    rules: int
    counts: dict[str, int]
    outcomes: dict[str, int]
    exit_code: Literal[0, 1]
    summary: str
    findings: list[FindingDocument]
    waived: list[WaivedDocument]
    known: list[KnownDocument]
    mended: int


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the report as one JSON document."""
    json.dump(document(report, look), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(report: Report, look: Look) -> ReportDocument:
    """The report as plain values."""
    return {
        "format": FORMAT,
        "policycheck": __version__,
        "as_of": report.as_of.isoformat(),
        "assumed": list(report.assumed),
        "language": report.language,
        "documents": report.documents,
        "refused": report.refused,
        "skipped": report.skipped,
        "rules": report.rules,
        "counts": {severity.value: report.count(severity) for severity in Severity},
        "outcomes": {outcome.value: number for outcome, number in sorted(report.outcomes.items())},
        "exit_code": 1 if report.blocking(look.fail_on) else 0,
        "summary": summary(report, look),
        "findings": [finding_document(finding, look) for finding in report.findings],
        "waived": [waived_document(item, look) for item in report.waived],
        "known": [known_document(item, look) for item in report.known],
        "mended": report.mended,
    }


def finding_document(finding: Finding, look: Look) -> FindingDocument:
    """A finding as plain values."""
    found = {
        **spot_document(finding.spot),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "blocking": look.fail_on is not None and finding.severity.reaches(look.fail_on),
        "title": finding.title,
        "message": finding.message,
        "reason": finding.reason,
        "fix": finding.fix,
        "articles": [citation_document(cite) for cite in finding.cites],
        "because": list(finding.because),
        "steps": [link_document(step) for step in finding.steps],
        "related": [spot_document(related) for related in finding.related],
        "chain": finding.chain and chain_document(finding.chain),
    }
    return cast("FindingDocument", found)


def citation_document(cite: Citation) -> CitationDocument:
    """A provision as plain values."""
    return {"law": cite.law, "article": cite.article, "words": cite.words, "link": cite.link}


def waived_document(item: Waived, look: Look) -> WaivedDocument:
    """A finding set aside as plain values."""
    return {
        "finding": finding_document(item.finding, look),
        "waiver": item.waiver,
        "reason": item.reason,
        "owner": item.owner,
        "approved_by": item.approved_by or None,
        "until": item.until,
    }


def known_document(item: Known, look: Look) -> KnownDocument:
    """A finding that was there before as plain values; it blocks nothing."""
    return {"finding": {**finding_document(item.finding, look), "blocking": False}, "by": item.by}
