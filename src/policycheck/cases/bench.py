"""Judges the clean repo with the changes of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from policycheck.cards.changes import DAY, Documents, changed, home_of, place_of
from policycheck.cases.clean import Clean, written
from policycheck.engine import Ask, run
from policycheck.repo import Repo, load
from policycheck.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.cards import Rulebook, Rules
    from policycheck.cards.changes import Case
    from policycheck.place import Place

Found = list[tuple[str, str]]
"""Rules, each with the place where it finds something, in order."""


@dataclass(frozen=True)
class Bench:
    """A rulebook and a clean repo."""

    book: Rulebook
    clean: Clean
    rules: Rules | None = None
    """Those that are run on each case; None means all."""

    def found(self, case: Case, tested: str = "") -> Found:
        """What is found in a case of the rule `tested`.

        An organisation's own rules, or its own clean documents, may show something in the clean repo as it is. Of that
        only counts what the tested rule finds in the document that the case changes.
        """
        day, home = self.day(case), self.home(case)
        report = run(self.repo(case), self.book, Ask(day, rules=self.rules))
        known = self._shown_anyway(day) if self.book.homes else frozenset()
        return sorted(
            (rule, str(place))
            for rule, place in ((finding.rule, finding.spot.place) for finding in report.findings)
            if (rule == tested and place and home.covers(place)) or (rule, str(place)) not in known
        )

    def expected(self, case: Case) -> Found:
        """What a case expects."""
        home = self.home(case)
        return sorted((one["rule"], str(self.place(one["place"], home))) for one in case["expect"])

    def repo(self, case: Case) -> Repo:
        """The clean repo, changed.

        Raises:
            MisplacedError: if it lacks what the case changes.
        """
        texts = {**self.clean.texts, **{key: written(one) for key, one in self.changed(case).items()}}
        return self._load([*texts.values(), *map(written, case.get("add", ()))])

    def day(self, case: Case) -> date:
        """The day on which a case is judged."""
        return date.fromisoformat(case.get("day", DAY))

    def home(self, case: Case) -> Place:
        """The document that a case changes."""
        return home_of(case, self.clean.documents)

    def place(self, words: str, home: Place | None = None) -> Place:
        """A place as a case writes it: whole, or bare within the document that it changes."""
        return place_of(words, home, self.book.shapes.kinds)

    def changed(self, case: Case) -> Documents:
        """The documents of the clean repo that a case changes, as it leaves them."""
        return changed(case, self.clean.documents, self.book.shapes.kinds)

    def _load(self, texts: Iterable[str]) -> Repo:
        """A repo of some documents, each in a file of its own: the files are read in this order."""
        sources = [Source(f"{number:04}", text) for number, text in enumerate(texts)]
        parts = (self.book.shapes, self.book.vocabulary, self.book.lexicon)
        return load(sources, *parts, all_ours=True, has_file=self.clean.has_file)

    def _shown_anyway(self, day: date) -> frozenset[tuple[str, str]]:
        if day not in self._by_day:
            report = run(self._load(self.clean.texts.values()), self.book, Ask(day, rules=self.rules))
            self._by_day[day] = frozenset((finding.rule, str(finding.spot.place)) for finding in report.findings)
        return self._by_day[day]

    @cached_property
    def _by_day(self) -> dict[date, frozenset[tuple[str, str]]]:
        return {}
