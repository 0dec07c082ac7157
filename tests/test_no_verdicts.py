"""policycheck reports gaps. In no language does it certify that anything is lawful."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policycheck.cards import load_rulebook
from policycheck.catalogues import read, said
from policycheck.speech import DOMAIN, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

VERDICTS = {
    "en": (
        r"\bcompliant\b",
        r"\bin (full )?compliance\b",
        r"\bconform(s|ing|ant)?\b",
        r"\bcertif(y|ies)\b",
        r"\bis lawful\b(?! only)",
        r"\blegally sound\b",
        r"\bin order\b",
        r"\bpass(es|ed)\b",
    ),
    "fi": (
        r"vaatimustenmukai",
        r"säännöstenmukai",
        r"lainmukai(?!sta vain)",
        r"laillis(?!u)",
        r"täyttä(ä|vät|vätkö)\b.*\blain\b",
        r"\bkunnossa\b",
        r"\bhyväksyttävä\b",
        r"moitteet",
    ),
    "sv": (
        r"regelenlig",
        r"lagenlig",
        r"\blaglig(t|a)?\b(?! endast)",
        r"uppfyller (lagens|alla)",
        r"efterlever",
        r"\bi ordning\b",
        r"godkänd(?!a? avvikelse)",
        r"felfri",
    ),
}
CERTIFYING = {language: "|".join(words) for language, words in VERDICTS.items()}
"""Words that say that the law is complied with; conditions the law sets ("is lawful only if") are none."""
SHOWN = ("title", "message")
"""What of a card is told of a record; `why` and `fix` tell the law."""


def catalogue(language: str) -> Iterator[str]:
    for message in said() if language == "en" else read(language, DOMAIN):
        words = message.id if language == "en" else message.string
        yield from [words] if isinstance(words, str) else words or ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tool_certifies_nothing(language: str) -> None:
    form = re.compile(CERTIFYING[language], re.IGNORECASE)

    assert [words for words in catalogue(language) if form.search(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_certifies_anything(language: str) -> None:
    book, form = load_rulebook(), re.compile(CERTIFYING[language], re.IGNORECASE)
    told = ((rule.id, part, book.words(rule.id, language)[part]) for rule in book.rules() for part in SHOWN)

    assert [(rule, part, words) for rule, part, words in told if form.search(words)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The register is compliant"),
        ("en", "in full compliance with the GDPR"),
        ("fi", "rekisteri on vaatimustenmukainen"),
        ("fi", "kunnossa: 3 sääntöä"),
        ("sv", "registret är lagenligt"),
        ("sv", "i ordning: 3 regler"),
    ],
)
def test_words_that_certify_are_seen(language: str, words: str) -> None:
    assert re.search(CERTIFYING[language], words, re.IGNORECASE)
