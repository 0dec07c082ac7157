from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policycheck import resources
from policycheck.document import Document, Kind, Lexicon, Nothing, Text, read
from policycheck.document.nothing import SAYINGS, nothing
from policycheck.document.quick import UnusualError
from policycheck.document.stream import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["none", "todo", "Todo", "to be added"])
    | st.text(alphabet="aé😀 \t\u00a0\u3000()[]<>-", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*sorted(SAYINGS), "owner", "until", "fi", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("value", [None, "", " ", "\n\t", "\u00a0", [], {}])
def test_a_place_left_open_is_blank(value: object, lexicon: Lexicon) -> None:
    assert nothing(value, lexicon) == Nothing(Kind.BLANK)


@pytest.mark.parametrize("value", [0, False, 0.0, "0", "x", [None], {"a": None}, "NONE", "none."])
def test_what_says_anything_is_something(value: object, lexicon: Lexicon) -> None:
    assert nothing(value, lexicon) is None


@pytest.mark.parametrize("words", ["todo", "TODO", "Todo", "to be added", "-", "(name the organisations)", "[x]", "<>"])
def test_a_placeholder_is_not_filled_in_and_its_words_are_kept(words: str, lexicon: Lexicon) -> None:
    assert nothing(words, lexicon) == Nothing(Kind.NOT_FILLED, words)


@pytest.mark.parametrize("words", ["Hidden from robots.", "HIDDEN FROM ROBOTS.", "<office(at)firm.example>"])
def test_what_hides_an_address_is_masked_and_its_words_are_kept(words: str, lexicon: Lexicon) -> None:
    assert nothing(words, lexicon) == Nothing(Kind.MASKED, words)


@pytest.mark.parametrize(
    "words", ["etunimi.sukunimi(at)firma.example", "Office at Firm dot Example", "(office(at)firm.example)"]
)
def test_a_picture_of_an_address_hides_it(words: str, lexicon: Lexicon) -> None:
    assert lexicon.hides_address(words)


@pytest.mark.parametrize(
    "words", ["office@firm.example", "office at the firm", "ask at the office.", "office(at)", "(at)firm.example", ""]
)
def test_an_address_or_other_words_hide_none(words: str, lexicon: Lexicon) -> None:
    assert not lexicon.hides_address(words)


@pytest.mark.parametrize("words", ["todo list", "(a) or (b)", "(open", "closed)", "(x]", "name (role)", "--"])
def test_words_that_only_resemble_a_placeholder_are_something(words: str, lexicon: Lexicon) -> None:
    assert nothing(words, lexicon) is None


@pytest.mark.parametrize("said", ["as agreed", {"en": "as agreed", "fi": "sovitusti"}])
@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("not_filled", Kind.NOT_FILLED),
        ("said_only", Kind.SAID_ONLY),
        ("not_applicable", Kind.NOT_APPLICABLE),
        ("not_known", Kind.NOT_KNOWN),
    ],
)
def test_a_saying_keeps_its_words(key: str, kind: Kind, said: Any, lexicon: Lexicon) -> None:
    assert nothing({key: said}, lexicon) == Nothing(kind, said)


@pytest.mark.parametrize("key", ["said_only", "not_applicable", "not_known"])
@pytest.mark.parametrize(
    "said", ["todo", "TODO", "-", "[why]", "<why>", "(todo)", {"en": "todo"}, {"en": "as agreed", "fi": "Todo"}]
)
def test_a_reason_that_is_a_placeholder_is_not_filled_in(key: str, said: Any, lexicon: Lexicon) -> None:
    left = said if isinstance(said, str) else list(said.values())[-1]

    assert nothing({key: said}, lexicon) == Nothing(Kind.NOT_FILLED, left)


@pytest.mark.parametrize("key", ["said_only", "not_applicable", "not_known", "not_filled"])
@pytest.mark.parametrize("said", [None, "", " ", {"en": None}, {"en": "", "fi": " "}])
def test_a_reason_left_open_is_blank(key: str, said: Any, lexicon: Lexicon) -> None:
    assert nothing({key: said}, lexicon) == Nothing(Kind.BLANK)


def test_a_quotation_may_stand_in_round_brackets_and_in_some_languages_only(lexicon: Lexicon) -> None:
    for words in ("(as long as necessary)", "todo list", "(todo) or not", "()", "none"):
        assert nothing({"said_only": words}, lexicon) == Nothing(Kind.SAID_ONLY, words)
    assert nothing({"said_only": {"en": "varies", "fi": None}}, lexicon) == Nothing(Kind.SAID_ONLY, {"en": "varies"})


