"""Reads the cases of a rule, with the line of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycheck import resources
from policycheck.cards.reading import PolicyFile, read_policy_file, refuse_unfinished, unfinished
from policycheck.cards.refusals import validated
from policycheck.cases.case import Cases
from policycheck.errors import PackError
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from policycheck.cards import Rulebook
    from policycheck.cards.changes import Case

SAID_BY_RECORDS = ("with", "add")
FOLDER = "cases"
"""Beside the cards of an organisation's pack; the cases of the shipped ones are apart from what a lawyer reads."""


@dataclass(frozen=True, slots=True)
class CasesFile:
    """The cases of one rule."""

    rule: str
    file: PolicyFile
    cases: list[Case]

    def line(self, number: int) -> int:
        """Where a case begins."""
        return self.file.document.span(("cases", number)).line


def cases_file(rule: str, book: Rulebook) -> Path:
    """Where the cases of a rule are, or are to be written."""
    pack, _slash, slug = rule.partition("/")
    home = book.homes.get(pack)
    return home / FOLDER / f"{slug}.yaml" if home else resources.cases() / pack / f"{slug}.yaml"


def read_cases(rule: str, path: Path, shown: str | None = None) -> CasesFile:
    """Read the cases of a rule.

    Raises:
        PackError: if they are not written as cases are, or not all of them have been written.
    """
    file = read_policy_file(path, shown)
    refuse_unfinished(file, SAID_BY_RECORDS)
    found = CasesFile(rule, file, validated(file, Cases)["cases"])
    _refuse_namesakes(found)
    return found


def refuse_drafts(folders: Iterable[Path], shown: Callable[[Path], str]) -> None:
    """Raise a `PackError` that names everything that is still to be written in some folders of packs."""
    found: list[str] = []
    for folder in folders:
        for path in (*sorted(folder.glob("*/*.yaml")), *sorted(folder.glob(f"*/{FOLDER}/*.yaml"))):
            of_cases = SAID_BY_RECORDS if path.parent.name == FOLDER else ()
            found += unfinished(read_policy_file(path, shown(path)), of_cases)
    if found:
        raise PackError(_("a draft is not finished; still to be written are"), hint="\n  ".join(found))


def _refuse_namesakes(found: CasesFile) -> None:
    names: set[str] = set()
    for number, case in enumerate(found.cases):
        if case["name"] in names:
            raise found.file.error(_("two cases are called so"), ("cases", number, "name"))
        names.add(case["name"])


def strays(book: Rulebook, pack: str) -> Iterator[Path]:
    """Files among the cases of a pack that belong to none of its rules."""
    home = book.homes.get(pack)
    folder = home / FOLDER if home else resources.cases() / pack
    yield from (path for path in sorted(folder.glob("*.y*ml")) if f"{pack}/{path.stem}" not in book.cards)
