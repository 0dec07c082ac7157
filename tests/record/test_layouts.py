"""Layouts: the headings of authorities as they write them, and who says what stands under each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from policycheck.cards import load_rulebook
from policycheck.record import chosen, layout, names

if TYPE_CHECKING:
    from policycheck.vocabulary import Vocabulary

ICO = [
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred to (if applicable)",
    (
        "Safeguards for exceptional transfers of personal data to third countries or international organisations "
        "(if applicable)"
    ),
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
]
"""Columns A to AD of row 9 of the template."""
LANGUAGES = ("en", "fi", "sv")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_rulebook().vocabulary


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_of_the_ico_has_its_30_columns_in_every_language(language: str, vocabulary: Vocabulary) -> None:
    assert [heading.words for heading in layout(vocabulary, "ico", language).controllers] == ICO
    assert len(ICO) == 30


def test_the_sheet_of_the_cnil_has_its_parts_and_columns(vocabulary: Vocabulary) -> None:
    headings = layout(vocabulary, "cnil", "en").controllers

    assert [heading.words for heading in headings][:4] == ["Nom", "N° réf", "Date de création", "Mise à jour"]
    assert list(dict.fromkeys(heading.under for heading in headings if heading.under)) == [
        "Acteurs",
        "Finalités",
        "Mesures de sécurité",
        "Catégories de données",
        "Données sensibles",
    ]
    data = [one for one in headings if one.under in ("Catégories de données", "Données sensibles")]
    assert {one.columns for one in data} == {("Description", "Délai d'effacement")}
    assert sum(one.under == "Données sensibles" for one in headings) == 9
    assert headings[-1].columns == ("Destinataire", "Pays", "Type de garanties", "Lien vers la documentation")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", {"Rekisterinpitäjä", "Rekisterin tietosisältö", "Säännönmukaiset tietolähteet"}),
        ("sv", {"Personuppgiftsansvarig", "Registrets datainnehåll", "Regelmässiga uppgiftskällor"}),
        ("en", {"Controller", "Data content of the register", "Regular sources of data"}),
    ],
)
def test_finnish_records_have_headings_in_the_language_of_the_report(
    language: str, expected: set[str], vocabulary: Vocabulary
) -> None:
    found = [heading.words for heading in layout(vocabulary, "finnish", language).controllers]

    assert expected <= set(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", ["finnish", "ico", "cnil"])
def test_every_heading_is_answered_by_a_function_that_names_a_field(name: str, vocabulary: Vocabulary) -> None:
    form = layout(vocabulary, name, "en")

    for heading in (*form.controllers, *form.processors):
        module, _, function = heading.tells.partition(".")
        answer = getattr(import_module(f"policycheck.record.answers.{module}"), function)
        assert answer.field or not heading.asks, f"{heading.words}: a gap needs a field"


@pytest.mark.parametrize("name", ["finnish", "ico", "cnil"])
def test_every_layout_asks_for_all_that_article_30_asks_for(name: str, vocabulary: Vocabulary) -> None:
    form = layout(vocabulary, name, "en")
    asked = {heading.asks for heading in form.controllers} - {""}
    of_processors = {heading.asks for heading in form.processors} - {""}

    whole = {f"30(1)({point})" for point in "abcdefg"}
    unsaid = {"30(1)(a)"} if form.has_foreword else set()
    if name == "cnil":
        unsaid = {"30(1)(f)"}  # it stands beside each category of data
    assert asked == whole - unsaid
    assert of_processors == {f"30(2)({point})" for point in "abcd"}


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        ({"GB"}, "ico"),
        ({"FR"}, "cnil"),
        ({"FI"}, "finnish"),
        ({"SE"}, "finnish"),
        (set(), "finnish"),
        ({"GB", "FR"}, "finnish"),
        ({"GB", "FI"}, "finnish"),
    ],
)
def test_the_layout_follows_the_country_where_all_controllers_share_one(
    countries: set[str], expected: str, vocabulary: Vocabulary
) -> None:
    assert chosen(vocabulary, countries) == expected


def test_there_are_three_layouts_and_one_is_the_default(vocabulary: Vocabulary) -> None:
    assert names(vocabulary) == ["finnish", "ico", "cnil"]
