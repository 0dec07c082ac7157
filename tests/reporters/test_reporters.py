"""Every format on a report that is nasty on purpose, held against what was once read and found right."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from policycheck import __version__, resources
from policycheck.finding import Report, Severity
from policycheck.reporters import REPORTERS, Look, reporter

if TYPE_CHECKING:
    from policycheck.reporters.json import ReportDocument

GOLDEN = Path(__file__).parents[1] / "golden"
FORMATS_FOR_TERMINALS = ("text", "compact")
WITHOUT_WORDS_OF_THEIR_OWN = ("csv", "gitlab", "rdjson")


def written(report: Report, form: str, look: Look | None = None) -> str:
    out = io.StringIO()
    reporter(form).write(report, out, look or Look(prefix="registers/"))
    return out.getvalue()


@pytest.mark.parametrize("form", REPORTERS)
def test_a_report_is_written_as_the_golden_file_has_it(form: str, report: Report) -> None:
    found = re.sub(
        rf'("(policycheck|semanticVersion)": )"{re.escape(__version__)}"', r'\1"0.0.0"', written(report, form)
    )

    assert found.encode() == (GOLDEN / f"nasty.{form}").read_bytes()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_report_speaks_its_language_around_its_findings(language: str, report: Report) -> None:
    findings = (report.findings[0], report.findings[-1])
    found = written(replace(report, findings=findings, language=language), "text")

    assert found.encode() == (GOLDEN / f"spoken.{language}.text").read_bytes()


@pytest.mark.parametrize("form", ["compact", "json"])
def test_what_programs_read_has_the_same_severities_and_iso_dates_in_every_language(form: str, report: Report) -> None:
    found = written(replace(report, language="fi"), form)

    assert "tilanne 2026-11-22: 1 virhe, 10 varoitusta" in found
    assert "vakavuus:" not in found


def test_colours_are_added_and_nothing_else(report: Report) -> None:
    colored = written(report, "text", Look(color=True, prefix="registers/"))

    assert colored != written(report, "text")
    assert re.sub(r"\x1b\[\d*m", "", colored) == written(report, "text")


@pytest.mark.parametrize("form", FORMATS_FOR_TERMINALS)
def test_nothing_that_was_read_can_steer_a_terminal(form: str, report: Report) -> None:
    dangerous = {
        character
        for character in written(report, form)
        if unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e\u2066"
    }

    assert dangerous <= {"\n", "\t"}


def test_a_compact_report_has_a_line_for_each_finding_and_one_more(report: Report) -> None:
    lines = written(report, "compact").splitlines()

    assert len(lines) == len(report.findings) + 1
    assert all(re.search(r":\d+:\d+: (error|warning|info): .* \[[a-z/-]+\]$", line) for line in lines[:-1])


def test_a_json_report_has_the_shape_that_is_published(report: Report) -> None:
    schema = json.loads((resources.schemas() / "report.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(written(report, "json")))


def test_a_json_report_loses_no_character(report: Report) -> None:
    told: ReportDocument = json.loads(written(report, "json"))

    assert [one["message"] for one in told["findings"]] == [one.message for one in report.findings]
    assert [one["file"] for one in told["findings"]] == [one.spot.file for one in report.findings]


@pytest.mark.parametrize(("threshold", "blocking"), [("error", 1), ("warning", 11), ("info", 14), (None, 0)])
def test_a_json_report_says_which_findings_block(threshold: str | None, blocking: int, report: Report) -> None:
    look = Look(fail_on=Severity(threshold) if threshold else None)
    told: ReportDocument = json.loads(written(report, "json", look))

    assert sum(one["blocking"] for one in told["findings"]) == blocking
    assert told["exit_code"] == (1 if blocking else 0)


@pytest.mark.parametrize("form", [form for form in REPORTERS if form not in WITHOUT_WORDS_OF_THEIR_OWN])
def test_every_format_ends_with_one_summary(form: str, report: Report) -> None:
    summary = (
        "1,234 documents (1 other document skipped), 58 rules, as of 2026-11-22: 1 error, 10 warnings, 3 notes, "
        "1 waived, 2 open points. Exit code 1: 1 finding at or above 'error'."
    )

    assert written(report, form).count(summary) == 1


@pytest.mark.parametrize("form", FORMATS_FOR_TERMINALS)
def test_a_report_without_findings_is_its_summary(form: str, report: Report) -> None:
    clean = replace(report, findings=(), waived=(), outcomes={}, documents=1, skipped=0, rules=1)

    assert written(clean, form) == (
        "1 document, as of 2026-11-22: no gaps found by 1 rule. Exit code 0: nothing at or above 'error'.\n"
    )


@pytest.mark.parametrize("form", FORMATS_FOR_TERMINALS)
def test_what_is_waived_was_found_and_is_no_lack_of_gaps(form: str, report: Report) -> None:
    waived = replace(report, findings=())

    assert "58 rules, as of 2026-11-22: 0 errors, 0 warnings, 0 notes, 1 waived" in written(waived, form)


@pytest.mark.parametrize(
    ("stale", "note"),
    [
        (("trackers",), "1 law table was last checked more than six months before that day. "),
        (("adequacy", "trackers"), "2 law tables were last checked more than six months before that day. "),
    ],
)
def test_the_last_line_says_when_the_law_is_old(stale: tuple[str, ...], note: str, report: Report) -> None:
    old = replace(report, stale_tables=stale)

    assert "law table" not in written(report, "compact")
    assert f"2 open points. {note}Exit code 1" in written(old, "compact").splitlines()[-1]


def test_the_marker_stands_below_what_it_marks(report: Report) -> None:
    for frame in re.findall(r"^  \d+ \| (.*)\n +\| ( *)(\^+)$", written(report, "text"), re.MULTILINE):
        line, before, marker = frame
        cells = sum(width(character) for character in line)
        assert len(before) + len(marker) <= max(cells, 1)


def width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
