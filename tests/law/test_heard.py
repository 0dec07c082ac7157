"""What the law was asked and which rows answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from policycheck.cards import load_rulebook
from policycheck.law import Law
from policycheck.law.heard import WitnessLaw, questions

if TYPE_CHECKING:
    from policycheck.cards import Rulebook

DAY = date(2026, 11, 22)
ASKED = {
    "inside": ("DE",),
    "adequacy": ("US",),
    "decision": ("dpf",),
    "tool": ("46(2)(c)",),
    "basis": ("6(1)(f)",),
    "age_of_consent": ("FI",),
    "rights": ("6(1)(a)",),
    "deadline": ("act-on-request",),
    "contents": ("record",),
    "retention": ("FI", "vouchers"),
    "limitation": ("FI", "general-claims"),
    "periods_under": ("1336/1997",),
    "statute": ("1050/2018",),
    "national_rules": ("FI", "national-id"),
    "authority": ("FI",),
    "outdated_contact": ("FI", "PL 315"),
    "tracker": ("google-analytics",),
    "vendor": ("google",),
    "assessment_count": (),
    "exempt_below": (),
}


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def law(book: Rulebook) -> WitnessLaw:
    return WitnessLaw(book.law(DAY))


@pytest.mark.parametrize("question", sorted(questions()))
def test_every_question_is_answered_as_before_and_noted(question: str, law: WitnessLaw, book: Rulebook) -> None:
    asked = ASKED.get(question, ("FI",))
    more = {"public": True} if question == "competent_authority" else {}
    plain = getattr(Law(book.law_tables, DAY), question)(*asked, **more)

    assert getattr(law, question)(*asked, **more) == plain
    if question not in ("rights", "national_rules"):
        assert law.heard()[0].asked == (*asked, *map(str, more.values()))


def test_a_row_is_told_with_its_table_its_days_and_how_sure_it_is(law: WitnessLaw) -> None:
    law.adequacy("US")
    (heard,) = law.heard()

    assert heard.row is not None
    assert (heard.table, heard.asked, heard.row["id"], heard.certain) == ("adequacy", ("US",), "us-2023-1795", True)


def test_a_decision_that_is_asked_for_as_a_tool_is_a_row_of_its_own_table(law: WitnessLaw) -> None:
    law.tool("dpf")

    assert [heard.table for heard in law.heard()] == ["adequacy"]


def test_of_rights_only_those_looked_up_are_told(law: WitnessLaw) -> None:
    law.rights("6(1)(b)").value.get("portability")
    (heard,) = law.heard()

    assert heard.row is not None
    assert heard.row["id"] == "portability"


def test_a_row_is_told_once_and_then_no_more(law: WitnessLaw) -> None:
    law.inside("DE")
    law.inside("DE")

    assert len(law.heard()) == 1
    assert law.heard() == []


def test_the_silence_of_the_tables_is_told_too(law: WitnessLaw) -> None:
    law.adequacy("IN")
    (heard,) = law.heard()

    assert (heard.table, heard.asked, heard.row) == ("adequacy", ("IN",), None)
