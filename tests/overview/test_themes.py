"""Which theme a place belongs to, and that each field has one."""

from __future__ import annotations

from collections import Counter

import pytest

from policycheck.assertions.paths import PathReader
from policycheck.cards import Rulebook, load_rulebook
from policycheck.overview.themes import Themes

KINDS = ("register", "processor-record")


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def themes(book: Rulebook) -> Themes:
    return Themes(book.vocabulary)


def test_the_themes_have_the_order_in_which_a_record_is_read(themes: Themes) -> None:
    assert themes.codes == (
        "basis", "purposes", "data", "recipients", "transfers", "retention", "rights", "security", "cookies", "record",
    )  # fmt: skip


def test_every_field_of_a_record_belongs_to_exactly_one_theme(book: Rulebook, themes: Themes) -> None:
    named = Counter(field for code in themes.codes for field in themes.fields(code) if "/" not in field)
    fields = {field for kind in KINDS for field in book.shapes.definition(kind)["properties"]}

    assert {field for field, number in named.items() if number > 1} == set()
    assert named.keys() == fields - {"under", "also_stated"}


def test_every_field_inside_others_exists(book: Rulebook, themes: Themes) -> None:
    inner = [field for code in themes.codes for field in themes.fields(code) if "/" in field]

    assert len(inner) > 3
    for field in inner:
        assert list(PathReader(book.shapes, field).steps(field, book.shapes.definition("register")))


@pytest.mark.parametrize(
    ("path", "theme"),
    [
        (("purposes", "orders", "legal_basis"), "basis"),
        (("purposes", "orders", "legal_basis", "interest"), "basis"),
        (("purposes", "legal_basis"), "basis"),
        (("purposes", "orders"), "purposes"),
        (("purposes", "orders", "also_stated", 0, "legal_basis"), "basis"),
        (("purposes", "also_stated", 1, "orders", "also_stated", 0, "legal_basis"), "basis"),
        (("data", "health", "condition"), "basis"),
        (("data", "health"), "data"),
        (("transfers", 0), "transfers"),
        (("sub_processors", "boats"), "recipients"),
        (("breach_notice",), "security"),
        ((), "record"),
        (("no-such-field",), "record"),
    ],
)
def test_a_place_belongs_to_a_theme(path: tuple[str | int, ...], theme: str, themes: Themes) -> None:
    assert themes.of(path) == theme


@pytest.mark.parametrize(
    ("language", "label"), [("en", "legal basis"), ("fi", "oikeusperuste"), ("sv", "rättslig grund")]
)
def test_a_theme_is_told_in_the_readers_language(language: str, label: str, themes: Themes) -> None:
    assert themes.label("basis", language) == label