@pytest.mark.parametrize("left", ["todo", "(who)", "", "none", None])
def test_an_owner_and_a_day_to_be_filled_in_are_none(left: str | None, lexicon: Lexicon) -> None:
    said = {"not_known": "being asked", "owner": left, "until": left}

    assert nothing(said, lexicon) == Nothing(Kind.NOT_KNOWN, "being asked")
    assert nothing({**said, "not_known": "todo", "owner": "us"}, lexicon) == Nothing(Kind.NOT_FILLED, "todo")


@pytest.mark.parametrize("order", [("not_known", "owner", "until"), ("until", "not_known", "owner")])
def test_a_stated_unknown_has_an_owner_and_a_date_in_any_order(order: tuple[str, ...], lexicon: Lexicon) -> None:
    said = {"not_known": "being asked", "owner": "privacy-lead", "until": "2026-12-31"}
    known = Nothing(Kind.NOT_KNOWN, "being asked", "privacy-lead", "2026-12-31")

    assert nothing({key: said[key] for key in order}, lexicon) == known


def test_none_may_except_something(lexicon: Lexicon) -> None:
    assert nothing("none", lexicon) == Nothing(Kind.NONE)
    assert nothing({"none_except": ["payroll"]}, lexicon) == Nothing(Kind.NONE, apart_from=("payroll",))


@pytest.mark.parametrize(
    "value",
    [
        {"not_filled": 1},
        {"not_filled": {}},
        {"said_only": {"en": 1}},
        {"said_only": "x", "owner": "y"},
        {"not_known": "x", "because": "y"},
        {"not_known": "x", "until": 2026},
        {"none_except": []},
        {"none_except": "payroll"},
        {"none_except": ["payroll", 1]},
        {"none_except": ["payroll"], "owner": "x"},
    ],
)
def test_a_saying_of_the_wrong_shape_is_something_and_left_to_the_schema(value: object, lexicon: Lexicon) -> None:
    assert nothing(value, lexicon) is None


@given(value=VALUES)
def test_a_document_keeps_what_is_stated_and_what_is_nothing_apart(value: Any, lexicon: Lexicon) -> None:
    document = _document(value, lexicon)
    found = nothing(value, lexicon)

    assert document.nothing(("key",)) == found
    assert ("key" in document.stated) == (found is None)
    assert all(nothing(text, lexicon) is None for text in _texts(document.stated))


@given(value=VALUES)
@example(value={"a": {"not_known": "todo", "owner": "x"}})
@example(value={"a": {"b": None}, "c": [{"d": {}}]})
def test_nothings_are_found_alike_wherever_one_looks_for_them(value: Any, lexicon: Lexicon) -> None:
    with mock.patch("policycheck.document.stream.QuickReader.value", side_effect=UnusualError):
        careful = _document(value, lexicon)
    document = _document(value, lexicon)

    assert (document.stated, document.nothings, document.shifts) == (careful.stated, careful.nothings, careful.shifts)


def test_nothings_are_kept_by_place(lexicon: Lexicon) -> None:
    document = _document({"a": None, "b": ["x", "todo", "y", {"c": "none"}]}, lexicon)

    assert document.stated == {"key": {"b": ["x", "y", {}]}, "id": "x"}
    assert document.nothings == {
        ("key", "a"): Nothing(Kind.BLANK),
        ("key", "b", 3): Nothing(Kind.NOT_FILLED, "todo"),
        ("key", "b", 2, "c"): Nothing(Kind.NONE),
    }


def test_the_published_placeholders_are_recognised_in_the_usual_spellings() -> None:
    (part,) = parts((resources.policies() / "vocabulary" / "placeholders.yaml").read_text("utf-8"))
    published = Lexicon.of(part.value)

    for word in part.value["words"]:
        for spelling in (word, word.upper(), word.capitalize()):
            assert nothing(spelling, published) == Nothing(Kind.NOT_FILLED, spelling)
    for sentence in part.value["masks"]:
        assert nothing(sentence, published) == Nothing(Kind.MASKED, sentence)


def _document(value: Any, lexicon: Lexicon) -> Document:
    (document,) = read(Text("f", json.dumps({"key": value, "id": "x"}, ensure_ascii=False)), lexicon)
    assert isinstance(document, Document)
    return document


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
