"""What a fix shows can be written: its snippets have the shape of records and known codes."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from policycheck.cards import Rulebook, load_rulebook
from policycheck.document import Document, Text, read

BOOK = load_rulebook()
SNIPPET = re.compile(r"(?:^ {2}.*\n?)+", re.MULTILINE)


EXAMPLES = {"period": "P1Y", "right": "access", "country": "US", "age": "16"}


class Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return EXAMPLES.get(key, "example")


def snippets() -> Iterator[Any]:
    for rule in BOOK.rules():
        if rule.card["raised_by"]:
            continue
        for language in BOOK.packs[rule.pack]["languages"]:
            fix = BOOK.words(rule.id, language)["fix"].format_map(Filled())
            for number, block in enumerate(SNIPPET.findall(fix)):
                yield pytest.param(block.replace("…", "example"), id=f"{rule.id} {language} {number}")


def flaws(stated: dict[str, Any], kind: str, book: Rulebook) -> list[str]:
    """Wrong shape, or a code or form that does not exist; references are examples."""
    found = [f"{fault.rule} {fault.path}" for fault in book.shapes.faults(kind, stated)]

    def holds(word: str, target: Any, value: str) -> bool:
        return word != "x-vocabulary" or value == "example" or book.vocabulary.has(target, value)

    return found or [str(link) for link in book.shapes.broken_links(kind, stated, holds)]


@pytest.mark.parametrize("block", list(snippets()))
def test_a_snippet_is_accepted_where_it_belongs(block: str) -> None:
    text = re.sub(r"^ {2}", "", block, flags=re.MULTILINE).replace("country: example", "country: US")
    for line in [text] if "\n  " in text or ":" in text.partition("\n")[0] else text.splitlines():
        accepted(line)


def accepted(text: str) -> None:
    """A mapping whose keys a kind of record has is accepted as part of one; anything else only has to be YAML."""
    for part in read(Text("fix", text), BOOK.lexicon):
        problems = [problem for problem in getattr(part, "problems", ()) if problem.rule != "form/document-is-mapping"]
        assert problems == [], text
        if isinstance(part, Document) and "policycheck" not in part.stated:
            kind = next((kind for kind in BOOK.shapes.kinds if part.stated.keys() <= keys(kind)), None)
            assert (
                kind is None
                or flaws({"policycheck": 1, "kind": kind, "id": "example", **part.stated}, kind, BOOK) == []
            )


def keys(kind: str) -> set[str]:
    return set(BOOK.shapes.definition(kind)["properties"])
