"""Judges the cases of several rules, and tells how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policycheck import resources
from policycheck.cases.bench import Bench
from policycheck.cases.clean import read_clean
from policycheck.cases.coverage import Coverage, coverage
from policycheck.cases.proof import Proof, prove
from policycheck.cases.reading import FOLDER, cases_file, read_cases, strays
from policycheck.errors import NothingToCheckError, PackError, did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policycheck.cards import Rulebook, Rules
    from policycheck.cases.reading import CasesFile


@dataclass(frozen=True)
class Results:
    """Every case that was judged, and how cases cover the rules."""

    proofs: tuple[Proof, ...]
    coverage: tuple[Coverage, ...]

    @property
    def failed(self) -> tuple[Proof, ...]:
        """The cases that yield something else than they expect."""
        return tuple(proof for proof in self.proofs if not proof.holds)

    @property
    def uncovered(self) -> tuple[Coverage, ...]:
        """The rules that lack cases."""
        return tuple(one for one in self.coverage if not one.complete)

    @property
    def hold(self) -> bool:
        """Whether every case holds and every rule has cases that fail and that pass."""
        return not (self.failed or self.uncovered)


def judge_cases(book: Rulebook, rules: Rules, shown: Callable[[Path], str]) -> Results:
    """Judge the cases of some rules; all rules of the rulebook are run on each.

    Raises:
        NothingToCheckError: if they have no case at all.
        PackError: if a case cannot be judged as it is written.
    """
    judged = [rule for rule in rules if not rule.card["raised_by"]]
    for pack in {rule.pack for rule in judged}:
        _refuse_strays(book, pack, shown)
    found = {rule.id: _cases(rule.id, book, shown) for rule in judged}
    if not any(found.values()):
        hints = [_("write them as {file}", file=shown(cases_file(rule.id, book))) for rule in judged[:1]]
        raise NothingToCheckError(_("nothing to test: there is no case"), hint="".join(hints) or None)
    benches = _Benches(book)
    proofs = [proof for rule, file in found.items() if file for proof in prove(file, benches.of(rule))]
    return Results(tuple(proofs), tuple(coverage(rule, file) for rule, file in found.items()))


def _cases(rule: str, book: Rulebook, shown: Callable[[Path], str]) -> CasesFile | None:
    path = cases_file(rule, book)
    return read_cases(rule, path, shown(path)) if path.is_file() else None


def _refuse_strays(book: Rulebook, pack: str, shown: Callable[[Path], str]) -> None:
    for path in strays(book, pack):
        hint = did_you_mean(f"{pack}/{path.stem}", book.cards)
        raise PackError(_("these are the cases of no rule: no card is called so"), shown(path), hint=hint)


class _Benches:
    """A bench for each own pack, as it may lay clean documents beside its cases; one for all that are shipped."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._by_home: dict[Path | None, Bench] = {}

    def of(self, rule: str) -> Bench:
        """The bench for the cases of a rule."""
        home = self.book.homes.get(rule.partition("/")[0])
        if home not in self._by_home:
            self._by_home[home] = self._own(home) if home else self._shipped()
        return self._by_home[home]

    def _shipped(self) -> Bench:
        """Rules of an organisation's own have no say in what the shipped ones find."""
        rules = self.book.rules()
        shipped = rules.only(rule.id for rule in rules if rule.pack not in self.book.homes)
        return Bench(self.book, read_clean([resources.clean()]), shipped)

    def _own(self, home: Path) -> Bench:
        return Bench(self.book, read_clean([resources.clean(), home / FOLDER / "clean"]))
