"""Cases of rules: changes to the clean repo, and what all packs together must say of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import pytest

from policycheck.cards import Rulebook, Rules, load_rulebook
from policycheck.cards.cases import DAY, Documents, changed, clean_documents, place_of
from policycheck.engine import Ask, run
from policycheck.place import Place, parse
from policycheck.repo import Repo, load
from policycheck.source import Source, files_of

FIXTURES = FilePath(__file__).parents[2] / "fixtures"
Found = list[tuple[str, str]]


@dataclass(frozen=True)
class Bench:
    """Judges the clean repo with the changes of a case."""

    book: Rulebook
    clean: Documents

    def found(self, case: dict[str, Any], rules: Rules | None = None) -> Found:
        report = run(self.repo(case), self.book, Ask(self.day(case), rules=rules))
        return sorted((finding.rule, str(finding.spot.place)) for finding in report.findings)

    def repo(self, case: dict[str, Any]) -> Repo:
        text = "\n---\n".join(json.dumps(document, ensure_ascii=False) for document in self.documents(case))
        book = self.book
        parts = (book.shapes, book.vocabulary, book.lexicon)
        return load([Source("case.yaml", text)], *parts, all_ours=True, has_file=files_of(FIXTURES / "clean"))

    def day(self, case: dict[str, Any]) -> date:
        return date.fromisoformat(case.get("day", DAY))

    def expected(self, case: dict[str, Any]) -> Found:
        home = self.home(case)
        return sorted((one["rule"], str(self.place(one["place"], home))) for one in case["expect"])

    def documents(self, case: dict[str, Any]) -> list[Any]:
        self.home(case)
        return list(changed(case, self.clean).values())

    def home(self, case: dict[str, Any]) -> Place:
        home = parse(case["clean"])
        assert (home.kind, home.id) in self.clean, f"there is no clean {home}"
        return home

    def place(self, words: str, home: Place) -> Place:
        """A place as a case writes it."""
        return place_of(words, home, self.book.shapes.kinds)


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench(load_rulebook(), clean_documents(FIXTURES))


@pytest.fixture
def judge(bench: Bench) -> Callable[[dict[str, Any]], tuple[Found, Found]]:
    """What a case yields, and what it expects."""
    return lambda case: (bench.found(case), bench.expected(case))
