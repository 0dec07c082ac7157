"""For word processors (ECMA-376): a title page, a section for each record, then what was found and the evidence.

What stands in it goes to the file as it comes, so that a thousand records take little more memory than one. The same
annexes give the same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from itertools import chain
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from policycheck.annexes.texts import legal
from policycheck.annexes.types import Gap, Strong
from policycheck.errors import UsageError
from policycheck.overview.words import day
from policycheck.speech import Phrase, _

try:
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm
except ImportError:
    raise UsageError(
        _(
            "the format '{format}' needs the library {library}, which is not installed",
            format="docx",
            library="python-docx",
        ),
        hint=_("install it: pip install 'policycheck[report]'"),
    ) from None

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from policycheck.annexes.types import Annexes, Cell, Kept, Sheet
    from policycheck.record import Row

TITLE, PART, HEADING, SUBHEADING, LIST = "Title", "Heading1", "Heading2", "Heading3", "ListBullet"
"""The styles of the library's own template, by their ids."""
TABLE = "TableGrid"
BODY, PAGES = "word/document.xml", b"<w:sectPr"
"""The part that holds the text, and what follows all text in it."""
BOLD, ITALIC, MISSING = "<w:b/>", "<w:i/>", "<w:b/><w:i/>"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell."""
LANGUAGES = {"en": "en-GB", "fi": "fi-FI", "sv": "sv-FI"}
ANNEXED = ("findings", "transfers", "retention", "waivers", "evidence")
"""The sheets that a document has as tables, by their keys."""
SHOWN = {"findings": (0, 1, 4, 5, 6)}
"""Of a sheet that is wider than paper, the columns that are shown; of others the first ones."""
MOST_COLUMNS = 6
NO_ROWS = Phrase("none")
NOTHING = "\N{EN DASH}"


def write(found: Annexes, out: BinaryIO) -> None:
    """Write the document: the library makes the frame, and what stands in it goes to the file as it comes."""
    document = Document()
    _describe(document, found)
    frame = io.BytesIO()
    document.save(frame)
    with ZipFile(frame) as parts, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            about = ZipInfo(name, EPOCH)
            about.compress_type = ZIP_DEFLATED
            with packed.open(about, "w") as part:
                part.writelines(_filled(parts.read(name), found) if name == BODY else [parts.read(name)])


def _filled(frame: bytes, found: Annexes) -> Iterator[bytes]:
    """The part that holds the text: what stands in it comes before the description of its pages."""
    before, mark, after = frame.partition(PAGES)
    yield before
    for element in _elements(found):
        yield element.encode("utf-8")
    yield mark + after


def _elements(found: Annexes) -> Iterator[str]:
    page = _Page(found)
    yield from page.title()
    for one in found.records():
        yield from page.record(one)
    by_key = {sheet.key: sheet for sheet in found.sheets}
    for key in ANNEXED:
        yield from page.annex(by_key[key])


def _describe(document: Any, found: Annexes) -> None:
    """Whose document it is, of which day, in which language, on which paper."""
    about = document.core_properties
    moment = datetime.combine(found.day, time(), UTC).replace(tzinfo=None)
    about.title, about.author = legal(found.title)[:255], legal(found.organisations)[:255]
    about.created = about.modified = moment
    about.last_modified_by, about.comments, about.revision = "", "", 1
    about.language = LANGUAGES.get(found.say.language, "en-GB")
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), about.language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _number(section.footer.paragraphs[0], found)


def _number(paragraph: Any, found: Annexes) -> None:
    """The foot of each page: whose, of which day, and its number, which the word processor fills in."""
    words = ", ".join(filter(None, (found.organisations, day(found.day, found.say))))
    paragraph.text = legal(f"{words}   ")
    for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = instruction
        paragraph.add_run().element.append(part)


class _Page:
    """Lays annexes out, one element after the other."""

    def __init__(self, found: Annexes) -> None:
        self.found, self.say = found, found.say

    def title(self) -> Iterator[str]:
        """The first page: what this is, whose, of which day, and what it rests on."""
        yield _paragraph(self.found.organisations, HEADING)
        yield _paragraph(self.found.title, TITLE)
        for name, value in self.found.evidence:
            yield _paragraph(f"{name}: {value}")
        for one in self.found.overview.packs:
            words = self.say.gettext("{pack}: {n} rules", pack=one.title, n=self.say.number(one.rules))
            yield _paragraph(words, LIST)

    def record(self, one: Kept) -> Iterator[str]:
        """A record under the headings of the layout; each begins a page."""
        yield _paragraph(one.name, PART, page=True)
        yield _paragraph(f"{one.serves}, {one.file}", looks=ITALIC)
        part = ""
        for row in one.rows:
            if row.heading.under != part:
                part = row.heading.under
                yield _paragraph(part, HEADING) if part else ""
            yield from self._row(row, SUBHEADING if part else HEADING)

    def _row(self, row: Row, style: str) -> Iterator[str]:
        yield _paragraph(row.heading.words, style)
        for line in row.lines:
            yield _paragraph(line.whole, LIST, looks=MISSING if line.gap else "")
        if not row.lines:
            yield _paragraph(NOTHING)

    def annex(self, sheet: Sheet) -> Iterator[str]:
        """A sheet as a table, as far as paper is wide."""
        yield _paragraph(sheet.title, PART, page=True)
        shown = SHOWN.get(sheet.key, tuple(range(min(MOST_COLUMNS, len(sheet.columns)))))
        rows = iter(sheet.rows())
        first = next(rows, None)
        if first is None:
            yield _paragraph(self.say.gettext(NO_ROWS))
            return
        yield f"<w:tbl><w:tblPr>{_valued('w:tblStyle', TABLE)}</w:tblPr>"
        yield f"<w:tblGrid>{'<w:gridCol/>' * len(shown)}</w:tblGrid>"
        yield self._cells([Strong(sheet.columns[index].heading) for index in shown], "<w:tblHeader/>")
        for row in chain((first,), rows):
            yield self._cells([row[index] if index < len(row) else "" for index in shown], "<w:cantSplit/>")
        yield "</w:tbl>"
        yield _paragraph("")

    def _cells(self, cells: Iterable[Cell], about: str) -> str:
        """A row of a table."""
        written = "".join(f"<w:tc>{_paragraph(self._written(cell), looks=_looks(cell))}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{about}</w:trPr>{written}</w:tr>"

    def _written(self, cell: Cell) -> str:
        return day(cell, self.say) if isinstance(cell, date) else str(cell)


def _looks(cell: Cell) -> str:
    return BOLD if isinstance(cell, Strong) else MISSING if isinstance(cell, Gap) else ""


def _paragraph(words: str, style: str = "", *, looks: str = "", page: bool = False) -> str:
    about = (_valued("w:pStyle", style) if style else "") + ("<w:pageBreakBefore/>" if page else "")
    return f"<w:p><w:pPr>{about}</w:pPr>{_run(words, looks)}</w:p>" if about else f"<w:p>{_run(words, looks)}</w:p>"


def _run(words: str, looks: str = "") -> str:
    """A run of text; its lines are lines."""
    about = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    lines = escape(legal(words)).replace("\t", " ").split("\n")
    texts = (f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{about}{'<w:br/>'.join(texts)}</w:r>"


def _valued(name: str, value: str) -> str:
    return f'<{name} w:val="{value}"/>'
