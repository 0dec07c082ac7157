"""The spreadsheet, read by another library than the one that wrote it."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
from datetime import datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from tests.annexes.conftest import WORDS, workbook, written
from tests.conftest import DAY

from policycheck import Request, check
from policycheck.annexes.texts import LONGEST, legal
from policycheck.record import layout

if TYPE_CHECKING:
    from openpyxl import Workbook
    from tests.annexes.conftest import Gather
    from tests.conftest import PolicyRepo

FIXTURES = Path(__file__).parents[2] / "fixtures"
TITLES = {
    "en": ("Article 30(1) record", "Findings", "Transfers", "Retention", "Waivers", "Evidence"),
    "fi": (
        "30 artiklan 1 kohdan seloste",
        "Havainnot",
        "Siirrot",
        "Säilytysajat",
        "Poikkeamien hyväksynnät",
        "Raportin perusteet",
    ),
    "sv": (
        "Register enligt artikel 30.1",
        "Iakttagelser",
        "Överföringar",
        "Förvaringstider",
        "Godkännanden av avvikelser",
        "Rapportens underlag",
    ),
}
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def cells(book: Workbook) -> list[Any]:
    return [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture(scope="module")
def clean() -> Any:
    return check(Request((FIXTURES / "clean",), DAY, keep_judgements=True))


@pytest.mark.parametrize("language", TITLES)
def test_sheets_are_named_in_the_language_of_the_report(language: str, clean: Any, gather: Gather) -> None:
    book = workbook(gather(clean, language=language))

    assert set(TITLES[language]) <= set(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == 11


@pytest.mark.parametrize("repo_name", ["btb-plaza", "connect-services", "veisto"])
def test_real_records_are_told_in_three_languages(repo_name: str, gather: Gather) -> None:
    checked = check(Request((FIXTURES / "repos" / repo_name,), DAY, keep_judgements=True))
    heads = {
        language: [str(cell.value) for page in workbook(gather(checked, language=language)) for cell in page[1]]
        for language in TITLES
    }

    for one, other in combinations(heads, 2):
        same = {word for word, another in zip(heads[one], heads[other], strict=True) if word == another}
        assert same <= {"register"}, "a heading that is not translated"


def test_every_sheet_can_be_filtered_scrolled_and_printed(clean: Any, gather: Gather) -> None:
    for page in workbook(gather(clean)):
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert all(page.column_dimensions[get_column_letter(cell.column or 0)].width >= 8 for cell in page[1])
        assert all(cell.alignment.wrap_text for row in page.iter_rows() for cell in row if cell.value is not None)
        assert all(cell.font.bold for cell in page[1])


def test_the_table_of_the_ico_begins_in_row_9_with_its_30_columns(clean: Any, gather: Gather) -> None:
    page = workbook(gather(clean, "ico"))["Article 30(1) record"]
    headings = [heading.words for heading in layout(clean.book.vocabulary, "ico", "en").controllers]

    assert [cell.value for cell in page[9]] == headings
    assert page.max_column == 30
    assert page.cell(9, 30).coordinate == "AD9"
    assert [page.cell(row, 1).value for row in (1, 2, 3)] == ["Controller", "Data protection officer", "Representative"]
    assert str(page.cell(1, 2).value).startswith("Esimerkki Ltd (Esimerkkikatu 1")
    assert page.freeze_panes == "B10"
    assert page.print_title_rows == "$9:$9"
    assert page.auto_filter.ref == f"A9:AD{page.max_row}"


def test_each_sheet_of_the_cnil_is_printed_on_pages_of_its_own(clean: Any, gather: Gather) -> None:
    page = workbook(gather(clean, "cnil"))["Article 30(1) record"]
    firsts = [cell.value for cell in page["A"]][1:]
    changes = [row for row, (one, other) in enumerate(pairwise(firsts), 3) if one != other]

    assert [one.id for one in page.row_breaks.brk] == [row - 1 for row in changes]
    texts = {(row[2].value, row[3].value) for row in page.iter_rows(min_row=2)}
    assert {("Nom", "Website chat"), ("Données sensibles", None)} & texts == {("Nom", "Website chat")}
    heads = [[cell.value for cell in row[3:7]] for row in page.iter_rows() if row[2].value == "Transferts hors UE"]
    assert ["Destinataire", "Pays", "Type de garanties", "Lien vers la documentation"] in heads
    assert any(row[:2] == ["Chatmodel Inc.", "United States"] for row in heads)


def test_days_are_days(clean: Any, gather: Gather) -> None:
    pages = workbook(gather(clean, language="fi"))
    days = [cell for cell in cells(pages) if isinstance(cell.value, datetime)]

    assert {cell.parent.title for cell in days} >= {"Mitä on tulossa", "Raportin perusteet"}
    assert {cell.number_format for cell in days} == {"d.m.yyyy"}


def test_numbers_are_numbers(clean: Any, gather: Gather) -> None:
    page = workbook(gather(clean))["Retention"]

    assert [type(cell.value) for cell in page["G"]][1:] == [int] * (page.max_row - 1)


@pytest.mark.usefixtures("nasty_repo")
def test_no_cell_is_a_formula_or_a_link_whatever_it_begins_with(gather: Gather) -> None:
    for form in ("finnish", "ico", "cnil"):
        content = written(gather(layout=form), "xlsx")
        with ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                part = parts.read(name)
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(part)  # noqa: S314 - it is ours
                assert b"<f>" not in part
                assert b"<hyperlink" not in part
                assert b"TargetMode" not in part


@pytest.mark.usefixtures("nasty_repo")
def test_nasty_words_come_back_as_they_are_or_visibly_changed(gather: Gather) -> None:
    book = workbook(gather())
    page = book["Article 30(1) record"]
    found = {unescape(cell.value) for cell in page["F"]}

    assert all(cell.data_type in {"s", "n", "d"} for cell in cells(book))
    for name, words in WORDS.items():
        if len(words) < LONGEST / 2 and words.strip():
            assert " ".join(legal(words).split()) in found, name


@pytest.mark.usefixtures("nasty_repo")
def test_texts_that_no_cell_holds_are_cut_and_say_so(gather: Gather) -> None:
    cut = [cell.value for cell in cells(workbook(gather())) if str(cell.value).endswith("longer than a cell holds)")]

    assert cut
    assert all(len(words.encode("utf-16-le")) // 2 <= LONGEST for words in cut)


def test_a_gap_is_shown_in_words_and_by_its_looks(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    page = workbook(gather())["Article 30(1) record"]
    heads: Any = {cell.value: cell.column for cell in page[1]}
    gap, said = (page.cell(2, heads[name]) for name in ("Retention period", "Name of the register"))

    assert gap.value == "not stated"
    assert (gap.font.italic, said.font.italic) == (True, False)
    assert gap.border.left.style == "thin"


@pytest.mark.usefixtures("nasty_repo")
def test_findings_waivers_and_open_points_have_their_sheets(gather: Gather) -> None:
    book = workbook(gather(select=("gdpr/basis-stated", "gdpr/retention-stated", "form", "waivers")))

    assert book["Waivers"].max_row == len(WORDS) + 1
    assert {cell.value for cell in book["Waivers"]["A"]} == {"until", datetime(2027, 1, 31)}  # noqa: DTZ001 - a day
    judged = {row[0].value: [cell.value for cell in row[2:]] for row in book["What was judged"].iter_rows(min_row=2)}
    assert judged["gdpr/basis-stated"] == [0, len(WORDS), 0, 0, len(WORDS)]
    assert any("broken.yaml" in str(cell.value) for cell in book["Findings"]["I"])


def test_the_evidence_tells_day_packs_and_law(clean: Any, gather: Gather) -> None:
    rows = [[cell.value for cell in row] for row in workbook(gather(clean))["Evidence"].iter_rows()]
    told: dict[Any, Any] = {row[0]: row for row in rows}

    assert told["as of"][1] == "2026-11-22"
    assert told["registers without a record of processing"][1] == "Cookies of the site, Newsletter"
    assert "rules: " in told["General Data Protection Regulation (gdpr)"][1]
    assert " met: " in told["General Data Protection Regulation (gdpr)"][1]
    assert told["law/adequacy"][1:] == ["last checked", datetime(2026, 11, 22)]  # noqa: DTZ001 - a day


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_same_annexes_give_the_same_bytes(form: str, gather: Gather, monkeypatch: pytest.MonkeyPatch) -> None:
    def content() -> bytes:
        checked = check(Request((FIXTURES / "repos" / "veisto",), DAY, keep_judgements=True))
        return written(gather(checked), form)

    first = content()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000_000)
    try:
        assert content() == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_workbook_says_whose_it_is_and_of_which_day(clean: Any, gather: Gather) -> None:
    about = workbook(gather(clean)).properties

    assert about.title == "Record of processing activities (GDPR Article 30)"
    assert about.creator == "Esimerkki Ltd"
    assert about.created == datetime(2026, 11, 22)  # noqa: DTZ001 - a day


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_cells(clean: Any, gather: Gather, tmp_path: Path) -> None:
    (tmp_path / "record.xlsx").write_bytes(written(gather(clean), "xlsx"))
    asked = (str(SOFFICE), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", ".")
    subprocess.run([*asked, "record.xlsx"], cwd=tmp_path, check=True, capture_output=True)

    assert "Website chat" in (tmp_path / "record.csv").read_text("utf-8")
