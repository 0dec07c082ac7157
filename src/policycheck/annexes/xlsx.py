"""For spreadsheet programs (ECMA-376): a workbook with a sheet for the record and one for each annex.

Every text is written as a text, whatever it begins with: no cell is a formula. Rows go to the file as they come, so
that a thousand registers take little more memory than one. The same annexes give the same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from policycheck.annexes.texts import CUT, fitted, legal
from policycheck.annexes.types import Gap, Strong
from policycheck.errors import UsageError
from policycheck.speech import _

try:
    import xlsxwriter
except ImportError:
    raise UsageError(
        _(
            "the format '{format}' needs the library {library}, which is not installed",
            format="xlsx",
            library="XlsxWriter",
        ),
        hint=_("install it: pip install 'policycheck[report]'"),
    ) from None

if TYPE_CHECKING:
    from typing import BinaryIO

    from policycheck.annexes.types import Annexes, Cell, Sheet

A4 = 9
LONGEST_TITLE = 31
BREAKS = 1023
"""So many page breaks a sheet holds."""
DAYS = {"fi": "d.m.yyyy"}
"""How days are shown; elsewhere as ISO 8601 has them."""


def write(found: Annexes, out: BinaryIO) -> None:
    """Write the workbook."""
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    day = datetime.combine(found.day, time(), UTC).replace(tzinfo=None)
    title = legal(found.title)
    book.set_properties({"title": title, "author": legal(found.organisations)[:255], "created": day})
    pages = _Pages(book, found)
    for sheet in found.sheets:
        pages.add(sheet)
    book.close()


class _Pages:
    """The sheets of a workbook, with what they look like."""

    def __init__(self, book: Any, found: Annexes) -> None:
        self.book, self.found = book, found
        cell = {"text_wrap": True, "valign": "top"}
        days = {"num_format": DAYS.get(found.say.language, "yyyy-mm-dd"), "align": "left"}
        self.plain = book.add_format(cell)
        self.day = book.add_format({**cell, **days})
        self.gap = book.add_format(
            {**cell, "italic": True, "bg_color": "#FFF2CC", "border": 1, "border_color": "#7F6000"}
        )
        self.strong = book.add_format({**cell, "bold": True})
        self.head = book.add_format({**cell, "bold": True, "bg_color": "#DDE3EA", "bottom": 1})
        self.cut = found.say.gettext(CUT)

    def add(self, sheet: Sheet) -> None:
        """Add a sheet: what stands above, the headings, the rows."""
        page = self.book.add_worksheet(legal(sheet.title)[:LONGEST_TITLE])
        top = len(sheet.foreword)
        self._set_up(page, sheet, top)
        for number, above in enumerate(sheet.foreword):
            self._row(page, number, above)
        for column, one in enumerate(sheet.columns):
            self._text(page, top, column, one.heading, self.head)
        last, breaks = self._rows(page, sheet, top + 1)
        page.set_h_pagebreaks(breaks[:BREAKS])
        page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)

    def _set_up(self, page: Any, sheet: Sheet, top: int) -> None:
        """How it is shown and printed; XlsxWriter wants to know before the rows come."""
        page.freeze_panes(top + 1, 1)
        page.set_landscape()
        page.set_paper(A4)
        page.repeat_rows(top)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        for column, one in enumerate(sheet.columns):
            page.set_column(column, column, one.width)

    def _rows(self, page: Any, sheet: Sheet, first: int) -> tuple[int, list[int]]:
        """Write the rows; tells the last one, and before which ones a page begins."""
        number, breaks, known = first - 1, [], None
        for number, cells in enumerate(sheet.rows(), first):
            self._row(page, number, cells)
            if sheet.page_each and known not in (None, cells[0]):
                breaks.append(number)
            known = cells[0] if cells else None
        return number, breaks

    def _row(self, page: Any, row: int, cells: tuple[Cell, ...]) -> None:
        for column, cell in enumerate(cells):
            self._cell(page, row, column, cell)

    def _cell(self, page: Any, row: int, column: int, cell: Cell) -> None:
        match cell:
            case date():
                page.write_datetime(row, column, datetime.combine(cell, time()), self.day)
            case int():
                page.write_number(row, column, cell, self.plain)
            case Gap():
                self._text(page, row, column, cell, self.gap)
            case Strong():
                self._text(page, row, column, cell, self.strong)
            case _:
                self._text(page, row, column, cell, self.plain)

    def _text(self, page: Any, row: int, column: int, words: str, form: Any) -> None:
        if words:
            page.write_string(row, column, fitted(legal(words), self.cut), form)
