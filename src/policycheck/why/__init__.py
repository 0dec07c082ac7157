"""Why rules say what they say of a register: every outcome, and the chain of facts, law and day behind it.

`outcomes` tells what all rules that concern a register come to, `reasons` what one of them rests on; one module per
format writes either.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from policycheck.why.gathering import Subject, outcomes, reasons

if TYPE_CHECKING:
    from policycheck.reporters import Look
    from policycheck.why.types import Why

__all__ = ["FORMATS", "FOR_PEOPLE", "Subject", "outcomes", "reasons", "writer"]
FORMATS = ("text", "json")
"""The formats; each is a module here."""
FOR_PEOPLE = ("text",)
"""Those that are written in the language of the terminal."""


class Writer(Protocol):
    """What a module of a format offers."""

    def write(self, why: Why, out: TextIO, look: Look) -> None:
        """Write it; the format escapes what it needs."""


def writer(form: str) -> Writer:
    """The writer of a format of `FORMATS`."""
    module: Writer = import_module(f"policycheck.why.{form}")
    return module
