"""Comma-separated values: a file for each sheet, in which nothing is run."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.annexes.conftest import WORDS
from tests.conftest import DAY

from policycheck import Request, check
from policycheck.annexes import folder_writer

if TYPE_CHECKING:
    from tests.annexes.conftest import Gather

    from policycheck.annexes import Annexes

CLEAN = Path(__file__).parents[2] / "fixtures" / "clean"
NAMES = {
    "record.csv", "processors.csv", "transfers.csv", "retention.csv", "findings.csv", "open-points.csv",
    "upcoming.csv", "states.csv", "waivers.csv", "judged.csv", "evidence.csv",
}  # fmt: skip


def tables(found: Annexes) -> dict[str, list[list[str]]]:
    files = dict(folder_writer("csv").files(found))
    return {name: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) for name, content in files.items()}


def test_each_sheet_is_a_table_of_its_own(gather: Gather) -> None:
    found = tables(gather(check(Request((CLEAN,), DAY, keep_judgements=True))))

    assert set(found) == NAMES
    assert all({len(row) for row in rows} == {len(rows[0])} for rows in found.values())
    assert len(found["record.csv"][0]) == 20
    assert ["law/adequacy", "last checked", "2026-11-22"] in found["evidence.csv"]
    assert len(found["states.csv"]) > 1
    assert len(found["upcoming.csv"]) > 1


@pytest.mark.usefixtures("nasty_repo")
def test_no_cell_is_run_by_a_spreadsheet(gather: Gather) -> None:
    for form in ("finnish", "ico", "cnil"):
        for rows in tables(gather(layout=form)).values():
            for cell in (cell for row in rows for cell in row):
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))
                assert not cell.startswith(("\t", "\r"))
                assert "\x07" not in cell


@pytest.mark.usefixtures("nasty_repo")
def test_long_texts_are_whole(gather: Gather) -> None:
    cells = [cell for row in tables(gather())["record.csv"] for cell in row]

    assert WORDS["too long"] in cells
