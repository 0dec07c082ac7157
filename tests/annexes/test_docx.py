"""The document, read as the XML it is, and by the library that reads documents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from tests.annexes.conftest import WORDS, written
from tests.conftest import DAY

from policycheck import Request, check
from policycheck.annexes.texts import legal
from policycheck.record import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.annexes.conftest import Gather
    from tests.conftest import PolicyRepo

FIXTURES = Path(__file__).parents[2] / "fixtures"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(content: bytes, name: str) -> Any:
    """A part of the package, parsed by a parser that is not the writer's."""
    with ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        return ET.fromstring(parts.read(name))  # noqa: S314 - it is ours


def paragraphs(content: bytes) -> Iterator[tuple[str, str]]:
    """Each paragraph with its style."""
    for paragraph in part(content, "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        lines = (
            one.text or "" if one.tag == f"{W}t" else "\n" for one in paragraph.iter() if one.tag in (f"{W}t", f"{W}br")
        )
        yield ("" if style is None else style.get(f"{W}val"), "".join(lines))


@pytest.fixture(scope="module")
def clean() -> Any:
    return check(Request((FIXTURES / "clean",), DAY, keep_judgements=True))


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_each_register_is_a_section_under_the_headings_of_the_layout(language: str, clean: Any, gather: Gather) -> None:
    found = list(paragraphs(written(gather(clean, language=language), "docx")))
    headings = [heading.words for heading in layout(clean.book.vocabulary, "finnish", language).controllers]

    sections = [words for style, words in found if style == "Heading1"]
    chat = clean.repo.record("register", "website-chat").stated["name"]
    name = chat if isinstance(chat, str) else chat.get(language, chat["en"])
    start = found.index(("Heading1", name))
    of_chat = [words for style, words in found[start + 1 :] if style == "Heading2"]
    assert of_chat[: len(headings)] == headings
    assert len(sections) == 8


def test_the_first_page_tells_whose_it_is_and_what_it_rests_on(clean: Any, gather: Gather) -> None:
    words = [words for _, words in paragraphs(written(gather(clean), "docx"))]

    assert words[:2] == ["Esimerkki Ltd", "Record of processing activities (GDPR Article 30)"]
    assert "as of: 2026-11-22" in words
    assert "layout: headings of Finnish records" in words


def test_pages_are_numbered_and_sections_begin_pages(clean: Any, gather: Gather) -> None:
    content = written(gather(clean), "docx")
    with ZipFile(io.BytesIO(content)) as parts:
        feet = [parts.read(name).decode() for name in parts.namelist() if "footer" in name]
    body = part(content, "word/document.xml")
    breaks = {paragraph for paragraph in body.iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None}
    heads = {
        one
        for one in body.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == "Heading1"
    }

    assert any(">PAGE<" in foot and "Esimerkki Ltd, 2026-11-22" in foot for foot in feet)
    assert breaks == heads != set()


def test_every_style_that_is_used_is_there(clean: Any, gather: Gather) -> None:
    content = written(gather(clean, "cnil"), "docx")
    known = {one.get(f"{W}styleId") for one in part(content, "word/styles.xml").iter(f"{W}style")}

    assert {style for style, _ in paragraphs(content)} - {""} <= known
    tables = {one.get(f"{W}val") for one in part(content, "word/document.xml").iter(f"{W}tblStyle")}
    assert tables <= known


def test_gaps_stand_out(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    body = part(written(gather(), "docx"), "word/document.xml")
    gaps = [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}b") is not None
    ]

    assert "not stated" in gaps


def test_findings_are_a_table_whose_head_is_repeated(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    tables = list(part(written(gather(), "docx"), "word/document.xml").iter(f"{W}tbl"))
    rows = list(tables[0].iter(f"{W}tr"))

    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in rows[0].iter(f"{W}tc")][:2] == [
        "severity",
        "register or document",
    ]
    assert {len(list(row.iter(f"{W}tc"))) for row in rows} == {5}
    assert len(rows) == 2


@pytest.mark.usefixtures("nasty_repo")
def test_nasty_words_are_text_and_nothing_else(gather: Gather) -> None:
    content = written(gather(select=("gdpr/basis-stated", "form")), "docx")
    found = [words for _, words in paragraphs(content)]

    for name, words in WORDS.items():
        if words.strip():
            shown = legal(words).replace("\t", " ")
            assert any(one == shown or one.startswith(shown[:1000]) for one in found), name


def test_the_document_says_its_language(clean: Any, gather: Gather) -> None:
    content = written(gather(clean, language="sv"), "docx")
    (language,) = part(content, "word/styles.xml").iter(f"{W}lang")

    assert language.get(f"{W}val") == "sv-FI"
