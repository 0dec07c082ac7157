"""Every format on a repo that is nasty on purpose, held against what was once read and found right."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from policycheck import __version__, resources
from policycheck.finding import Severity
from policycheck.overview import FORMATS, writer
from policycheck.overview.breadth import breadth
from policycheck.overview.csv import COLUMNS
from policycheck.overview.words import LENIENT
from policycheck.reporters import Look
from policycheck.reporters.cells import MARK
from policycheck.reporters.markup import code, text

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo
    from tests.overview.conftest import Gather

    from policycheck.overview.types import Overview

GOLDEN = Path(__file__).parents[1] / "golden"
LOOK = Look(None, prefix="registers/", lenient=LENIENT)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 100


def written(overview: Overview, form: str, look: Look = LOOK) -> str:
    out = io.StringIO(newline="")
    writer(form).write(overview, out, look)
    return out.getvalue()


def rows(overview: Overview) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(overview, "csv").removeprefix(MARK), newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_an_overview_is_written_as_the_golden_file_has_it(form: str, nasty: Overview) -> None:
    found = written(nasty, form).replace(f'"policycheck": "{__version__}"', '"policycheck": "0.0.0"')

    assert found.encode() == (GOLDEN / f"nasty-overview.{form}").read_bytes()


@pytest.mark.parametrize("form", ["text", "markdown", "csv"])
def test_nothing_that_was_read_can_steer_a_terminal(form: str, nasty: Overview) -> None:
    dangerous = {
        character
        for character in written(nasty, form)
        if unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in "\u202a\u202b\u202c\u202d\u202e\u2066"
    }

    assert dangerous <= {"\n", "\t", "\r"}
    assert "\r" not in written(nasty, form).replace("\r\n", "")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_every_finding_once(form: str, nasty: Overview) -> None:
    said = written(nasty, form)
    places = {f"{one.spot.file}:{one.spot.span.line}:{one.spot.span.column}" for one in nasty.report.findings}

    if form in ("text", "markdown"):
        assert all(said.count(f"registers/{place}") >= 1 for place in places)
        assert said.count("→ ") == len(nasty.report.findings)
    if form == "csv":
        assert sum(row["entry"] == "finding" for row in rows(nasty)) == len(nasty.report.findings)
    if form == "json":
        told = json.loads(said)
        assert sum(len(duty["tasks"]) for duty in told["duties"]) == len(nasty.report.findings)


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_says_that_the_law_is_complied_with(form: str, nasty: Overview) -> None:
    assert not re.search(r"\b(compliant|complies|lawful|ok)\b", written(nasty, form), re.IGNORECASE)


# --- text


def test_text_is_at_most_as_wide_as_a_terminal(nasty: Overview) -> None:
    assert [line for line in written(nasty, "text").splitlines() if breadth(line) > WIDTH] == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_quiet_overview_is_its_last_line(form: str, nasty: Overview) -> None:
    said = written(nasty, form, Look(Severity.ERROR, quiet=True))

    assert "Exit code 1: 12 findings at or above 'error'." in " ".join(said.split())
    assert len(said.splitlines()) <= 2


def test_the_last_line_says_why_gaps_are_no_failure(nasty: Overview) -> None:
    last = written(nasty, "text").rpartition("\n\n")[2]

    assert " ".join(last.split()).endswith("Exit code 0: a report fails only where --fail-on says so.")


@pytest.mark.parametrize("name", ["顧客データ台帳", "👩‍💻 Ä 表", "Ασθενείς", "e\u0301le\u0300ves"])
def test_columns_stand_in_line_whatever_characters_are_in_them(name: str, club: PolicyRepo, gather: Gather) -> None:
    club.write("a.yaml", f"policycheck: 1\nkind: register\nid: a\nname: {name}\n")
    club.write("b.yaml", "policycheck: 1\nkind: register\nid: b\nname: Members\n")
    table = first_table(gather())

    assert any(name in line for line in table)
    assert len({breadth(line) for line in table}) == 1


def test_wide_words_are_broken_at_the_edge_of_the_terminal(club: PolicyRepo, gather: Gather) -> None:
    name = "顧客データ台帳" * 30
    club.write("a.yaml", f"policycheck: 1\nkind: register\nid: a\nname: {name}\n")
    table = first_table(gather())

    assert len(table) > 6
    assert max(map(breadth, table)) <= WIDTH


def first_table(overview: Overview) -> list[str]:
    lines = written(overview, "text").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("register "))
    return lines[start : lines.index("", start)]


# --- Markdown


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("a_b *c* [d](e) | `f`", "a\\_b \\*c\\* \\[d\\](e) \\| \\`f\\`"),
        ("<script> &amp; #1 ~~x~~ $y$", "\\<script\\> \\&amp; \\#1 \\~\\~x\\~\\~ \\$y\\$"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("=== ", "\\==="),
        ("2026-11-22, a-b", "2026-11-22, a-b"),
        ("two\nlines\r\nhere", "two lines here"),
        ("back\\slash", "back\\\\slash"),
        ("ask @octocat, (@org/team) or @a_b", "ask @\u200boctocat, (@\u200borg/team) or @\u200ba\\_b"),
        ("@first; ä@second", "@\u200bfirst; ä@\u200bsecond"),
        ("secretary@club.example, 3 @ 5", "secretary@club.example, 3 @ 5"),
    ],
)
def test_markdown_takes_words_as_they_are(words: str, marked: str) -> None:
    assert text(words) == marked


@pytest.mark.parametrize(("words", "fenced"), [("a", "`a`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```")])
def test_code_is_fenced_by_more_backticks_than_it_holds(words: str, fenced: str) -> None:
    assert code(words) == fenced


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head(nasty: Overview) -> None:
    said = written(nasty, "markdown")
    for table in re.findall(r"(?:^\|.*\|\n)+", said, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table
    assert said.count("| --- |") > 3


# --- CSV


def test_csv_has_the_columns_that_are_documented() -> None:
    documented = str(writer("csv").__doc__).partition("The columns:")[2]

    assert tuple(re.findall(r"^(\w+)(?:, (\w+))?  ", documented, re.MULTILINE)) == tuple(
        (first, second) for first, second in zip(*[iter(_paired())] * 2, strict=True)
    )


def _paired() -> list[str]:
    """The columns as the documentation pairs them."""
    pairs = {"file": "line", "until": "overdue"}
    return [word for column in COLUMNS if column not in pairs.values() for word in (column, pairs.get(column, ""))]


def test_no_cell_of_csv_is_run_by_a_spreadsheet(nasty: Overview) -> None:
    cells = [cell for row in rows(nasty) for cell in row.values()]

    assert [cell for cell in cells if cell.lstrip().startswith(FORMULAS)] == []
    assert any(cell.startswith("'=1+1") for cell in cells)


def test_csv_is_that_of_rfc_4180(nasty: Overview) -> None:
    said = written(nasty, "csv")

    assert said.startswith(MARK + ",".join(COLUMNS) + "\r\n")
    assert all(None not in row and None not in row.values() for row in rows(nasty))


def test_csv_has_a_row_for_each_open_point_with_its_owner_and_day(nasty: Overview) -> None:
    told = [row for row in rows(nasty) if row["entry"] == "open point"]

    assert len(told) == len(nasty.open_points)
    assert {(row["role"], row["contact"], row["until"], row["overdue"]) for row in told} == {
        ("treasurer", "'+358 6 555 0100", "2026-10-31", "yes")
    }


# --- JSON


def test_json_has_the_shape_that_is_published(nasty: Overview) -> None:
    schema = json.loads((resources.schemas() / "overview.schema.json").read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(written(nasty, "json")))


def test_json_loses_no_character(nasty: Overview) -> None:
    told: Any = json.loads(written(nasty, "json"))

    assert [one["name"] for one in told["registers"]] == [one.name for one in nasty.registers]
    assert [one["missing"] for one in told["open_points"]] == [one.missing for one in nasty.open_points]
    assert told["format"] == "policycheck/overview/v1"
    assert told["exit_code"] == 0
