"""What a fix shows can be written: its snippets have the shape of records and known codes."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from policycheck.cards import Rulebook, load_rulebook
from policycheck.document.stream import parts

BOOK = load_rulebook()
SNIPPET = re.compile(r"(?:^ {2}.*\n?)+", re.MULTILINE)


class Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "example"


def snippets() -> Iterator[Any]:
    for rule in BOOK.rules():
        if rule.card["raised_by"]:
            continue
        fix = BOOK.words(rule.id, "en")["fix"].format_map(Filled())
        for number, block in enumerate(SNIPPET.findall(fix)):
            yield pytest.param(block.replace("…", "example"), id=f"{rule.id} {number}")


def flaws(stated: dict[str, Any], kind: str, book: Rulebook) -> list[str]:
    """Wrong shape, or a code or form that does not exist; references are examples."""
    found = [f"{fault.rule} {fault.path}" for fault in book.shapes.faults(kind, stated)]

    def holds(word: str, target: Any, value: str) -> bool:
        return word != "x-vocabulary" or value == "example" or book.vocabulary.has(target, value)

    return found or [str(link) for link in book.shapes.broken_links(kind, stated, holds)]


@pytest.mark.parametrize("block", list(snippets()))
def test_a_snippet_is_accepted_where_it_belongs(block: str) -> None:
    (part,) = parts(re.sub(r"^ {2}", "", block, flags=re.MULTILINE))
    assert not part.problems, block
    value = part.value
    if not isinstance(value, dict) or "policycheck" in value:
        return
    kinds = [kind for kind in BOOK.shapes.kinds if value.keys() <= BOOK.shapes.definition(kind)["properties"].keys()]
    for kind in kinds[:1]:
        assert flaws({"policycheck": 1, "kind": kind, "id": "example", **value}, kind, BOOK) == []
