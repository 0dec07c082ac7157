"""A pack speaks all the languages it lists: whole, alike in what is inserted, and by the rules of each language."""

import re
from collections.abc import Iterator
from itertools import combinations
from string import Formatter

import pytest

from policycheck.cards import load_rulebook

BOOK = load_rulebook()
CARDS = [rule.id for rule in BOOK.rules()]
PARTS = ("title", "message", "why", "fix")
LONGEST_ALIKE = 3
"""Names and numbers are the same in every language; a longer text that is was forgotten."""
NOT_OURS = re.compile("[\"'“„«»\N{LEFT SINGLE QUOTATION MARK}]")
"""Quotation marks that neither Finnish nor Swedish has."""
OUTDATED = ("registeransvarig", "registerförare", "personnummer", "datasubjekt", "rekisteröijä", "hetu", "atk")
"""Terms of repealed acts, of Sweden, of nobody; a text may quote them."""

OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
SNIPPET = re.compile(r"^ {2}.*$", re.MULTILINE)
CODE = re.compile(r"`[^`]*`")
QUOTED = re.compile(r"”[^”]*”")
INFLECTED = re.compile(r"(?<!\{)\{\w+\}(?:\]\])?[-:\N{RIGHT SINGLE QUOTATION MARK}]?[^\W\d_]")
KEY = re.compile(r"(?<!\w)([\w{}-]+):(?=\s|$)")


def languages(rule: str) -> list[str]:
    found: list[str] = BOOK.packs[rule.partition("/")[0]]["languages"]
    return found


def words(rule: str, language: str) -> dict[str, str]:
    """What a rule says in a language, without the English that stands in for what is missing."""
    return BOOK.read_words(language).get(rule, {})


def texts(rule: str) -> Iterator[tuple[str, str]]:
    """What a rule says in Finnish and Swedish, if its pack lists them, each under its name."""
    for language in languages(rule):
        if language in ("fi", "sv"):
            yield from ((f"{part} {language}", text) for part, text in words(rule, language).items())


def prose(text: str) -> str:
    """A text without its snippets and code."""
    return CODE.sub("", SNIPPET.sub("", text))


def inserted(text: str) -> tuple[set[str], set[frozenset[str]]]:
    """The placeholders of a text, and those of each part that can be left out."""
    return names(OPTIONAL.sub("", text)), {frozenset(names(part)) for part in OPTIONAL.findall(text)}


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("pack", sorted(BOOK.packs))
def test_a_pack_says_what_it_is_about_in_every_language(pack: str) -> None:
    assert BOOK.packs[pack]["title"].keys() == set(BOOK.packs[pack]["languages"])


@pytest.mark.parametrize("rule", CARDS)
def test_no_text_is_missing(rule: str) -> None:
    missing = [f"{part} {code}" for code in languages(rule) for part in PARTS if not words(rule, code).get(part)]

    assert missing == []


@pytest.mark.parametrize("rule", CARDS)
def test_no_text_was_left_untranslated(rule: str) -> None:
    alike = [
        f"{part} {one} {other}"
        for one, other in combinations(languages(rule), 2)
        for part in PARTS
        if words(rule, one)[part] == words(rule, other)[part] and len(words(rule, one)[part].split()) > LONGEST_ALIKE
    ]

    assert alike == []


@pytest.mark.parametrize("rule", CARDS)
def test_the_same_is_inserted_in_every_language(rule: str) -> None:
    for part in PARTS:
        found = {language: inserted(words(rule, language)[part]) for language in languages(rule)}

        assert all(placeholders == found["en"] for placeholders in found.values()), found


@pytest.mark.parametrize("rule", CARDS)
def test_the_keys_of_a_snippet_are_not_translated(rule: str) -> None:
    snippets = {language: SNIPPET.findall(words(rule, language)["fix"]) for language in languages(rule)}
    found = {language: KEY.findall("\n".join(lines)) for language, lines in snippets.items()}

    assert all(keys == found["en"] for keys in found.values()), found


@pytest.mark.parametrize("rule", CARDS)
def test_what_is_inserted_is_not_inflected(rule: str) -> None:
    assert [name for name, text in texts(rule) if INFLECTED.search(text)] == []


@pytest.mark.parametrize("rule", CARDS)
def test_a_message_begins_as_a_sentence_does(rule: str) -> None:
    small = [name for name, text in texts(rule) if name.startswith("message") and text.lstrip("[”")[0].islower()]

    assert small == []


@pytest.mark.parametrize("rule", CARDS)
def test_quotation_marks_are_those_of_the_language(rule: str) -> None:
    foreign = [name for name, text in texts(rule) if NOT_OURS.search(prose(text))]
    alone = [name for name, text in texts(rule) if prose(text).count("”") % 2]

    assert (foreign, alone) == ([], [])


@pytest.mark.parametrize("rule", CARDS)
def test_terms_are_those_of_the_law_in_force(rule: str) -> None:
    said = {name: QUOTED.sub("", prose(text)).lower() for name, text in texts(rule)}
    outdated = [(name, term) for name, text in said.items() for term in OUTDATED if re.search(rf"\b{term}", text)]

    assert outdated == []


@pytest.mark.parametrize(
    ("text", "inflected"),
    [
        ("{register}: puuttuu {x}.", False),
        ("rekisterissä ”{register}” on {x} ({y})", False),
        ("  {cookie}: {{consent: asked}}", False),
        ("{{not_known: …}} {x}[[: {y}]]", False),
        ("{register}n tiedot", True),
        ("{register}:n tiedot", True),
        ("{register}-rekisteri", True),
        ("{register}s namn", True),
        ("[[{register}]]s namn", True),
    ],
)
def test_an_inflected_placeholder_is_seen(text: str, *, inflected: bool) -> None:
    assert bool(INFLECTED.search(text)) is inflected
