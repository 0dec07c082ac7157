from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.document import Document, Lexicon, Span, Text, read
from policycheck.document.marks import Lines
from policycheck.document.stream import marked, parts
from policycheck.source import decode

if TYPE_CHECKING:
    from policycheck.place import Path

NO_LEXICON = Lexicon(frozenset(), {})
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@given(data=st.data(), line_break=BREAKS, mark=st.sampled_from(["", "\ufeff"]))
def test_every_place_of_every_node_resolves_to_its_line_and_column(
    data: st.DataObject, line_break: str, mark: str, written: st.SearchStrategy[Any]
) -> None:
    pages = data.draw(st.lists(written, min_size=1, max_size=3))
    lines = [line for page in pages for line in ("---", *page.lines)]
    source = decode((mark + line_break.join([*lines, ""])).encode(), "f")
    documents = [part for part in read(Text("f", source.text), NO_LEXICON) if isinstance(part, Document)]

    before = 1
    for page, document in zip(pages, documents, strict=True):
        found = {path: document.span(path) for path in page.spots}
        where = {path: (span.line - before, span.column) for path, span in found.items()}
        assert document.stated == page.value
        assert where == page.spots
        before += len(page.lines) + 1


@pytest.mark.parametrize(
    ("path", "span"),
    [
        ((), Span(2, 1, 2, 9)),
        (("kind",), Span(1, 1, 1, 15)),
        (("data",), Span(3, 1, 3, 5)),
        (("data", "name"), Span(4, 3, 4, 7)),
        (("data", "name", "items"), Span(5, 5, 5, 10)),
        (("data", "name", "items", "first"), Span(5, 13, 5, 18)),
        (("data", "name", "items", 1), Span(5, 20, 5, 26)),
        (("data", "name", "about"), Span(6, 5, 6, 14)),
        (("data", "name", "missing"), Span(4, 3, 4, 7)),
        (("data", "missing", "items"), Span(3, 1, 3, 5)),
        (("data", "name", "items", "third"), Span(5, 5, 5, 10)),
        (("data", "name", "items", 9), Span(5, 5, 5, 10)),
        (("missing",), Span(2, 1, 2, 9)),
    ],
)
def test_a_span_holds_the_key_and_a_value_in_its_line_or_what_should_hold_it(path: Path, span: Span) -> None:
    head = "kind: register\nid: chat\ndata:\n  name:\n"
    text = head + "    items: [first, second]\n    about: >-\n      folded\n      text\n"

    assert _document(text).span(path) == span


def test_a_document_without_id_is_pointed_at_by_its_first_key() -> None:
    assert _document("# note\n\nname: Chat\n").span(()) == Span(3, 1, 3, 11)


def test_an_alias_points_at_itself_and_what_stands_inside_at_where_it_is_written() -> None:
    document = _document("a: &a\n  b: {c: 1}\nd: *a\ne: [x, *a]\n")

    assert document.span(("d",)) == Span(3, 1, 3, 2)
    assert document.span(("d", "b", "c")) == Span(2, 7, 2, 11)
    assert document.span(("e", 1)) == Span(4, 8, 4, 10)
    assert document.span(("e", 1, "b")) == Span(2, 3, 2, 4)


def test_a_merged_key_points_at_where_it_is_written_unless_it_is_written_again() -> None:
    document = _document("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n")

    assert document.stated["b"] == {"x": 1, "y": 3}
    assert document.span(("b", "x")) == Span(1, 8, 1, 12)
    assert document.span(("b", "y")) == Span(4, 3, 4, 7)


def test_columns_count_code_points() -> None:
    document = _document('😀ä: {é: "😀😀", z: 1}\n')

    assert document.span(("😀ä", "z")) == Span(1, 15, 1, 19)


def test_items_keep_their_lines_when_nothings_stand_between_them() -> None:
    document = _document("list:\n  -\n  - {a: 1}\n  - none\n  - {a: 2}\n  - [[], [x, ~, y]]\n")

    assert document.stated == {"list": [{"a": 1}, {"a": 2}, [["x", "y"]]]}
    assert [document.span(("list", index, "a")).line for index in (0, 1)] == [3, 5]
    assert document.span(("list", 2, 0, "y")).column == 17
    assert {path: (document.span(path).line, document.span(path).column) for path in document.nothings} == {
        ("list", 3): (2, 4),
        ("list", 4): (4, 5),
        ("list", 2, 1): (6, 6),
        ("list", 2, 0, 2): (6, 14),
    }


@given(st.text(alphabet="ab😀 \t\r\n", max_size=30), st.data())
def test_lines_and_columns_lead_back_to_the_offset(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.position(offset)

    assert lines.starts[line - 1] + column - 1 == offset
    assert "".join(lines.line(n + 1) for n in range(len(lines.starts))) == text.replace("\r", "").replace("\n", "")


@given(st.text(alphabet="ab😀 \t\r\n", min_size=1, max_size=30), st.data())
def test_a_span_stays_in_its_first_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    span = Lines(text).span(start, end)

    assert span.line == span.end_line
    assert span.column <= span.end_column <= max(len(Lines(text).line(span.line)) + 1, span.column)


def test_a_line_that_is_not_there_is_empty() -> None:
    assert [Lines("a\r\nb").line(number) for number in (0, 1, 2, 3)] == ["", "a", "b", ""]


@given(st.text(alphabet="ab:-#&*?!|>'\"{}[], \t\n%.\r\x01é", max_size=40))
def test_marks_and_values_count_the_same_documents(text: str) -> None:
    assert len(marked(text).trees) == len(list(parts(text)))


def test_a_repeated_key_remembers_where_it_stood_first() -> None:
    text = "---\na: 1\n---\nb:\n  c: 1\n  d: 2\n  c: 3\n"

    assert marked(text).first == {text.rindex("c"): text.index("c")}


def _document(text: str) -> Document:
    (document,) = read(Text("f", text), NO_LEXICON)
    assert isinstance(document, Document)
    return document
