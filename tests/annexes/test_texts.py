"""Texts that any office program opens, whatever they are."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from policycheck.annexes.texts import LONGEST, fitted, legal
from policycheck.reporters.cells import cells

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
DANGEROUS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d", "\x00=", "\u202e=", "\ufeff="])
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}


@given(ANY)
def test_legal_words_can_be_told_in_xml(words: str) -> None:
    told = ET.Element("t")
    told.text = legal(words)

    assert ET.fromstring(ET.tostring(told, "utf-8")).text in (legal(words), legal(words) or None)  # noqa: S314


@given(ANY)
def test_nothing_is_left_out_silently(words: str) -> None:
    kept = re.sub(r"\r\n?", "\n", words)
    back = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), legal(words))

    assert back == re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), kept)


@given(st.text(min_size=0, max_size=30), st.integers(10, 25))
def test_what_is_cut_fits_and_says_so(words: str, longest: int) -> None:
    found = fitted(words, "… (cut)", longest)
    units = len(found.encode("utf-16-le", "surrogatepass")) // 2

    assert units <= longest
    assert found == words or (found.endswith("… (cut)") and words.startswith(found.removesuffix("… (cut)")))


@given(DANGEROUS, ANY)
def test_a_cell_holds_words_and_no_formula(opening: str, rest: str) -> None:
    words = fitted(legal(opening + rest), "cut")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.add_worksheet().write_string(0, 0, words)
    book.close()
    cell = load_workbook(out).worksheets[0]["A1"]

    assert cell.data_type != "f"
    assert unescape(str(cell.value)) == unescape(words) or not words.strip()


@given(DANGEROUS, ANY)
def test_a_cell_of_a_table_begins_with_nothing_that_is_run(opening: str, rest: str) -> None:
    (cell,) = cells(opening + rest)

    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r"))


def test_the_longest_text_is_what_excel_takes() -> None:
    assert LONGEST == 32_767
    assert fitted("x" * LONGEST, "cut") == "x" * LONGEST
