"""Everything that the source texts say stands in their repos: each fact at its place, with its value."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycheck import Checked
from policycheck.document import Document, Kind, Nothing
from policycheck.place import parse

EXPECTED = Path(__file__).parents[1] / "expected"
TOLD = {
    "veisto": {"N": 123, "T": 38},
    "btb-plaza": {"A": 136, "S": 136},
    "connect-services": {"K": 75},
}
"""How many facts each text of a repo tells, by the letter of their ids."""
TABLES: dict[str, dict[str, Any]] = {
    repo: yaml.safe_load((EXPECTED / f"{repo}-facts.yaml").read_text(encoding="utf-8")) for repo in TOLD
}


@pytest.mark.parametrize("repo", TOLD)
def test_a_table_holds_every_fact_of_its_texts(repo: str) -> None:
    facts = [f"{letter}{number:03}" for letter, last in TOLD[repo].items() for number in range(1, last + 1)]

    assert list(TABLES[repo]) == facts


@pytest.mark.parametrize("repo", TOLD)
def test_at_most_three_facts_share_a_place_and_at_most_ten_are_typography(repo: str) -> None:
    facts = TABLES[repo].values()
    places = Counter(fact["place"] for fact in facts if "place" in fact)

    assert max(places.values()) <= 3
    assert sum("typography" in fact for fact in facts) <= 10


@pytest.mark.parametrize(("repo", "fact"), [(repo, fact) for repo, table in TABLES.items() for fact in table])
def test_a_fact_stands_at_its_place_with_its_value(
    repo: str, fact: str, fixture_repo: Callable[[str], Checked]
) -> None:
    row = TABLES[repo][fact]
    place = parse(row["place"])
    document = fixture_repo(repo).repo.documents[place.kind, place.id]

    assert document.source.file == row["file"]
    assert value_at(document, place.path) == row["value"]


def value_at(document: Document, path: tuple[str | int, ...]) -> Any:
    """What an author wrote at a path: a map is its keys, a nothing what it says."""
    nothing = document.nothing(path)
    if nothing:
        return said_by(nothing)
    node: Any = document.stated
    for step in path:
        node = node[node.index(step)] if isinstance(node, list) and isinstance(step, str) else node[step]
    return list(node) if isinstance(node, Mapping) else node


def said_by(nothing: Nothing) -> Any:
    """The words of a nothing, or what a stated none excepts; a blank says nothing."""
    if nothing.kind is Kind.NONE:
        return list(nothing.apart_from) or "none"
    return nothing.words or None
