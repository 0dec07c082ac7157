"""For databases and whatever reads comma-separated values (RFC 4180): a file for each sheet, in UTF-8 with its mark.

Each sheet has columns of its own, and a program wants one header to a file: one long file would hold forty columns of
which a row fills eight.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from policycheck.reporters.cells import MARK, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.annexes.types import Annexes, Cell, Sheet


def files(found: Annexes) -> Iterator[tuple[str, bytes]]:
    """A file for each sheet."""
    for sheet in found.sheets:
        yield f"{sheet.key}.csv", _table(sheet)


def _table(sheet: Sheet) -> bytes:
    out = io.StringIO()
    out.write(MARK)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(cells(*(column.heading for column in sheet.columns)))
    for row in sheet.rows():
        filled = (*row, *[""] * (len(sheet.columns) - len(row)))
        rows.writerow(cells(*map(_written, filled)))
    return out.getvalue().encode("utf-8", "backslashreplace")


def _written(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)
