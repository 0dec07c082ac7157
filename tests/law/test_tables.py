"""The files are what the models say, and the models refuse what would mislead the questions."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from policycheck.law.tables import verify_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

Tables = dict[str, Any]
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


MISLEADING: list[tuple[str, str, str, dict[str, object]]] = [
    ("before it begins", STANDING, "gb-member", {"valid_from": "2020-02-01"}),
    ("'gb-transition' and 'gb-member' both hold on 2020-02-01", STANDING, "gb-member", {"valid_until": "2020-02-01"}),
    ("'gb-transition' and 'gb-member' both hold", STANDING, "gb-member", {"valid_until": None}),
    ("'fi-eu' stands more than once", STANDING, "se-eu", {"id": "fi-eu"}),
    ("there is no 'GG", STANDING, "gg", {"iso": "GG-X"}),
    ("valid string", STANDING, "no-eea", {"iso": False}),
    ("YYYY-MM-DD", STANDING, "hr-eu", {"valid_from": "20130701"}),
    ("out of range", STANDING, "hr-eu", {"valid_from": "2013-06-31"}),
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
    ("there is no 'nz-2013-66", "trackers/trackers", "matomo-cloud", {"decision": "nz-2013-66"}),
    ("'high', 'medium' or 'low'", "trackers/trackers", "hotjar", {"confidence": "sure"}),
]


@pytest.mark.parametrize(("complaint", "section", "name", "change"), MISLEADING)
def test_a_table_that_would_mislead_is_refused(
    tables: Tables, vocabulary: Tables, complaint: str, section: str, name: str, change: dict[str, object]
) -> None:
    spoiled = deepcopy(tables)
    row(spoiled, section, name).update(change)

    with pytest.raises(ValidationError, match=complaint):
        verify_tables(spoiled, vocabulary)


def test_an_alias_stands_for_a_territory_of_the_table(tables: Tables, vocabulary: Tables) -> None:
    spoiled = deepcopy(tables)
    spoiled["territories"]["aliases"][0]["same_as"] = "SU"

    with pytest.raises(ValidationError, match="no 'SU'"):
        verify_tables(spoiled, vocabulary)
