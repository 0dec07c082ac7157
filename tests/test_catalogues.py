"""Whatever the tool can say, it can say in Finnish and in Swedish."""

from __future__ import annotations

import ast
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.mofile import read_mo

from policycheck import catalogues
from policycheck.catalogues import path, read, said
from policycheck.cli.language import CLICK
from policycheck.speech import DOMAIN, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Catalog, Message

SOURCE = Path(catalogues.__file__).parent
CATALOGUES = [(language, domain) for language in LANGUAGES[1:] for domain in (DOMAIN, CLICK)]
LOOSE = 3
"""Up to so many words may be the same in two languages."""
Key = tuple[str, str | None]


def forms(words: str | Iterable[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def key(message: Message) -> Key:
    return (forms(message.id)[0], message.context)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+[^{}]*\}", text))


@pytest.fixture(params=CATALOGUES, ids="-".join)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    language, domain = request.param
    return read(language, domain)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_catalogue_holds_all_that_is_said_and_nothing_else(language: str) -> None:
    now = {key(message) for message in messages(said())}
    catalogue = read(language, DOMAIN)

    assert {key(message) for message in messages(catalogue)} == now, "run 'python -m policycheck.catalogues'"
    assert catalogue.obsolete == {}
    assert len(now) > 150


def test_everything_is_translated_and_nothing_is_guessed(catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if not all(forms(message.string))] == []
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    assert [message.id for message in messages(catalogue) if len(forms(message.id)) != len(forms(message.string))] == []


def test_translations_have_the_placeholders_of_the_message(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        wanted = set.union(*map(placeholders, forms(message.id)))
        for form in forms(message.string):
            assert placeholders(form) <= wanted, message.id
        assert set.union(*map(placeholders, forms(message.string))) == wanted, message.id


@pytest.mark.parametrize("domain", [DOMAIN, CLICK])
def test_no_longer_text_is_the_same_in_two_languages(domain: str) -> None:
    fi, sv = (read(language, domain) for language in LANGUAGES[1:])
    for message in messages(fi):
        other = sv.get(message.id, message.context)
        assert other is not None, message.id
        for spoken in zip(forms(message.id), forms(message.string), forms(other.string), strict=True):
            for one, two in combinations(spoken, 2):
                assert one != two or len(one.split()) <= LOOSE, one


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_the_compiled_catalogue_is_the_written_one(language: str, domain: str) -> None:
    with path(language, domain, ".mo").open("rb") as stream:
        compiled = {told(message) for message in messages(read_mo(stream))}

    assert compiled == {told(message) for message in messages(read(language, domain))}, "it was not compiled"


def told(message: Message) -> tuple[str, ...]:
    context: Any = message.context
    # Babel reads the context of a compiled message as bytes.
    return (
        context.decode() if isinstance(context, bytes) else context or "",
        *forms(message.id),
        *forms(message.string),
    )


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_a_catalogue_is_written_as_it_would_be_written_again(language: str, domain: str) -> None:
    again = catalogues.written(catalogues.updated(language, domain))

    assert path(language, domain).read_bytes() == again, "run 'python -m policycheck.catalogues'"


REFUSALS = re.compile(r"(Usage|Config|Pack|NothingToCheck|Output|Row|MisfitCode)Error|error|fail")


def bare(call: ast.Call) -> Iterator[ast.expr]:
    """The words of a refusal that are written where nobody can translate them."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if REFUSALS.fullmatch(name):
        for word in (*call.args, *(part.value for part in call.keywords if part.arg in ("message", "hint"))):
            text = isinstance(word, ast.Constant) and isinstance(word.value, str) and " " in word.value
            if text or (isinstance(word, ast.JoinedStr) and any(" " in ast.unparse(part) for part in literals(word))):
                yield word


def literals(word: ast.JoinedStr) -> Iterator[ast.expr]:
    return (part for part in word.values if isinstance(part, ast.Constant) and str(part.value).strip(": "))


@pytest.mark.parametrize("module", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_refusal_is_told_in_english_only(module: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call))

    assert [ast.unparse(word) for call in calls for word in bare(call)] == []
