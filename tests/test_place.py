from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policycheck.place import Path, Place, parse, parsed, printed

AWKWARD = st.text(alphabet="a#~/: 04123-é😀\n", max_size=6)
KEYS = st.one_of(AWKWARD, st.text(max_size=10))
PATHS = st.lists(st.one_of(KEYS, st.integers(0, 10**6)), max_size=5).map(tuple)
PLACES = st.builds(Place, kind=KEYS, id=KEYS, path=PATHS)


@given(PLACES)
@example(Place("register", "a: b", ("c: d", "#1", 1, "", "~4", "~3", "/")))
@example(Place("", "", ("",)))
def test_a_place_reads_back_as_it_was_printed(place: Place) -> None:
    assert parse(str(place)) == place


@given(PATHS)
def test_a_path_reads_back_as_it_was_printed(path: Path) -> None:
    assert parsed(printed(path)) == path


def test_ordinary_places_are_printed_as_people_write_them() -> None:
    document = Place("register", "website-chat")
    place = document.at("purposes", "answer-visitor") / "legal_basis"

    assert str(document) == "register/website-chat"
    assert str(place) == "register/website-chat: purposes/answer-visitor/legal_basis"
    assert str(document / "outline" / 3 / "heading") == "register/website-chat: outline/#3/heading"


def test_a_word_that_looks_like_a_number_stays_a_word() -> None:
    assert parsed(printed(("#1", "1"))) == ("#1", "1")
    assert parsed("#x/#") == ("#x", "#")


@pytest.mark.parametrize("words", ["", "register", "register/", "/chat", "a/b/c: d", ": purposes", "purposes/x/y"])
def test_what_names_no_document_is_no_place(words: str) -> None:
    with pytest.raises(ValueError, match="is no place"):
        parse(words)


@given(PLACES, PATHS)
def test_a_place_covers_itself_and_what_stands_below_it(place: Place, below: Path) -> None:
    inner = place.at(*below)

    assert place.covers(inner)
    assert inner.covers(place) == (below == ())


def test_a_place_covers_neither_its_neighbours_nor_other_documents() -> None:
    place = Place("register", "chat", ("data", "name"))

    assert not place.covers(Place("register", "chat", ("data", "name-day")))
    assert not place.covers(Place("register", "shop", ("data", "name")))
    assert not place.covers(Place("text", "chat", ("data", "name")))
