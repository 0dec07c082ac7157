"""What the words of the cards mean about values that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policycheck.finding import Outcome

if TYPE_CHECKING:
    from tests.assertions.conftest import Ask

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
DOES_NOT_APPLY, CANNOT_TELL = Outcome.DOES_NOT_APPLY, Outcome.CANNOT_TELL
PURPOSES = "purposes: {a: {category: orders}, b: {category: marketing, text: x}}"
PARTY = "policycheck: 1\nkind: party\nid: {}\ncountry: US\n---\n"
ORGANISATION = "policycheck: 1\nkind: organisation\nid: us\npublic_authority: true\n"

COMPARED: list[tuple[str, dict[str, Any], Outcome]] = [
    ("version: 2", {"field": "version", "equals": 2}, MET),
    ("version: 2", {"field": "version", "equals": "2"}, NOT_MET),
    ("version: 2", {"field": "version", "at_least": 2}, MET),
    ("version: 2", {"field": "version", "at_least": 3}, NOT_MET),
    ("version: 2", {"field": "version", "at_most": 2}, MET),
    ("version: 2", {"field": "version", "at_most": 1}, NOT_MET),
    ("version: 2", {"field": "version", "at_most": "P1Y"}, CANNOT_TELL),
    ("version: 2", {"field": "version", "matches": "2"}, NOT_MET),
    ("review_every: P1Y", {"field": "review_every", "at_most": "P12M"}, MET),
    ("review_every: P13M", {"field": "review_every", "at_most": "P1Y"}, NOT_MET),
    ("review_every: P30D", {"field": "review_every", "at_most": "P1M"}, MET),
    ("review_every: P30D", {"field": "review_every", "at_least": "P1M"}, MET),
    ("review_every: P", {"field": "review_every", "at_most": "P1Y"}, CANNOT_TELL),
    ("reviewed: 2026-03-01", {"field": "reviewed", "at_least": "2026-01-01"}, MET),
    ("reviewed: 2026-03-01", {"field": "reviewed", "at_most": "2026-01-01"}, NOT_MET),
    ("name: Customers", {"field": "name", "matches": "Cust.*"}, MET),
    ("name: Customers", {"field": "name", "matches": "Cust"}, NOT_MET),
    ("name: {en: a, fi: b}", {"field": "name", "one_of": ["a"]}, CANNOT_TELL),
    ("responsible: lead", {"field": "responsible", "one_of": ["lead", "dpo"]}, MET),
    ("responsible: lead", {"field": "responsible", "none_of": ["lead", "dpo"]}, NOT_MET),
    ("data_subjects: [customer, child]", {"field": "data_subjects", "includes": "child"}, MET),
    ("data_subjects: [customer]", {"field": "data_subjects", "includes": ["child", "patient"]}, NOT_MET),
    (PURPOSES, {"field": "purposes/b/category", "one_of": "purposes.marketing"}, MET),
    (PURPOSES, {"field": "purposes/a/category", "one_of": "purposes.marketing"}, NOT_MET),
    (PURPOSES, {"field": "purposes/a/category", "one_of": "purposes"}, MET),
    ("transfers: {a: {country: NO}}", {"field": "transfers/a/country", "one_of": "law.eea"}, MET),
    ("transfers: {a: {country: US}}", {"field": "transfers/a/country", "none_of": "law.eea"}, MET),
]


@pytest.mark.parametrize(("lines", "condition", "outcome"), COMPARED)
def test_values_are_compared(lines: str, condition: dict[str, Any], outcome: Outcome, ask: Ask) -> None:
    assert ask(condition, lines).outcome is outcome


@pytest.mark.parametrize(("required", "outcome"), [(True, NOT_MET), (False, MET)])
def test_a_star_means_every_in_require_and_some_in_when(required: int, outcome: Outcome, ask: Ask) -> None:
    assert ask({"has": "purposes/*/text"}, PURPOSES, required=bool(required)).outcome is outcome


def test_what_is_not_met_is_found_at_its_own_place(ask: Ask) -> None:
    assert ask({"has": "purposes/*/text"}, PURPOSES).path == ("purposes", "a", "text")


@pytest.mark.parametrize(("required", "outcome"), [(True, DOES_NOT_APPLY), (False, NOT_MET)])
def test_a_star_over_nothing_applies_to_nothing_and_has_no_some(required: int, outcome: Outcome, ask: Ask) -> None:
    lines = "purposes: {legal_basis: {article: 6(1)(b)}}"

    assert ask({"has": "purposes/*/text"}, lines, required=bool(required)).outcome is outcome


def test_words_of_the_model_are_no_things_of_a_map(ask: Ask) -> None:
    lines = "purposes: {legal_basis: {article: 6(1)(b)}, a: {text: x}}"

    assert ask({"has": "purposes/*/text"}, lines).outcome is MET


@pytest.mark.parametrize(
    ("word", "parts", "outcome"),
    [
        ("all_of", ["name", "version"], MET),
        ("all_of", ["name", "reviewed"], NOT_MET),
        ("all_of", ["name", "controller"], CANNOT_TELL),
        ("all_of", ["reviewed", "controller"], NOT_MET),
        ("all_of", ["name", "dated"], MET),
        ("all_of", ["dated"], DOES_NOT_APPLY),
        ("any_of", ["name", "reviewed"], MET),
        ("any_of", ["reviewed", "note"], NOT_MET),
        ("any_of", ["reviewed", "controller"], CANNOT_TELL),
        ("any_of", ["name", "controller"], MET),
    ],
)
def test_all_and_any_take_the_gravest_and_the_mildest(word: str, parts: list[str], outcome: Outcome, ask: Ask) -> None:
    lines = "name: a\nversion: 1\ncontroller: {not_known: we ask}\ndated: {not_applicable: never}\nreviewed:"

    assert ask({word: [{"has": part} for part in parts]}, lines).outcome is outcome


@pytest.mark.parametrize(("others", "outcome"), [(PARTY.format("acme"), MET), (PARTY.format("other"), NOT_MET)])
def test_a_reference_leads_to_a_document_of_the_kind(others: str, outcome: Outcome, ask: Ask) -> None:
    condition = {"field": "recipients/*/party", "refers_to": "party"}

    assert ask(condition, "recipients: {a: {party: acme}}", others=others).outcome is outcome


@pytest.mark.parametrize(
    ("lines", "others", "outcome"),
    [
        ("controller: us", ORGANISATION, MET),
        ("controller: us", ORGANISATION.replace("true", "false"), NOT_MET),
        ("controller: us", ORGANISATION.replace("true", "{not_known: we ask}"), CANNOT_TELL),
        ("controller: them", ORGANISATION, DOES_NOT_APPLY),
        ("", ORGANISATION, DOES_NOT_APPLY),
        (
            "text: notice",
            f"{ORGANISATION}---\npolicycheck: 1\nkind: text\nid: notice\ncontroller: us\n",
            MET,
        ),
    ],
)
def test_a_path_takes_one_step_through_a_reference(lines: str, others: str, outcome: Outcome, ask: Ask) -> None:
    verdict = ask({"field": "/controller/public_authority", "equals": True}, lines, others=others)

    assert verdict.outcome is outcome
    assert verdict.path == ("controller",)


def test_a_controller_that_the_text_names_counts_as_named(ask: Ask) -> None:
    others = f"{ORGANISATION}---\npolicycheck: 1\nkind: text\nid: notice\ncontroller: us\n"

    assert ask({"has": "controller"}, "text: notice", others=others).outcome is MET


def test_what_is_asked_below_a_nothing_is_that_nothing(ask: Ask) -> None:
    assert ask({"has": "logging/kept"}, "logging: none").outcome is MET
    assert ask({"has": "logging/kept"}, "logging: {not_known: we ask}").outcome is CANNOT_TELL
    assert ask({"has": "logging/kept"}, "logging: {said_only: everything}").outcome is NOT_MET
