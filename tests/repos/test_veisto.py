"""Veisto's notice and data flow: every fact stands in the record, every finding is found, and nothing else is."""

import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycheck import Checked, Finding, Request, check
from policycheck.document import Document
from policycheck.place import parse

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests" / "expected"
FACTS: dict[str, Any] = yaml.safe_load((EXPECTED / "veisto-facts.yaml").read_text(encoding="utf-8"))
GOLD: dict[str, Any] = yaml.safe_load((EXPECTED / "veisto.yaml").read_text(encoding="utf-8"))
IDS = [f"N{number:03}" for number in range(1, 124)] + [f"T{number:03}" for number in range(1, 39)]


def test_the_table_holds_every_fact_of_both_texts() -> None:
    assert list(FACTS) == IDS


def test_at_most_three_facts_share_a_place_and_at_most_ten_are_typography() -> None:
    places = Counter(fact["place"] for fact in FACTS.values() if "place" in fact)

    assert max(places.values()) <= 3
    assert sum("typography" in fact for fact in FACTS.values()) <= 10


@pytest.mark.parametrize("fact", IDS)
def test_a_fact_stands_at_its_place_with_its_value(fact: str, veisto: Checked) -> None:
    row = FACTS[fact]
    place = parse(row["place"])
    document = veisto.repo.documents[place.kind, place.id]

    assert document.source.file == row["file"]
    assert value_at(document, place.path) == row["value"]


def value_at(document: Document, path: tuple[str | int, ...]) -> Any:
    """What an author wrote at a path: a map is its keys, a nothing its words, a blank None."""
    nothing = document.nothing(path)
    if nothing:
        return nothing.words or None
    node: Any = document.stated
    for step in path:
        node = node[node.index(step)] if isinstance(node, list) and isinstance(step, str) else node[step]
    return list(node) if isinstance(node, Mapping) else node


def key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.severity.value, str(finding.spot.place)


def expected(gold: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((row["rule"], row["severity"], place) for row in gold.values() for place in row["places"])


@pytest.mark.parametrize("finding", GOLD)
def test_a_finding_of_the_lawyer_is_found(finding: str, veisto: Checked) -> None:
    found = [key(one) for one in veisto.report.findings]

    for one in expected({finding: GOLD[finding]}):
        assert one in found


def test_nothing_else_is_found(veisto: Checked) -> None:
    assert sorted(key(one) for one in veisto.report.findings) == expected(GOLD)


def test_every_finding_points_at_a_line_of_its_file(veisto: Checked) -> None:
    for finding in veisto.report.findings:
        text = (veisto.config.root / finding.spot.file).read_text(encoding="utf-8").splitlines()
        line = text[finding.spot.span.line - 1]

        assert line == finding.spot.line
        assert 1 <= finding.spot.span.column <= finding.spot.span.end_column <= len(line) + 1


def test_no_message_has_a_gap(veisto: Checked) -> None:
    for finding in veisto.report.findings:
        for words in (finding.message, finding.reason, finding.fix):
            assert words.strip()
            assert "  " not in finding.message
            assert "''" not in finding.message


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The same repo with the notice as somebody else encoded it, from its text alone."""
    folder = tmp_path_factory.mktemp("second") / "veisto"
    shutil.copytree(ROOT / "fixtures" / "repos" / "veisto", folder)
    for file in ("customer-notice.yaml", "parties.yaml"):
        shutil.copy(ROOT / "fixtures" / "second-encoding" / file, folder / file)
    return check(Request((folder,), date(2026, 11, 22), "en"))


def gist(checked: Checked) -> set[tuple[str, str, str]]:
    """What is found, whatever the things are called: rule, severity and document."""
    return {(one.rule, one.severity.value, document(one)) for one in checked.report.findings}


def document(finding: Finding) -> str:
    place = finding.spot.place
    return f"{place.kind}/{place.id}" if place else ""


def test_two_encodings_of_one_text_give_the_same_findings(veisto: Checked, second: Checked) -> None:
    assert gist(second) == gist(veisto)
