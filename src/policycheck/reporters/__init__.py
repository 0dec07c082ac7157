"""Findings out: one module per format, each with `write(report, out, look)`. Reporters look nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from policycheck.finding import Severity
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from policycheck.finding import Report

REPORTERS = (
    "text", "compact", "json", "jsonl", "csv", "markdown", "sarif", "github", "gitlab", "junit", "tap", "rdjson",
)  # fmt: skip
"""The formats; each is a module here."""
FOR_PEOPLE = ("text", "markdown", "github")
"""Those that are written in the language of the terminal, wherever they go. Others are for programs: they keep to the
language that was asked for, else to English, so that the same input gives the same bytes in every locale."""
JUDGED = ("junit", "tap")
"""Those that tell what was met as well as what was not: a report for them keeps its judgements."""
WITH_REASONS = ("json", "jsonl")
"""Those that tell the chain each finding rests on; it is worked out for them only."""

EXIT_ZERO = Phrase("Exit code 0: findings were not to count (--exit-zero).")


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader wants a report: machine formats heed only the threshold."""

    fail_on: Severity | None = Severity.ERROR
    color: bool = False
    quiet: bool = False
    prefix: str = ""
    """From the current folder to the repo, so that a terminal can follow file names."""
    checkout: str = ""
    """From the top of the checkout to the repo, as the services that show a repository count."""
    redact: bool = False
    """Whether lines of files are left out."""
    with_waived: bool = False
    """Whether formats that leave out what is waived hold it too."""
    lenient: Phrase = EXIT_ZERO
    """What the last line says when there is no threshold."""


class Reporter(Protocol):
    """What a module here offers."""

    def write(self, report: Report, out: TextIO, look: Look) -> None:
        """Write a report; the format escapes what it needs."""


def reporter(name: str) -> Reporter:
    """The reporter of a format of `REPORTERS`."""
    module: Reporter = import_module(f"policycheck.reporters.{name}")
    return module
