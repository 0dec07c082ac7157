"""Judges the clean repo with the changes of a case."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.cases.changes import MisplacedError, put, remove
from policycheck.cases.clean import Clean, Key, written
from policycheck.engine import Ask, run
from policycheck.errors import did_you_mean
from policycheck.place import Place, parse, parsed
from policycheck.repo import Repo, load
from policycheck.source import Source
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.cards import Rulebook, Rules
    from policycheck.cases.reading import Case

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

        An organisation's own rules may find something in the clean repo as it is. Of that only counts what the tested
        rule finds in the document that the case changes.
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
        return date.fromisoformat(case.get("day", "2026-11-22"))

    def home(self, case: Case) -> Place:
        """The document that a case changes."""
        home = self.place(case["clean"])
        if (home.kind, home.id) not in self.clean.documents:
            hint = did_you_mean(f"{home.kind}/{home.id}", map("/".join, self.clean.documents))
            raise MisplacedError(_("the clean repo has no '{document}'", document=home), hint)
        return home

    def place(self, words: str, home: Place | None = None) -> Place:
        """A place as a case writes it: whole, or bare within the document that it changes."""
        whole = ": " in words or words.partition("/")[0] in self.book.shapes.kinds
        if home is not None and not whole:
            return home.at(*parsed(words))
        try:
            return parse(words)
        except ValueError as error:
            raise MisplacedError(str(error)) from None

    def changed(self, case: Case) -> Mapping[Key, Any]:
        """The documents of the clean repo that a case changes, as it leaves them."""
        home = self.home(case)
        changed: dict[Key, Any] = {}
        for words in case.get("without", ()):
            place = self.place(words, home)
            remove(self._copy(changed, place), place.path)
        for words, value in case.get("with", {}).items():
            place = self.place(words, home)
            put(self._copy(changed, place), place.path, value)
        return changed

    def _copy(self, changed: dict[Key, Any], place: Place) -> Any:
        key = (place.kind, place.id)
        if key not in changed:
            self.home({"clean": f"{place.kind}/{place.id}"})
            changed[key] = deepcopy(self.clean.documents[key])
        return changed[key]

    def _load(self, texts: Iterable[str]) -> Repo:
        """A repo of some documents, each in a file of its own: the files are read in this order."""
        sources = [Source(f"{number:04}", text) for number, text in enumerate(texts)]
        parts = (self.book.shapes, self.book.vocabulary, self.book.lexicon)
        return load(sources, *parts, all_ours=True, has_file=self.clean.has_file)

    def _shown_anyway(self, day: date) -> frozenset[tuple[str, str]]:
        if day not in self._by_day:
            self._by_day[day] = frozenset(self._placed(self._load(self.clean.texts.values()), day))
        return self._by_day[day]

    def _placed(self, repo: Repo, day: date) -> Iterator[tuple[str, str]]:
        """What an organisation's own rules find in the repo as it is; of the shipped ones none does."""
        for finding in run(repo, self.book, Ask(day, rules=self.rules)).findings:
            if finding.rule.partition("/")[0] in self.book.homes:
                yield finding.rule, str(finding.spot.place)

    @cached_property
    def _by_day(self) -> dict[date, frozenset[tuple[str, str]]]:
        return {}
