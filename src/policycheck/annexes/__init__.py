"""The record of Article 30 with its annexes, to be handed on: a spreadsheet, a document, tables or pages of a wiki.

`annexes` gathers the sheets from a check that kept its judgements; one module per format writes them. Cells are
finished: formats look nothing up, and escape what is theirs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from policycheck.annexes.gathering import annexes
from policycheck.annexes.types import Annexes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["BINARY", "FOLDERS", "Annexes", "annexes", "folder_writer", "writer"]

BINARY = ("xlsx", "docx")
"""The formats that are one file of bytes; each is a module here."""
FOLDERS = {"csv": "tables", "markdown": "pages"}
"""The formats that are a file for each sheet or register, and the module here that writes them."""


class Writer(Protocol):
    """What a module of a format of `BINARY` offers."""

    def write(self, found: Annexes, out: BinaryIO) -> None:
        """Write all annexes; the format escapes what it needs."""


class FolderWriter(Protocol):
    """What a module of a format of `FOLDERS` offers."""

    def files(self, found: Annexes) -> Iterator[tuple[str, bytes]]:
        """The files by name; the format escapes what it needs."""


def writer(form: str) -> Writer:
    """The writer of a format of `BINARY`.

    Raises:
        UsageError: if the library that the format needs is not installed.
    """
    module: Writer = import_module(f"policycheck.annexes.{form}")
    return module


def folder_writer(form: str) -> FolderWriter:
    """The writer of a format of `FOLDERS`."""
    module: FolderWriter = import_module(f"policycheck.annexes.{FOLDERS[form]}")
    return module
