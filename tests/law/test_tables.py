"""The files are what the models say, and the models refuse what would mislead the questions."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from policycheck.law.tables import verify_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

Tables = dict[str, Any]
Misleading = tuple[str, str, str, dict[str, object]]
TODAY = "2026-11-22"
STANDING = "territories/territories"
ELSEWHERE = "territories/third_countries"
DECISIONS = "adequacy/decisions"
FORMER = "authorities/superseded"


def rows(tables: Tables) -> Iterator[dict[str, Any]]:
    for title, table in tables.items():
        for name, section in table.items():
            if name != "meta" and title != "acts":
                yield from section


def row(tables: Tables, path: str, name: str) -> dict[str, Any]:
    table, section = path.split("/")
    found: dict[str, Any] = next(r for r in tables[table][section] if r["id"] == name)
    return found


def test_the_files_are_valid(tables: Tables, vocabulary: Tables) -> None:
    verify_tables(tables, vocabulary)


def test_every_row_has_a_name_its_days_a_source_and_a_confidence(tables: Tables) -> None:
    for each in rows(tables):
        assert each.keys() >= {"valid_from", "valid_until", "source", "confidence", "basis"}
        assert "id" in each


def test_every_table_says_when_it_was_read(tables: Tables) -> None:
    assert {table["meta"]["as_of"] for table in tables.values()} == {TODAY}


def test_the_celex_number_is_that_of_the_decision(tables: Tables) -> None:
    for decision in tables["adequacy"]["decisions"]:
        year, number = decision["id"].split("-")[1:]
        assert decision["celex"] == f"3{year}D{int(number):04}"
        either_way = {f"{year}/{number}", f"{number}/{year}"}
        assert set(re.findall(r"\d+/\d+", decision["source"])) <= either_way


def test_an_annulled_decision_ends_on_the_eve_of_the_judgment(tables: Tables) -> None:
    for name, last, judgment in (
        ("us-2000-520", "2015-10-05", "2015-10-06"),
        ("us-2016-1250", "2020-07-15", "2020-07-16"),
    ):
        decision = row(tables, "adequacy/decisions", name)
        assert (decision["annulled"], decision["valid_until"]) == (True, last)
        assert decision["ended_on"] == judgment


def test_every_telltale_stands_in_a_row_whose_end_is_known_or_bounded(tables: Tables) -> None:
    for old in tables["authorities"]["superseded"]:
        assert bool(old["changed_between"]) != bool(old["valid_until"])


MISLEADING: list[Misleading] = [
    ("before it begins", STANDING, "gb-member", {"valid_from": "2020-02-01"}),
    ("'gb-transition' and 'gb-member' both hold on 2020-02-01", STANDING, "gb-member", {"valid_until": "2020-02-01"}),
    ("'gb-transition' and 'gb-member' both hold", STANDING, "gb-member", {"valid_until": None}),
    ("'fi-eu' stands more than once", STANDING, "se-eu", {"id": "fi-eu"}),
    ("there is no 'GG", STANDING, "gg", {"iso": "GG-X"}),
    ("valid string", STANDING, "no-eea", {"iso": False}),
    ("'20130701' is no day", STANDING, "hr-eu", {"valid_from": "20130701"}),
    ("'2013-06-31' is no day", STANDING, "hr-eu", {"valid_from": "2013-06-31"}),
    ("not permitted", STANDING, "hr-eu", {"valid_form": "2013-07-01"}),
    ("'SE' stands more than once", ELSEWHERE, "rest-of-the-world", {"codes": ["SE"]}),
    ("'XK' stands more than once", ELSEWHERE, "rest-of-the-world", {"codes": ["XK", "XK"]}),
    ("both hold on 2016-07-12", DECISIONS, "us-2000-520", {"valid_until": "2016-07-12"}),
    ("last sunset", DECISIONS, "gb-2021-1772", {"valid_until": "2031-12-28"}),
    ("does not go with", DECISIONS, "us-2023-1795", {"recipient_list": None}),
    ("does not go with", DECISIONS, "br-2026-179", {"scope_test": "none"}),
    ("'2000/518' is no CELEX number", DECISIONS, "ch-2000-518", {"celex": "2000/518"}),
    ("'L 215' is no place in the Official Journal", DECISIONS, "ch-2000-518", {"oj": "L 215"}),
    ("'US' stands more than once", "adequacy/without_decision", "without-decision", {"territories": ["US"]}),
    ("there is no 'fi-tsv", FORMER, "fi-board", {"authority": "fi-tsv"}),
    ("needs valid_until", FORMER, "fi-board", {"valid_until": None}),
    ("needs valid_until", FORMER, "fi-ratapihantie", {"valid_until": "2020-06-01"}),
    ("needs valid_until", FORMER, "fi-ratapihantie", {"changed_between": [TODAY, "2020-12-31"]}),
    ("does not say which rights it limits", "national/national", "fi-dpa-34", {"rights": []}),
    ("does not say which rights it limits", "national/national", "fi-dpa-29", {"rights": ["access"]}),
    ("'acces' is no code", "national/national", "fi-dpa-34", {"rights": ["acces"]}),
    ("there is no 'nz-2013-66", "trackers/trackers", "matomo-cloud", {"decision": "nz-2013-66"}),
    ("needs an article", "transfers/tools", "art-45-3", {"article": None}),
    ("both hold on 2018-05-25", "transfers/tools", "directive-26-4", {"valid_until": "2018-05-25"}),
    ("there is no 'sworn-oath'", "transfers/tools", "art-45-3", {"on_file": ["sworn-oath"]}),
    ("could be agreed until 2022-12-28", "transfers/clauses", "clauses-2010-87", {"signed_until": "2022-12-28"}),
    ("could be agreed until None", "transfers/clauses", "clauses-2010-87", {"signed_until": None}),
    ("needs valid_until or", "transfers/clauses", "clauses-2002-16", {"valid_until": "2022-12-27"}),
    ("'2021-914' is no number of an act", "transfers/clauses", "clauses-2021-914", {"number": "2021-914"}),
    ("'12016P' is no CELEX number", "statutes/statutes", "eu-2016-679", {"source": "GDPR, CELEX 12016P"}),
    ("less than or equal to 16", "ages/ages", "be-13-2018", {"age": 18}),
    ("both hold on 2024-01-01", "ages/ages", "dk-13-2018", {"valid_until": "2024-01-01"}),
    ("'Art. 6' is no article", "bases/bases", "art-6-1-a", {"article": "Art. 6"}),
    ("'6\\(1\\)\\(a\\)' stands more than once", "bases/bases", "art-6-1-b", {"article": "6(1)(a)"}),
    ("'182' is no provision", "rights/rights", "judicial-remedy", {"articles": ["182"]}),
    ("a condition that is not told", "rights/rights", "human-review", {"applies_if": None}),
    ("at least 6 items", "rights/rights", "access", {"given": {"6(1)(a)": "always"}}),
    ("'P6' is no ISO 8601 period", "retention/periods", "fi-camera", {"period": "P6"}),
    ("is not longer than the period", "retention/periods", "se-aml-5", {"at_most": "P5Y"}),
    ("no code of the vocabulary 'events'", "retention/periods", "fi-camera", {"from": ["end-of-time"]}),
    ("no code of the vocabulary 'records'", "retention/periods", "fi-camera", {"records": ["camera"]}),
    ("there is no 'eu-amlr-6'", "retention/periods", "fi-aml-5", {"successor": "eu-amlr-6"}),
    ("both hold on 2019-12-31", "retention/periods", "fi-working-time", {"valid_from": "2019-12-31"}),
    (
        "'17 §' is no provision",
        "retention/periods",
        "fi-camera",
        {"provisions": [{"act": "759/2004", "section": "17 §"}]},
    ),
    ("'760/2004' is no act", "retention/periods", "fi-camera", {"provisions": [{"act": "760/2004"}]}),
    (
        "both hold on 1999-06-01",
        "statutes/statutes",
        "fi-471-1987",
        {"number": "523/1999", "valid_until": "1999-06-01"},
    ),
    ("'high', 'medium' or 'low'", "trackers/trackers", "hotjar", {"confidence": "sure"}),
]


@pytest.mark.parametrize("misleading", MISLEADING, ids=lambda spoiled: f"{spoiled[2]} {spoiled[0]}")
def test_a_table_that_would_mislead_is_refused(tables: Tables, vocabulary: Tables, misleading: Misleading) -> None:
    complaint, section, name, change = misleading
    spoiled = deepcopy(tables)
    row(spoiled, section, name).update(change)

    with pytest.raises(ValidationError, match=complaint):
        verify_tables(spoiled, vocabulary)


@pytest.mark.parametrize(
    "note", [{"text": "CELEX 3016R679"}, {"celex": "2016/679"}, {"text": {"en": ["as printed", "CELEX: 32016R679"]}}]
)
def test_the_notes_of_a_table_name_acts_in_their_form(
    tables: Tables, vocabulary: Tables, note: dict[str, object]
) -> None:
    spoiled = deepcopy(tables)
    spoiled["territories"]["meta"] |= {"celex": "32016R0679"}
    verify_tables(spoiled, vocabulary)
    spoiled["territories"]["meta"] |= {"legal": note}

    with pytest.raises(ValidationError, match="is no CELEX number"):
        verify_tables(spoiled, vocabulary)


def test_an_alias_stands_for_a_territory_of_the_table(tables: Tables, vocabulary: Tables) -> None:
    spoiled = deepcopy(tables)
    spoiled["territories"]["aliases"][0]["same_as"] = "SU"

    with pytest.raises(ValidationError, match="no 'SU'"):
        verify_tables(spoiled, vocabulary)


@pytest.mark.parametrize(
    ("complaint", "change"),
    [
        ("cannot be read as a form", {"form": "[0-9"}),
        ("there is no 'artikel'", {"unit": "artikel"}),
        ("greater than 0", {"highest": 0}),
        ("as many counts of paragraphs", {"paragraphs": [3, 4]}),
        ("match pattern", {"link": "gdpr"}),
        ("Field required", {"short": None, "shrt": {"en": "GDPR"}}),
    ],
)
def test_an_act_that_nobody_could_cite_is_refused(
    tables: Tables, vocabulary: Tables, complaint: str, change: dict[str, object]
) -> None:
    spoiled = deepcopy(tables)
    act = spoiled["acts"]["acts"]["gdpr"]
    act.update(change)
    spoiled["acts"]["acts"]["gdpr"] = {key: value for key, value in act.items() if value is not None}

    with pytest.raises(ValidationError, match=complaint):
        verify_tables(spoiled, vocabulary)


@pytest.mark.parametrize("words", ["Art.", "Art. {number}", "Art. {n} {nth}"])
def test_a_part_of_a_provision_has_one_place_for_its_number(tables: Tables, vocabulary: Tables, words: str) -> None:
    spoiled = deepcopy(tables)
    spoiled["acts"]["units"]["article"]["number"]["en"] = words

    with pytest.raises(ValidationError, match="has no place for the number"):
        verify_tables(spoiled, vocabulary)


def test_every_celex_number_in_a_source_has_its_form(tables: Tables) -> None:
    texts = [each["source"] for each in rows(tables)] + [act["source"] for act in tables["acts"]["acts"].values()]
    numbers = [number for text in texts for number in re.findall(r"CELEX (\w+)", text)]

    assert len(numbers) > 10
    assert [number for number in numbers if not re.fullmatch(r"3\d{4}[DLR]\d{4}", number)] == []


def test_every_provision_of_finnish_law_is_named_in_the_source_of_its_row(tables: Tables) -> None:
    for each in [*tables["retention"]["periods"], *tables["national"]["national"]]:
        for provision in each.get("provisions", ()):
            if each["country"] == "FI" and "/" in provision["act"] and provision["act"] != "2016/679":
                assert provision["act"] in each["source"], each["id"]


def test_no_table_names_a_person(tables: Tables) -> None:
    """Cases have numbers; one that is known by a person's name is not called so."""
    assert not re.search(r"Schrems|Latombe|Slaughter", repr(tables))


def test_all_that_was_collected_on_retention_and_rights_is_there(tables: Tables) -> None:
    countries = Counter(each["country"] for each in tables["retention"]["periods"])

    assert countries == {
        "FI": 33, "SE": 5, "DE": 10, "FR": 7, "EE": 4, "NO": 4, "DK": 5, "NL": 4, "IE": 6, "EU": 2,
    }  # fmt: skip
    assert len(tables["rights"]["rights"]) == 14
    assert len(tables["ages"]["ages"]) == 33
