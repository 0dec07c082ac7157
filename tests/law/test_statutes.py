from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.law.national import Derogation

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]

TODAY = "2026-11-22"
RESEARCH = frozenset({"research", "statistics"})


@pytest.mark.parametrize(
    ("number", "day", "in_force", "until"),
    [
        ("523/1999", "1999-05-31", False, date(1999, 5, 31)),
        ("523/1999", "1999-06-01", True, date(2018, 5, 24)),
        ("523/1999", "2018-12-31", True, date(2018, 12, 31)),
        ("523/1999", "2019-01-01", False, None),
        ("1050/2018", "2018-12-31", False, date(2018, 12, 31)),
        ("1050/2018", "2019-01-01", True, None),
        ("95/46/EC", "2018-05-24", True, date(2018, 5, 24)),
        ("95/46/EC", "2018-05-25", False, None),
        ("2016/679", "2018-05-25", True, None),
        ("516/2004", "2014-12-31", True, date(2014, 12, 31)),
        ("516/2004", "2015-01-01", False, None),
        ("1998:204", TODAY, False, None),
        ("2025/2518", TODAY, False, date(2027, 4, 1)),
    ],
)
def test_an_act_is_in_force_between_its_days(
    law_on: LawOn, number: str, day: str, until: date | None, *, in_force: bool
) -> None:
    answer = law_on(day).statute(number)

    assert (answer.value is not None, answer.until, answer.certain) == (in_force, until, True)
    assert answer.row is not None


@pytest.mark.parametrize(("day", "displaced"), [("2018-05-24", False), ("2018-05-25", True)])
def test_the_regulation_took_precedence_before_the_act_was_repealed(
    law_on: LawOn, day: str, *, displaced: bool
) -> None:
    statute = law_on(day).statute("523/1999").value

    assert statute is not None
    assert statute.displaced is displaced
    assert statute.titles["sv"] == "personuppgiftslag"


def test_an_act_that_is_not_listed_is_not_judged(law_on: LawOn) -> None:
    answer = law_on(TODAY).statute("38/1978")

    assert (answer.value, answer.row, answer.certain) == (None, None, False)


def test_what_replaced_an_act_is_listed_too(tables: Any, vocabulary: Any) -> None:
    numbers = {row["number"] for row in tables["statutes"]["statutes"]}
    named = {row["number"] for row in vocabulary["statutes"].values()}

    assert {row.get("replaced_by") for row in tables["statutes"]["statutes"]} - {None} <= numbers
    assert {row["number"] for row in tables["statutes"]["statutes"] if row["country"] == "FI"} <= named


def test_national_law_adds_rules_by_topic(law_on: LawOn) -> None:
    law = law_on(TODAY)
    working, numbers = law.national_rules("FI", "working-life"), law.national_rules("SE", "national-id")

    assert "directly necessary" in working[0].value
    assert all(answer.certain for answer in working)
    assert [answer.row["id"] for answer in numbers if answer.row] == ["se-personnummer"]
    assert law.national_rules("PL", "national-id") == []


def test_of_days_before_the_table_nobody_looked(law_on: LawOn) -> None:
    assert not any(answer.certain for answer in law_on("2018-05-24").national_rules("FI", "working-life"))
    assert law_on("2018-12-31").national_rules("FI", "national-id") == []


def test_a_rule_that_a_bill_may_have_changed_is_not_certain(law_on: LawOn) -> None:
    (before,), (after,) = (law_on(day).national_rules("FI", "offences") for day in ("2026-06-30", "2026-07-01"))

    assert (before.certain, before.until) == (True, date(2026, 6, 30))
    assert (after.certain, after.until) == (False, None)


@pytest.mark.parametrize("section", ["31", "s. 31(1)", "31 §:n 1 momentti", "5 luku 31 §", "31 artikla"])
def test_a_section_on_research_limits_four_rights(law_on: LawOn, section: str) -> None:
    answer = law_on(TODAY).derogation("1050/2018", section)

    assert answer.value == Derogation(frozenset({"access", "rectification", "restriction", "objection"}), RESEARCH)
    assert answer.certain


def test_sections_named_together_limit_what_each_of_them_does(law_on: LawOn) -> None:
    answer = law_on(TODAY).derogation("1050/2018", "33 and 34")

    assert answer.value == Derogation(frozenset({"information", "access"}), frozenset())


@pytest.mark.parametrize("section", ["29", "31a", "3"])
def test_another_section_limits_no_right(law_on: LawOn, section: str) -> None:
    answer = law_on(TODAY).derogation("1050/2018", section)

    assert answer.value == Derogation(frozenset(), frozenset())
    assert answer.certain


def test_a_section_known_from_memory_alone_is_not_certain(law_on: LawOn) -> None:
    assert not law_on(TODAY).derogation("1050/2018", "32").certain
    assert not law_on(TODAY).derogation("1050/2018").certain


def test_before_an_act_was_in_force_its_sections_limited_nothing(law_on: LawOn) -> None:
    answer = law_on("2018-12-31").derogation("1050/2018", "31")

    assert answer.value == Derogation(frozenset(), frozenset())
    assert answer.until == date(2018, 12, 31)


def test_of_an_act_without_such_sections_in_the_table_nothing_is_known(law_on: LawOn) -> None:
    assert law_on(TODAY).derogation("1336/1997", "2:10") == (None, None, None, False)
