"""SARIF 2.1.0 (OASIS), as GitHub code scanning reads it.

Waived results are left out unless they are asked for: GitHub would show them as open. A region is one line, so that a
result is shown on the lines a pull request changes; what else belongs to it is a related location. Results that were
there before stay in the log, or GitHub would close their alerts; their `baselineState` is `unchanged`. Of more results
than GitHub takes the gravest are told, and how many are left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from policycheck.__about__ import __version__
from policycheck.finding import Severity, cited_together
from policycheck.fingerprints import fingerprints, line_hashes
from policycheck.reporters.markup import code, text
from policycheck.reporters.summary import summary

if TYPE_CHECKING:
    from policycheck.finding import Finding, Report, Spot, Waived
    from policycheck.reporters import Look

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_MOST_TEXT = 1024
MOST = 25_000
"""GitHub refuses a run with more results."""


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write one log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, look)]}
    json.dump(log, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _run(report: Report, look: Look) -> dict[str, Any]:
    waived = {id(item.finding): item for item in report.waived} if look.with_waived else {}
    known = {id(item.finding) for item in report.known}
    every = (*report.findings, *(one.finding for one in report.known), *(one.finding for one in waived.values()))
    findings = every if len(every) <= MOST else sorted(every, key=lambda finding: finding.severity.rank)[:MOST]
    rules = {finding.rule: finding for finding in reversed(findings)}
    numbers = {rule: number for number, rule in enumerate(sorted(rules))}
    hashes = {file: line_hashes(report.texts.get(file, "")) for file in {finding.spot.file for finding in findings}}
    results = [
        _result(finding, numbers[finding.rule], look, _marks(finding, mark, hashes), waived.get(id(finding)))
        | ({"baselineState": "unchanged"} if id(finding) in known else {})
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    driver = {
        "name": "policycheck",
        "semanticVersion": __version__,
        "rules": [_rule(rules[rule]) for rule in sorted(rules)],
    }
    ending = {
        "executionSuccessful": True,
        "exitCode": 1 if report.blocking(look.fail_on) else 0,
        "exitCodeDescription": summary(report, look),
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": "policycheck/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [ending],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "language": report.language,
            **({"leftOut": len(every) - MOST} if len(every) > MOST else {}),
        },
        "results": results,
    }


def _rule(example: Finding) -> dict[str, Any]:
    """A rule by one of its findings: all have its title, reason and articles."""
    reason = f"{example.reason} ({cited_together(example.cites)})"
    link = next((cite.link for cite in example.cites if cite.link), None)
    return {
        "id": example.rule,
        "shortDescription": {"text": example.title[:_MOST_TEXT]},
        "fullDescription": {"text": reason[:_MOST_TEXT]},
        "help": {"text": f"{reason}\npolicycheck explain {example.rule}", "markdown": _help(example)},
        **({"helpUri": link} if link else {}),
        "defaultConfiguration": {"level": _LEVEL[example.severity]},
        "properties": {
            "tags": list(dict.fromkeys((example.rule.partition("/")[0], *(cite.law for cite in example.cites))))[:10],
            "precision": "high",
            "problem.severity": _PROBLEM[example.severity],
        },
    }


def _help(example: Finding) -> str:
    """The reason in Markdown, with a link to each provision."""
    cites = ", ".join(f"[{text(cite.words)}]({cite.link})" if cite.link else text(cite.words) for cite in example.cites)
    return f"{text(example.reason)}\n\n{cites}\n\n{code(f'policycheck explain {example.rule}')}"


def _result(finding: Finding, rule: int, look: Look, marks: dict[str, str], waived: Waived | None) -> dict[str, Any]:
    related = [_location(spot, look) | {"id": number} for number, spot in enumerate(finding.related, 1)]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.spot, look)],
        **({"relatedLocations": related} if related else {}),
        **({"codeFlows": [_flow(finding, look)]} if finding.steps else {}),
        "partialFingerprints": marks,
        **({"suppressions": [_suppression(waived)]} if waived else {}),
        "properties": {"because": list(finding.because)},
    }


def _flow(finding: Finding, look: Look) -> dict[str, Any]:
    """The way of the data, link by link, as viewers step through it."""
    steps = [
        {"location": _location(step.spot, look) | {"message": {"text": _unlinked(step.says)}}} for step in finding.steps
    ]
    return {"threadFlows": [{"locations": steps}]}


def _message(finding: Finding) -> str:
    """What is wrong and what to write instead, with a link to each related location."""
    links = [f"[{_name(spot)}]({number})" for number, spot in enumerate(finding.related, 1)]
    return "\n\n".join((_unlinked(finding.message), _unlinked(finding.fix), *([", ".join(links)] if links else [])))


def _name(spot: Spot) -> str:
    return str(spot.place or spot.file).replace("[", "(").replace("]", ")")


def _unlinked(words: str) -> str:
    """Words in which nothing is taken for a link (SARIF 2.1.0, 3.11.6)."""
    return words.replace("](", "]\\(")


def _location(spot: Spot, look: Look) -> dict[str, Any]:
    span = spot.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    named = [{"fullyQualifiedName": str(spot.place), "kind": "object"}] if spot.place else []
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(f"{look.checkout}{spot.file}", errors="replace"), "uriBaseId": ROOT},
            "region": region,
        },
        **({"logicalLocations": named} if named else {}),
        "message": {"text": str(spot.place or spot.file)},
    }


def _marks(finding: Finding, ours: str, hashes: dict[str, list[str]]) -> dict[str, str]:
    """Our fingerprint, and GitHub's where the text is at hand."""
    lines = hashes[finding.spot.file]
    line = finding.spot.span.line - 1
    theirs = {"primaryLocationLineHash": lines[line]} if line < len(lines) else {}
    return {**theirs, "policycheck/v1": ours}


def _suppression(waived: Waived) -> dict[str, Any]:
    justification = f"{waived.reason} ({waived.owner}, {waived.until})"
    return {"kind": "inSource" if waived.comment else "external", "status": "accepted", "justification": justification}
