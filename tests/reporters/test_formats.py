"""The formats for other programs, read by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft4Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from sarif_pydantic import Sarif  # type: ignore[import-untyped]
from tap.parser import Parser  # type: ignore[import-untyped]

from policycheck.finding import Report, Severity
from policycheck.fingerprints import line_hashes
from policycheck.reporters import Look, reporter
from policycheck.reporters.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(__file__).parents[1] / "contracts/sarif-schema-2.1.0.json"
LOOK = Look(prefix="registers/", checkout="top/registers/")
COMMENT = 65_536


def written(report: Report, form: str, look: Look = LOOK) -> str:
    out = io.StringIO()
    reporter(form).write(report, out, look)
    return out.getvalue()


def clean(report: Report) -> Report:
    return replace(report, findings=(), waived=())


@pytest.mark.parametrize("with_waived", [False, True])
def test_sarif_is_valid_and_read_by_another_program(report: Report, *, with_waived: bool) -> None:
    log = written(report, "sarif", replace(LOOK, with_waived=with_waived))

    Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(json.loads(log))
    assert len(Sarif.model_validate_json(log).runs[0].results or ()) == len(report.findings) + with_waived


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(report, "sarif"))["runs"][0]["results"]
    return found


def test_sarif_points_at_lines_and_columns_from_the_top_of_the_checkout(report: Report) -> None:
    place = results(report)[0]["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == "top/registers/customer.yaml"
    assert place["region"] == {"startLine": 6, "startColumn": 3, "endLine": 6, "endColumn": 9}


def test_sarif_names_files_as_addresses(report: Report) -> None:
    names = [found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in results(report)]

    assert "top/registers/%3Cb%3E.yaml" in names
    assert all(re.fullmatch(r"[\w/.%~-]+", name) for name in names)


def test_sarif_has_the_fingerprint_that_github_would_compute(report: Report) -> None:
    marks = [found["partialFingerprints"] for found in results(report)]

    assert marks[0]["primaryLocationLineHash"] == line_hashes(report.texts["customer.yaml"])[5]
    assert len({mark["policycheck/v1"] for mark in marks}) == len(marks)


def test_sarif_has_no_more_results_than_github_takes(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policycheck.reporters.sarif.MOST", 3)
    (run,) = json.loads(written(report, "sarif"))["runs"]

    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning"]
    assert run["properties"]["leftOut"] == len(report.findings) - 3


def test_sarif_explains_every_rule_once(report: Report) -> None:
    rules = json.loads(written(report, "sarif"))["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted({finding.rule for finding in report.findings})
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert all(rules[found["ruleIndex"]]["id"] == found["ruleId"] for found in results(report))


def test_sarif_links_what_is_related(report: Report) -> None:
    found = results(report)[-1]

    assert [place["id"] for place in found["relatedLocations"]] == list(range(1, 8))
    assert all(f"]({number})" in found["message"]["text"] for number in range(1, 8))


def test_sarif_steps_through_the_chain_by_which_data_get_somewhere(report: Report) -> None:
    (flow,) = results(report)[-1]["codeFlows"]
    ((links,),) = (thread.values() for thread in flow["threadFlows"])

    assert [link["location"]["message"]["text"] for link in links] == [
        "Customers: recipient: [mail]\\(1) \x1b[31m",
        "Mail: country: Norway",
    ]
    assert all(link["location"]["physicalLocation"]["region"]["startLine"] == 6 for link in links)


COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^:]*)::(?P<data>.*)")


def commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The commands as GitHub's runner reads them, those among stopped ones left out."""
    stopped = ""
    for line in text.splitlines():
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif found := COMMAND.fullmatch(line):
            pairs = (pair.split("=", 1) for pair in found["properties"].split(","))
            yield found["name"], {key: plain(value) for key, value in pairs}, plain(found["data"])


