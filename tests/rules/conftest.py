"""Cases of rules: changes to the clean repo, and what all packs together must say of them."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

import pytest

from policycheck.cards import Rulebook, Rules, load_rulebook
from policycheck.document.stream import parts
from policycheck.engine import Ask, run
from policycheck.place import Path, Place, parse, parsed
from policycheck.repo import Repo, load
from policycheck.source import Source, files_of

FIXTURES = FilePath(__file__).parents[2] / "fixtures"
Documents = dict[tuple[str, str], Any]
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
        return date.fromisoformat(case.get("day", "2026-11-22"))

    def expected(self, case: dict[str, Any]) -> Found:
        home = self.home(case)
        return sorted((one["rule"], str(self.place(one["place"], home))) for one in case["expect"])

    def documents(self, case: dict[str, Any]) -> list[Any]:
        documents = deepcopy(self.clean)
        home = self.home(case)
        for words in case.get("without", []):
            place = self.place(words, home)
            remove(documents[place.kind, place.id], place.path)
        for words, value in case.get("with", {}).items():
            place = self.place(words, home)
            put(documents[place.kind, place.id], place.path, value)
        return [*documents.values(), *case.get("add", [])]

    def home(self, case: dict[str, Any]) -> Place:
        home = parse(case["clean"])
        assert (home.kind, home.id) in self.clean, f"there is no clean {home}"
        return home

    def place(self, words: str, home: Place) -> Place:
        """A place as a case writes it: whole, or bare within the clean document."""
        whole = ": " in words or words.partition("/")[0] in self.book.shapes.kinds
        return parse(words) if whole else home.at(*parsed(words))


def put(node: Any, path: Path, value: object) -> None:
    for step in path[:-1]:
        node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
    node[path[-1]] = value


def remove(node: Any, path: Path) -> None:
    for step in path[:-1]:
        node = node[step]
    if isinstance(node, list) and isinstance(path[-1], str):
        node.remove(path[-1])
    else:
        del node[path[-1]]


@pytest.fixture(scope="session")
def bench() -> Bench:
    clean: Documents = {}
    for file in sorted((FIXTURES / "clean").glob("*.yaml")):
        for part in parts(file.read_text(encoding="utf-8")):
            assert not part.problems, f"{file}: {part.problems}"
            if part.value is not None:
                clean[part.value["kind"], part.value["id"]] = part.value
    return Bench(load_rulebook(), clean)


@pytest.fixture
def judge(bench: Bench) -> Callable[[dict[str, Any]], tuple[Found, Found]]:
    """What a case yields, and what it expects."""
    return lambda case: (bench.found(case), bench.expected(case))
