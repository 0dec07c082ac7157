"""Templates teach what is true: what their comments show can be written, in every language the same."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

from policycheck import resources, templates
from policycheck.cards import load_rulebook
from policycheck.speech import LANGUAGES
from policycheck.starting import FOLDERS, ROLE
from policycheck.templates import filled, quoted

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

HERE = Path(templates.__file__).parent
KINDS = ("organisation", *FOLDERS)
VALUES = {
    "id": "first", "organisation": "acme", "role": ROLE, "editor": "", "authority": "FI", "name": quoted("Acme"),
    "country": "FI", "email": quoted("a@acme.example"),
}  # fmt: skip
EXAMPLE = re.compile(r"((?:^#   .*\n)+)^(\w+): \{not_filled: .*\n", re.MULTILINE)
"""What a comment shows, and the line that it is an example for."""
EVERYTHING = [(kind, language) for kind in KINDS for language in LANGUAGES]


def text(kind: str, language: str) -> str:
    return filled(f"{kind}.yaml", language, VALUES)


def as_shown(kind: str, language: str) -> str:
    """The template with its examples written where they belong."""
    return EXAMPLE.sub(lambda found: re.sub("^#   ", "", found[1], flags=re.MULTILINE), text(kind, language))


def test_every_language_has_every_template() -> None:
    assert len({frozenset(path.name for path in (HERE / language).iterdir()) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_languages_differ_in_words_only(kind: str) -> None:
    assert len({tuple(yaml.safe_load(text(kind, language))) for language in LANGUAGES}) == 1
    assert len({text(kind, language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(("kind", "language"), EVERYTHING)
def test_editors_accept_a_template(kind: str, language: str) -> None:
    schema = load_rulebook().shapes.published
    document = yaml.load(text(kind, language), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings of everything
    document["policycheck"] = 1

    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


@pytest.mark.parametrize(("kind", "language"), EVERYTHING)
def test_what_comments_show_can_be_written(kind: str, language: str, repo: PolicyRepo) -> None:
    repo.configure(language=language)
    repo.write("acme.yaml", as_shown("organisation", language))
    repo.write("host.yaml", as_shown("party", language).replace("id: first", "id: host"))
    repo.write("web-shop.yaml", as_shown("system", language).replace("id: first", "id: web-shop"))
    repo.write("first.yaml", as_shown(kind, language).replace("id: acme", "id: second"))

    shape = [(one.rule, one.message) for one in repo.check(select=("form",)).report.findings]
    assert shape == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repo_as_comments_show_it_is_clean(language: str, repo: PolicyRepo) -> None:
    repo.configure(language=language)
    ids = {"organisation": "acme", "party": "host", "system": "web-shop", "register": "customers"}
    chosen = {"public_authority": "false", "staff": "40", "role": "processor", "medium": "saas"}
    for kind, name in ids.items():
        shown = as_shown(kind, language).replace("\nid: first\n", f"\nid: {name}\n")
        for field, value in chosen.items():
            shown = re.sub(rf"^{field}: {{not_filled.*", f"{field}: {value}", shown, flags=re.MULTILINE)
        repo.write(f"{name}.yaml", shown)

    assert [(one.rule, one.message) for one in repo.check(select=()).report.findings] == []


@pytest.mark.parametrize(("kind", "language"), EVERYTHING)
def test_what_is_to_be_filled_in_is_explained(kind: str, language: str) -> None:
    lines = text(kind, language).splitlines()

    assert [line for before, line in pairwise(lines) if "{not_filled" in line and not before.startswith("#")] == []
    assert all(len(line) <= 130 for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_register_names_the_articles_that_ask_for_its_fields(language: str) -> None:
    told = text("register", language)

    assert "rticle" in told or "rtikla" in told or "rtikel" in told
    for name in ("data_subjects", "data", "purposes", "recipients", "transfers", "retention", "security"):
        above = told.partition(f"\n{name}: ")[0].rpartition("not_filled")[2]
        assert re.search(r"30\(1\)|30 artiklan 1|30\.1", above), name


def test_the_folder_is_in_the_package() -> None:
    assert HERE.is_relative_to(Path(resources.__file__).parent)
