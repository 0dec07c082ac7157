"""Comments to policycheck: which there are, and the place that each belongs to."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policycheck.document import Document, Lexicon, Text, read
from policycheck.document.remarks import addressed, remarks
from policycheck.place import printed

LEXICON = Lexicon(frozenset(), {})


def placed(text: str) -> list[tuple[str, str | None]]:
    """What each comment says, and the path it belongs to."""
    source = Text("f", text)
    documents = [one for one in read(source, LEXICON) if isinstance(one, Document)]
    found = remarks(source, documents)
    return [(one.words, None if one.path is None else printed(one.path)) for one in found]


def places(text: str) -> list[str | None]:
    return [path for _, path in placed(text)]


W = "# policycheck: waive x"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"a:\n  b: 1 {W}\n", "a/b"),
        (f"a: {W}\n  b: 1\n", "a"),
        (f"a:\n  {W}\n  b: 1\n", "a/b"),
        (f"a:\n{W}\n  b: 1\n", "a/b"),
        (f"a:\n  b: 1\n    {W}\nc: 2\n", "c"),
        (f"a:\n  {W}\n  # why\n\n  b: 1\n", "a/b"),
        (f"a: {{b: 1, c: 2}} {W}\n", "a"),
        (f"a: {{\n  b: 1, {W}\n  c: 2 }}\n", "a/b"),
        (f"a: {{\n  {W}\n  b: 1, c: 2 }}\n", "a/b"),
        (f"a:\n  - b: 1 {W}\n    c: 2\n", "a/#0"),
        (f"a:\n  - b: 1\n    c: 2 {W}\n", "a/#0/c"),
        (f"a:\n  - b: 1\n  {W}\n  - b: 2\n", "a/#1"),
        (f"a:\n  - {W}\n    b: 1\n", "a/#0"),
        (f"a:\n  - {{b: 1}} {W}\n", "a/#0"),
        (f"a:\n  - - b: 1 {W}\n", "a/#0"),
        (f"a:\n  - code {W}\n  - other\n", "a/code"),
        (f"a: [one, {W}\n  two]\n", "a"),
        (f"a: [one,\n  two {W}\n  ]\n", "a/two"),
        (f"a:\n  - null\n  - b: 1 {W}\n", "a/#0"),
        (f"a:\n  - ''{W[:0]} {W}\n  - b: 1\n", "a/#1"),
        (f"a: | {W}\n  text\n", "a"),
        (f"a: >-\n  text\n{W}\nb: 1\n", "b"),
        (f"'a b': 1 {W}\n", "a b"),
        (f"Ärende: 1 {W}\n", "Ärende"),
        (f"👩‍💻 表:\n  é: '表' {W}\n", "👩‍💻 表/é"),
        (f"a: &x {{b: 1}} {W}\nc: *x\n", "a"),
        (f"a: &x\n  b: 1 {W}\nc: *x\n", "a/b"),
        (f"a: &x\n  b: 1\nc: *x {W}\n", "c"),
        (f"a: !!str 1 {W}\n", "a"),
        (f"{W}\n---\na: 1\n", "a"),
        (f"--- {W}\na: 1\n", "a"),
        (f"---\n{W}\na: 1\n", "a"),
        (f"a: 1\n...\n{W}\n---\nb: 1\n", "b"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_comment_belongs_to_the_leftmost_beside_it_else_below(text: str, path: str, end: str) -> None:
    assert placed(text.replace("\n", end)) == [("waive x", path)]


@pytest.mark.parametrize("key", ["policycheck: 1", "kind: register", "id: x"])
@pytest.mark.parametrize("form", ["{key} {comment}\nname: n\n", "{comment}\n{key}\nname: n\n"])
def test_at_the_head_of_a_document_it_is_for_all_of_it(key: str, form: str) -> None:
    assert places(form.format(key=key, comment=W)) == [""]


def test_below_a_head_the_same_keys_are_keys() -> None:
    assert places(f"a:\n  id: x {W}\n") == ["a/id"]


@pytest.mark.parametrize(
    "text",
    [
        f"a: 1\n{W}\n",
        f"a: 1\n{W}\n---\nb: 1\n",
        f"a: 1\n... {W}\n",
        f"a: [\n  b\n  ] {W}\nc: 1\n",
        f"a: 'x\n  y' {W}\nc: 1\n",
        f"a:\n  {W}\n  value\nc: 1\n",
        f"a: 1\n{W}\n---\n[ broken\n---\nc: 1\n",
    ],
)
def test_a_comment_with_nothing_beside_or_below_belongs_to_nothing(text: str) -> None:
    assert places(text) == [None]


def test_comments_of_documents_that_cannot_be_read_are_left_out() -> None:
    assert places(f"a: [ {W}\n") == []
    assert placed(f"a: [ {W}\n---\nb: 1 {W}\n") == [("waive x", "b")]
    assert placed(f"a: 1 {W}\n---\nb: [ {W}\n") == [("waive x", "a")]


def test_several_comments_above_a_key_and_one_beside_it_are_all_for_it() -> None:
    text = "# policycheck: waive a\n# policycheck: waive b\nk: 1 # policycheck: waive c\n"

    assert placed(text) == [("waive a", "k"), ("waive b", "k"), ("waive c", "k")]


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("#policycheck: waive x", "waive x"),
        ("##  policycheck :  waive x  ", "waive x"),
        ("# Policycheck: WAIVE x", "WAIVE x"),
        ("# policycheck: wave x", "wave x"),
        ("# policycheck:", ""),
        ("# policycheck waive x", "policycheck waive x"),
    ],
)
def test_what_begins_as_a_comment_to_us_is_one(comment: str, words: str) -> None:
    assert addressed(comment)
    assert placed(f"{comment}\nk: 1\n") == [(words, "k")]


@pytest.mark.parametrize(
    "comment",
    [
        "# policycheck finds nothing here",
        "# policycheck: 1",
        "# see policycheck: waive x",
        "# policychecks: waive x",
        "# mypolicycheck: waive x",
        "# kind: register",
    ],
)
def test_what_is_no_comment_to_us_is_left_alone(comment: str) -> None:
    assert placed(f"{comment}\nk: 1 {comment}\n") == []


QUOTED = st.text(alphabet="ab #:\n'\"-{}[]|>é表", max_size=20).map(lambda words: f"{words} {W} {words}")


@given(words=QUOTED, style=st.sampled_from([None, "'", '"', "|", ">"]), flow=st.booleans(), unicode=st.booleans())
def test_a_comment_inside_a_string_is_none(words: str, style: str | None, *, flow: bool, unicode: bool) -> None:
    value = {"a": words, "list": [words, {"b": words}]}
    text = yaml.dump(value, default_style=style, default_flow_style=flow, allow_unicode=unicode, width=30)

    assert yaml.safe_load(text) == value
    assert placed(text) == []


KEYS = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=5, unique=True)


@given(keys=KEYS, data=st.data(), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_comment_that_moves_with_its_key_stays_with_it(keys: list[str], data: st.DataObject, end: str) -> None:
    key = data.draw(st.sampled_from(keys))
    order = data.draw(st.permutations(keys))
    above = data.draw(st.booleans())
    gaps = data.draw(st.lists(st.sampled_from(["", "  # by the way", "# so"]), min_size=len(keys), max_size=len(keys)))
    lines = ["top:"]
    for one, gap in zip(order, gaps, strict=True):
        marked = one == key
        lines += [gap, *([f"  {W}"] if marked and above else [])]
        lines += [f"  {one}: {{x: 1}}{f' {W}' if marked and not above else ''}"]

    assert placed(end.join([*lines, ""])) == [("waive x", f"top/{key}")]


@given(st.text(alphabet="ab:-#&*!|>'\"{}[], \t\n\r", max_size=30), st.text(alphabet="ab:-#{}[], \n", max_size=20))
def test_every_comment_has_one_place_whatever_the_text(before: str, after: str) -> None:
    text = f"{before}{W}\n{after}"
    source = Text("f", text)

    for one in remarks(source, [one for one in read(source, LEXICON) if isinstance(one, Document)]):
        assert text[one.start : one.end].startswith("#")
        assert text.index(W) >= one.start
