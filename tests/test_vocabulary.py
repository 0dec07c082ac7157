from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from policycheck import resources
from policycheck.document.stream import parts
from policycheck.vocabulary import Term, Vocabulary

LANGUAGES = {"en", "fi", "sv"}
LOOSE = 3
"""Up to so many words may be the same in two languages."""
OUTDATED = ("registeransvarig", "registerförare", "personnummer", "rekisteröijä", "hetu", "atk", "tarkastusoikeus")
"""Terms of repealed acts, of Sweden, of nobody."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2}")
DPV = re.compile(r"[a-z]+(-[a-z]+)*:[A-Za-z0-9-]+")
TABLES: dict[str, Any] = {
    "measures": {
        "lock": {"label": {"en": "lock", "fi": "lukko"}, "physical": True, "rank": 0},
        "alarm": {"label": {"en": "alarm"}, "physical": True},
        "encryption": {"label": {"en": "encryption"}, "physical": False},
        "bare": {},
    },
    "forums": {"court": {"label": {"en": "court"}}},
}


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(TABLES)


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, Any]]:
    """The codes of every vocabulary that has labels."""
    read = {path.stem: next(parts(path.read_text("utf-8"))) for path in (resources.policies() / "vocabulary").iterdir()}
    assert not any(part.problems for part in read.values())
    return {name: part.value["codes"] for name, part in read.items() if "codes" in part.value}


def test_codes_are_known_by_vocabulary(vocabulary: Vocabulary) -> None:
    assert vocabulary.names() == ["forums", "measures"]
    assert list(vocabulary.codes("forums")) == ["court"]
    assert vocabulary.has("measures", "lock")
    assert not vocabulary.has("forums", "lock")
    assert not vocabulary.has("nowhere", "lock")


def test_what_is_not_there_has_neither_codes_nor_attributes(vocabulary: Vocabulary) -> None:
    assert vocabulary.codes("nowhere") == {}
    assert vocabulary.attribute("measures", "lock", "physical") is True
    assert vocabulary.attribute("measures", "lock", "nothing") is None
    assert vocabulary.attribute("measures", "nobody", "physical") is None
    assert vocabulary.attribute("nowhere", "lock", "physical") is None


def test_codes_are_marked_by_an_attribute_that_says_something(vocabulary: Vocabulary) -> None:
    assert vocabulary.marked("measures", "physical") == {"lock", "alarm"}
    assert vocabulary.marked("measures", "physical") is vocabulary.marked("measures", "physical")
    assert vocabulary.marked("measures", "rank") == set()
    assert vocabulary.marked("nowhere", "physical") == set()


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [("lock", "fi", "lukko"), ("lock", "sv", "lock"), ("bare", "fi", "bare"), ("nobody", "en", "nobody")],
)
def test_a_label_falls_back_to_english_and_then_to_the_code(
    code: str, language: str, label: str, vocabulary: Vocabulary
) -> None:
    assert vocabulary.label(Term("measures", code), language) == label


def test_an_own_code_inherits_from_its_parent_what_it_does_not_say(vocabulary: Vocabulary) -> None:
    own: dict[str, Any] = {
        "measures": {"vault": {"parent": "lock", "label": {"en": "vault"}}, "moat": {"physical": True}}
    }
    joined = vocabulary.with_own({**own, "forums": {"ombudsman": {}}})

    assert joined.marked("measures", "physical") == {"lock", "alarm", "vault", "moat"}
    assert joined.label(Term("measures", "vault"), "fi") == "vault"
    assert joined.names() == vocabulary.names()
    assert joined.has("forums", "court")
    assert joined.has("forums", "ombudsman")
    assert not vocabulary.has("measures", "vault")


def test_every_published_code_has_a_label_in_every_language(published: dict[str, dict[str, Any]]) -> None:
    lacking = [
        f"{name}: {code}"
        for name, codes in published.items()
        for code, row in codes.items()
        if {language for language, words in row.get("label", {}).items() if words} < LANGUAGES
    ]

    assert len(published) > 20
    assert lacking == []


def test_every_published_code_is_a_slug_or_a_country(published: dict[str, dict[str, Any]]) -> None:
    assert [code for codes in published.values() for code in codes if not SLUG.fullmatch(code)] == []
    assert "NO" in published["countries"]


def test_every_parent_is_a_code_of_the_same_vocabulary(published: dict[str, dict[str, Any]]) -> None:
    for name, codes in published.items():
        parents = {row["parent"] for row in codes.values() if "parent" in row}
        assert parents <= codes.keys(), name


def test_every_dpv_term_is_written_with_its_prefix(published: dict[str, dict[str, Any]]) -> None:
    terms = [row["dpv"] for codes in published.values() for row in codes.values() if row.get("dpv")]

    assert len(terms) > 100
    assert [term for term in terms if not DPV.fullmatch(term)] == []


def test_two_codes_of_a_vocabulary_have_different_labels(published: dict[str, dict[str, Any]]) -> None:
    for name, codes in published.items():
        for language in LANGUAGES:
            labels = [row["label"][language] for row in codes.values()]
            assert len(set(labels)) == len(labels), (name, language)


def test_no_longer_label_is_the_same_in_two_languages(published: dict[str, dict[str, Any]]) -> None:
    alike = [
        label
        for row in every_row(published)
        for label, number in Counter(row["label"].values()).items()
        if number > 1 and len(label.split()) > LOOSE
    ]

    assert alike == []


def test_a_label_can_stand_anywhere(published: dict[str, dict[str, Any]]) -> None:
    """Labels are inserted into sentences of every sort: they end without a stop, and nothing is quoted in them."""
    labels = [label for row in every_row(published) for label in row["label"].values()]

    assert [label for label in labels if label != label.strip() or label.endswith(tuple(".:;,!?"))] == []
    assert [label for label in labels if re.search('["”“„«»]', label)] == []


def test_labels_are_terms_of_the_law_in_force(published: dict[str, dict[str, Any]]) -> None:
    labels = [label for row in every_row(published) for label in row["label"].values()]

    assert [label for label in labels for term in OUTDATED if re.search(rf"\b{term}", label, re.IGNORECASE)] == []


def every_row(published: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for codes in published.values() for row in codes.values()]
