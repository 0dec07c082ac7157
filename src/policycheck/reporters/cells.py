"""Cells of comma-separated values (RFC 4180) that no spreadsheet runs."""

from __future__ import annotations

from policycheck.reporters.text import safe

MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else, and ä for Ã¤."""
RUN = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What the first character of a formula is, in half and full width."""


def cells(*values: object) -> list[str]:
    """Values as the cells of a row."""
    return [_harmless(safe(str(value))) for value in values]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet runs, whatever stands before the formula."""
    return f"'{cell}" if cell.lstrip().startswith(RUN) or cell.startswith("\t") else cell
