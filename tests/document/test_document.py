from __future__ import annotations

import pytest

from policycheck.document import Document, Lexicon, Problem, Refused, Span, Text, read
from policycheck.place import Place


def test_a_document_is_known_by_kind_and_id(lexicon: Lexicon) -> None:
    (document,) = read(Text("f", "kind: register\nid: chat\nname: Chat\n"), lexicon)

    assert isinstance(document, Document)
    assert (document.kind, document.id) == ("register", "chat")
    assert document.place == Place("register", "chat")


@pytest.mark.parametrize("text", ["name: x", "kind: 1\nid: 2", "kind: [a]\nid: {b: c}", "kind:\nid: none"])
def test_a_kind_or_id_that_is_no_word_is_none_at_all(text: str, lexicon: Lexicon) -> None:
    (document,) = read(Text("f", text), lexicon)

    assert isinstance(document, Document)
    assert (document.kind, document.id) == ("", "")


@pytest.mark.parametrize("text", ["- a: 1", "plain text", "12", "[]", "''", "false"])
def test_a_document_that_is_no_mapping_is_refused_where_it_starts(text: str, lexicon: Lexicon) -> None:
    source = Text("f", f"a: 1\n---\n{text}\n")
    first, second = read(source, lexicon)

    assert isinstance(first, Document)
    assert second == Refused(source, 1, (Problem("form/document-is-mapping", 5),))


def test_empty_documents_are_passed_over_and_still_counted(lexicon: Lexicon) -> None:
    source = Text("f", "---\n---\na: 1\n---\n# nothing\n---\nb: 2\n")
    first, second = read(source, lexicon)

    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.number, second.number) == (1, 3)
    assert (first.span(("a",)), second.span(("b",))) == (Span(3, 1, 3, 5), Span(7, 1, 7, 5))


def test_places_after_a_broken_document_still_resolve(lexicon: Lexicon) -> None:
    source = Text("f", "a: 1\n---\nb: [\n---\nc: {d: &x 3, e: *x}\n")
    parts = list(read(source, lexicon))

    assert [type(part) for part in parts] == [Document, Refused, Document]
    assert isinstance(parts[2], Document)
    assert parts[2].span(("c", "e")) == Span(5, 14, 5, 19)
    assert parts[2].span(("c", "d")) == Span(5, 5, 5, 12)


def test_an_offset_without_an_end_is_one_character(lexicon: Lexicon) -> None:
    source = Text("f", "a: [\n")
    (refused,) = read(source, lexicon)

    assert isinstance(refused, Refused)
    assert source.span(refused.problems[0].offset) == Span(1, 4, 1, 5)
    assert Text("f", "").span(0) == Span(1, 1, 1, 1)


def test_what_stands_nowhere_is_pointed_at_by_the_nearest_that_does(lexicon: Lexicon) -> None:
    source = Text("f", "{}\n---\nkind: text\n")
    empty, scalar = read(source, lexicon)

    assert isinstance(empty, Document)
    assert isinstance(scalar, Document)
    assert empty.span(()) == empty.span(("kind",)) == Span(1, 1, 1, 2)
    assert scalar.span(("kind", "deeper", 0)) == Span(3, 1, 3, 5)
