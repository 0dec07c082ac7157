"""Holds what a case yields against what it expects."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from policycheck.cards.changes import MisplacedError
from policycheck.errors import did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards.changes import Case
    from policycheck.cases.bench import Bench, Found
    from policycheck.cases.reading import CasesFile
    from policycheck.place import Path


class Told(NamedTuple):
    """A finding: its rule, and where."""

    rule: str
    place: str


class Proof(NamedTuple):
    """One case, judged."""

    file: str
    line: int
    name: str
    rule: str
    missing: tuple[Told, ...]
    """Expected, and not found."""
    surplus: tuple[Told, ...]
    """Found, and not expected."""

    @property
    def holds(self) -> bool:
        """Whether exactly what it expects was found."""
        return not (self.missing or self.surplus)


def prove(found: CasesFile, bench: Bench) -> Iterator[Proof]:
    """Judge every case of a file.

    Raises:
        PackError: if a case changes what the clean repo lacks, or expects a rule that does not exist.
    """
    for number, case in enumerate(found.cases):
        _verify(found, number, bench)
        expected, yielded = bench.expected(case), bench.found(case, found.rule)
        where = (found.file.shown, found.line(number), case["name"], found.rule)
        yield Proof(*where, _without(expected, yielded), _without(yielded, expected))


def _without(found: Found, others: Found) -> tuple[Told, ...]:
    left = Counter(found) - Counter(others)
    return tuple(Told(*one) for one in sorted(left.elements()))


def _verify(found: CasesFile, number: int, bench: Bench) -> None:
    case = found.cases[number]
    for index, one in enumerate(case["expect"]):
        if one["rule"] not in bench.book.cards:
            hint = did_you_mean(one["rule"], bench.book.cards)
            path: Path = ("cases", number, "expect", index, "rule")
            raise found.file.error(_("there is no rule '{name}'", name=one["rule"]), path, hint)
    for path, part in _parts(case):
        try:
            bench.expected(part)
            bench.changed(part)
        except MisplacedError as error:
            raise found.file.error(str(error), ("cases", number, *path), error.hint) from None


def _parts(case: Case) -> Iterator[tuple[Path, Case]]:
    """A case in parts that are blamed apart: each adds a change to those before it."""
    part = {"clean": case["clean"], "day": case["day"], "expect": [], "without": [], "with": {}}
    yield ("clean",), part
    for index in range(len(case["without"])):
        part = {**part, "without": case["without"][: index + 1]}
        yield ("without", index), part
    for words, value in case["with"].items():
        part = {**part, "with": {**part["with"], words: value}}
        yield ("with", words), part
    yield ("expect",), {**part, "expect": case["expect"]}
