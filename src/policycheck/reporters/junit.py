"""For test reports (JUnit XML as GitLab, Jenkins and GitHub read it): a suite for each document, a case for each rule.

A case fails when a finding reaches the threshold; milder findings are its output. What is waived, or not known yet, is
skipped with the reason. There are no times: the same input gives the same bytes.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, TextIO
from xml.etree import ElementTree as ET

from policycheck.reporters.cases import State, cases
from policycheck.reporters.summary import summary, waiver_words
from policycheck.reporters.text import safe
from policycheck.speech import speech

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.finding import Finding, Report
    from policycheck.reporters import Look
    from policycheck.reporters.cases import Case
    from policycheck.speech import Speech

_ILLEGAL = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SKIPPED = (State.WAIVED, State.KNOWN, State.OPEN)


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write one document of XML."""
    say = speech(report.language)
    suites = ET.Element("testsuites", name="policycheck")
    every = list(cases(report))
    _count(suites, every, look)
    for subject, some in groupby(every, lambda case: case.subject):
        suite = ET.SubElement(suites, "testsuite", name=_legal(subject))
        its = list(some)
        _count(suite, its, look)
        for case in its:
            _add(suite, case, look, say)
    last = ET.SubElement(suites, "testsuite", name="policycheck", tests="0", failures="0", errors="0", skipped="0")
    ET.SubElement(last, "system-out").text = _legal(summary(report, look))
    ET.indent(suites)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n")


def _count(element: ET.Element, some: Iterable[Case], look: Look) -> None:
    states = [case.state(look.fail_on) for case in some]
    element.set("tests", str(len(states)))
    element.set("failures", str(states.count(State.FAILED)))
    element.set("errors", "0")
    element.set("skipped", str(sum(state in _SKIPPED for state in states)))


def _add(suite: ET.Element, case: Case, look: Look, say: Speech) -> None:
    """One case; its name holds its document too, for readers that keep only the first of a name."""
    subject = _legal(case.subject)
    element = ET.SubElement(suite, "testcase", classname=subject, name=f"{case.rule}: {subject}")
    if case.findings:
        element.set("file", _legal(f"{look.checkout}{case.findings[0].spot.file}"))
    match case.state(look.fail_on):
        case State.FAILED:
            worst = min(case.findings, key=lambda finding: finding.severity.rank)
            failure = ET.SubElement(element, "failure", type=worst.severity.value, message=_legal(worst.message))
            failure.text = _told(case.findings, look)
        case State.WAIVED:
            ET.SubElement(element, "skipped", message=_legal("; ".join(_waivers(case, say))))
        case State.KNOWN:
            ET.SubElement(element, "skipped", message=_legal("; ".join(_knowns(case, say))))
        case State.OPEN:
            ET.SubElement(element, "skipped", message=say.gettext("The record says that this is not known yet."))
        case State.PASSED if case.findings:
            ET.SubElement(element, "system-out").text = _told(case.findings, look)


def _waivers(case: Case, say: Speech) -> list[str]:
    return [waiver_words(one, say) for one in case.waived]


def _knowns(case: Case, say: Speech) -> list[str]:
    return [say.gettext("known ({by}): {message}", by=one.by, message=one.finding.message) for one in case.known]


def _told(findings: Iterable[Finding], look: Look) -> str:
    """Every finding of a case with its line, the reason and the fix."""
    return "\n\n".join(
        _legal(
            f"{look.checkout}{found.spot.file}:{found.spot.span.line}:{found.spot.span.column}: {found.severity}: "
            f"{found.message}\n{found.reason}\n{found.fix}"
        )
        for found in findings
    )


def _legal(text: str) -> str:
    """Text that XML can hold: other characters are shown as escapes."""
    return _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", safe(text))