def plain(words: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        words = words.replace(code, character)
    return words


def test_github_reads_each_finding_as_it_is(report: Report) -> None:
    some = replace(report, findings=report.findings[:5])
    found = list(commands(written(some, "github")))

    assert [level for level, _, _ in found] == ["error", *["warning"] * 4]
    assert [words.partition("\n\n")[0] for _, _, words in found] == [safe(finding.message) for finding in some.findings]
    assert [at["file"] for _, at, _ in found] == [f"top/registers/{finding.spot.file}" for finding in some.findings]


def test_github_is_given_no_column_where_several_lines_are_meant(report: Report) -> None:
    several = [at for _, at, _ in commands(written(report, "github")) if at.get("endLine") != at.get("line")]

    assert several
    assert all("col" not in at and "endColumn" not in at for at in several)


def test_github_is_given_ten_annotations_of_a_level_and_told_of_the_rest(report: Report) -> None:
    many = replace(report, findings=report.findings[1:11] * 3)
    found = list(commands(written(many, "github")))

    assert len(found) == 10
    assert found[-1][2].startswith("21 more of this kind")


def test_nothing_in_a_record_is_a_command_for_github(report: Report) -> None:
    found = list(commands(written(report, "github")))

    assert {at["title"] for _, at, _ in found} <= {finding.rule for finding in report.findings} | {"policycheck"}


def test_gitlab_has_an_entry_for_each_finding_with_a_fingerprint_of_its_own(report: Report) -> None:
    entries = json.loads(written(report, "gitlab"))

    assert len({entry["fingerprint"] for entry in entries}) == len(report.findings)
    assert entries[0]["severity"] == "major"
    assert entries[0]["location"] == {"path": "top/registers/customer.yaml", "lines": {"begin": 6}}
    assert entries[0]["description"].startswith("gdpr/basis-stated: ")


def test_gitlab_reads_an_empty_list_where_nothing_was_found(report: Report) -> None:
    assert written(clean(report), "gitlab") == "[]\n"


def cases(report: Report, threshold: Severity | None = Severity.ERROR) -> dict[str, Any]:
    suites = JUnitXml.fromstring(written(report, "junit", replace(LOOK, fail_on=threshold)).encode())
    return {case.name: case.result for suite in suites for case in suite}


def test_junit_tells_what_was_met_as_well_as_what_was_not(report: Report) -> None:
    found = cases(replace(report, findings=report.findings[:1], waived=()))

    assert {name: [type(one) for one in result] for name, result in found.items()} == {
        "gdpr/basis-stated: register/customer": [Failure],
        "gdpr/retention-stated: register/customer": [],
        "gdpr/sources-named: register/customer": [Skipped],
    }


def test_junit_counts_what_fails_by_the_threshold(report: Report) -> None:
    found = {threshold: cases(report, threshold) for threshold in (None, Severity.ERROR, Severity.WARNING)}
    failed = [sum(isinstance(one, Failure) for result in some.values() for one in result) for some in found.values()]

    assert failed == [0, 1, 11]
    assert not any(isinstance(one, Error) for some in found.values() for result in some.values() for one in result)


def test_junit_skips_what_is_waived_with_the_reason(report: Report) -> None:
    found = cases(replace(report, findings=()))["gdpr/basis-stated: register/customer"]

    assert [one.message for one in found] == [
        "waived until 2027-01-31 by data-protection-officer: we\nwill \\u001b[31m, soon"
    ]


def points(report: Report) -> list[Any]:
    return list(Parser().parse_text(written(report, "tap")))


def test_tap_has_a_point_for_each_rule_and_document(report: Report) -> None:
    found = [line for line in points(report) if line.category == "test"]

    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert len(found) == next(line.expected_tests for line in points(report) if line.category == "plan")
    assert sum(not line.ok and not line.todo for line in found) == 1


def test_tap_takes_no_directive_from_a_record(report: Report) -> None:
    words = "name # SKIP all of it"
    spot = report.findings[0].spot
    renamed = report.findings[0]._replace(spot=spot._replace(place=None, file=words))
    found = points(replace(report, findings=(renamed,), waived=()))

    assert not any(line.skip for line in found if line.category == "test")


def test_reviewdog_is_told_columns_in_bytes(report: Report) -> None:
    finding = report.findings[0]
    line = "ää: {näme: x}"
    spot = finding.spot._replace(line=line, span=finding.spot.span._replace(column=6, end_column=10))
    (told,) = json.loads(written(replace(report, findings=(finding._replace(spot=spot),)), "rdjson"))["diagnostics"]
    span = told["location"]["range"]

    assert line.encode()[span["start"]["column"] - 1 : span["end"]["column"] - 1] == "näme".encode()


def test_json_lines_are_the_parts_of_the_json_report(report: Report) -> None:
    whole = json.loads(written(report, "json"))
    head, *rest = map(json.loads, written(report, "jsonl").splitlines())
    findings = [{**part, "entry": "finding"} for part in whole["findings"]]

    assert head == {"entry": "report"} | {
        key: whole[key] for key in whole if key not in ("findings", "waived", "known")
    }
    assert rest == [*findings, *({**part, "entry": "waived"} for part in whole["waived"])]


def test_no_cell_is_a_formula(report: Report) -> None:
    rows = list(csv.reader(io.StringIO(written(report, "csv").removeprefix("\ufeff"), newline="")))

    assert len(rows) == 1 + len(report.findings) + len(report.waived)
    assert {len(row) for row in rows} == {15}
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_comment_on_a_pull_request_fits_however_much_was_found(report: Report) -> None:
    comment = written(replace(report, findings=report.findings * 100), "markdown")

    assert comment.startswith("<!-- policycheck -->\n**policycheck:** ")
    assert len(comment.encode()) < COMMENT
    assert re.search(r"… and [\d,]+ more\n$", comment)


def test_a_comment_closes_every_fence_and_fold(report: Report) -> None:
    comment = written(report, "markdown")
    fences = re.findall(r"^ *(`{3,})", comment, re.MULTILINE)

    assert fences[::2] == fences[1::2]
    assert comment.count("<details>") == comment.count("</details>") == len(report.findings)


def test_what_is_redacted_has_no_line_of_a_file(report: Report) -> None:
    frame = "| " + report.findings[0].spot.line

    assert frame in written(report, "text")
    assert frame not in written(report, "text", replace(LOOK, redact=True))
