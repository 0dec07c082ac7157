"""`policycheck report` with what it hands on: formats of bytes, folders, layouts, languages."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo

DAY = ("--as-of", "2026-11-22")
FIRM = "policycheck: 1\nkind: organisation\nid: firm\nname: Firm\ncountry: {}\n"


@pytest.fixture(autouse=True)
def registers(repo: PolicyRepo) -> PolicyRepo:
    repo.configure(select=["gdpr/basis-stated", "form"])
    repo.write("firm.yaml", FIRM.format("FI"))
    repo.register("customer")
    return repo


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_format_of_bytes_goes_to_a_file(form: str, repo: PolicyRepo, run: Cli) -> None:
    done = run("report", *DAY, "--format", form, "--out", f"record.{form}")

    assert done.exit_code == 0
    assert done.stdout.startswith(f"written: record.{form}\n")
    assert "1 error" in done.stdout
    assert ZipFile(repo.root / f"record.{form}").testzip() is None


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_output_out_and_a_pipe_get_the_same_bytes(form: str, repo: PolicyRepo, run: Cli) -> None:
    run("report", *DAY, "--format", form, "--out", f"one.{form}")
    run("report", *DAY, "--output", f"{form}=two.{form}")
    piped = run("report", *DAY, "--format", form)

    assert (repo.root / f"one.{form}").read_bytes() == (repo.root / f"two.{form}").read_bytes() == piped.stdout_bytes


def test_a_terminal_is_spared_bytes(repo: PolicyRepo) -> None:
    import os
    import pty

    leader, follower = pty.openpty()
    asked = [sys.executable, "-m", "policycheck", "report", *DAY, "--format", "xlsx"]
    done = subprocess.run(asked, cwd=repo.root, stdout=follower, stderr=subprocess.PIPE, text=True, check=False)
    os.close(follower)
    os.close(leader)

    assert done.returncode == 2
    assert "the format 'xlsx' is no text for a terminal" in done.stderr
    assert "name a file: --out report.xlsx" in done.stderr


def test_tables_and_pages_go_to_a_folder(repo: PolicyRepo, run: Cli) -> None:
    assert run("report", *DAY, "--format", "csv", "--out", "tables").stdout.startswith("11 files in tables\n")
    assert run("report", *DAY, "--format", "markdown", "--out", "wiki").stdout.startswith("2 files in wiki\n")

    rows = list(csv.reader(io.StringIO((repo.root / "tables" / "record.csv").read_text("utf-8-sig"))))
    assert rows[0][0] == "Controller"
    assert rows[1][0] == "Firm\ncontact details: not stated"
    assert (repo.root / "wiki" / "register-customer.md").is_file()


def test_a_second_report_replaces_the_first_and_nothing_else(repo: PolicyRepo, run: Cli) -> None:
    assert run("report", *DAY, "--format", "csv", "--out", "tables").exit_code == 0
    assert run("report", *DAY, "--format", "csv", "--out", "tables").exit_code == 0
    (repo.root / "tables" / "mine.csv").write_text("mine")

    done = run("report", *DAY, "--format", "csv", "--out", "tables")
    assert done.exit_code == 2
    assert "mine.csv" in done.stderr
    assert (repo.root / "tables" / "mine.csv").read_text() == "mine"
    assert run("report", *DAY, "--format", "csv", "--out", "tables", "--force").exit_code == 0
    assert not (repo.root / "tables" / "mine.csv").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "text", "--out", "x"), "--out is for the formats html, xlsx, docx, csv, markdown"),
        (("--layout", "ico"), "--layout is for xlsx and docx"),
        (("--format", "xlsx", "--out", "x.xlsx", "--layout", "icco"), "there is no layout 'icco'"),
        (("--format", "xlsx", "--out", "missing/x.xlsx"), "cannot be written"),
        (("--force",), "--force is for html, and for csv and markdown with --out"),
        (("--format", "csv", "--out", "missing/x"), "its folder does not exist"),
        (("--format", "csv", "--out", "firm.yaml"), "this is no folder"),
        (("--output", "xlsx=missing/x.xlsx"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    words: tuple[str, ...], told: str, repo: PolicyRepo, run: Cli
) -> None:
    before = sorted(repo.root.rglob("*"))
    done = run("report", *DAY, *words)

    assert done.exit_code == 2
    assert told in done.stderr
    assert sorted(repo.root.rglob("*")) == before


@pytest.mark.parametrize(("country", "heading"), [("FI", "Controller"), ("GB", "Business function"), ("FR", "record")])
def test_the_layout_is_that_of_the_country_unless_another_is_chosen(
    country: str, heading: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.write("firm.yaml", FIRM.format(country))
    run("report", *DAY, "--format", "csv", "--out", "tables")
    run("report", *DAY, "--format", "csv", "--out", "chosen", "--layout", "ico")

    for folder, first in (("tables", heading), ("chosen", "Business function")):
        table = (repo.root / folder / "record.csv").read_text("utf-8-sig")
        assert next(csv.reader(io.StringIO(table)))[0] == first


def test_files_are_in_the_language_asked_for_and_never_in_that_of_the_terminal(
    repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "sv_FI.UTF-8")
    run("report", *DAY, "--format", "xlsx", "--out", "en.xlsx")
    run("report", *DAY, "--format", "xlsx", "--out", "fi.xlsx", "--lang", "fi")

    assert load_workbook(repo.root / "en.xlsx").sheetnames[0] == "Article 30(1) record"
    assert load_workbook(repo.root / "fi.xlsx").sheetnames[0] == "30 artiklan 1 kohdan seloste"


@pytest.mark.parametrize(("form", "library"), [("xlsx", "XlsxWriter"), ("docx", "python-docx")])
def test_a_library_that_is_missing_is_named_with_the_way_out(form: str, library: str, repo: PolicyRepo) -> None:
    script = (
        "import sys; sys.modules['xlsxwriter'] = sys.modules['docx'] = None\n"
        f"from policycheck.cli import main; sys.argv = ['policycheck', 'report', '--output', '{form}=x']; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=repo.root, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert f"the format '{form}' needs the library {library}, which is not installed" in done.stderr
    assert "pip install 'policycheck[report]'" in done.stderr


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_where_there_is_no_room_the_old_file_stays(
    form: str, repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """What a disk without room does."""

        def write(self, *_: object) -> None:
            raise OSError(28, "No space left on device")

    repo.write(f"record.{form}", "old")
    monkeypatch.setattr("policycheck.cli.annexes.writer", lambda _: Full())
    before = sorted(repo.root.iterdir())

    done = run("report", *DAY, "--format", form, "--out", f"record.{form}")
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert (repo.root / f"record.{form}").read_text() == "old"
    assert sorted(repo.root.iterdir()) == before


def test_other_formats_need_neither_library(repo: PolicyRepo) -> None:
    script = (
        "import sys; sys.modules['xlsxwriter'] = sys.modules['docx'] = None\n"
        "from policycheck.cli import main\n"
        "sys.argv = ['policycheck', 'report', '--format', 'csv', '--out', 'x']; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=repo.root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("registers")
def test_order_of_hashes_changes_nothing(command: Command) -> None:
    found = set()
    for seed in ("0", "1", "1234"):
        done = command("report", *DAY, "--format", "xlsx", env={"PYTHONHASHSEED": seed})
        found.add(done.stdout)

    assert len(found) == 1
