from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    ("name", "day", "signed", "usable"),
    [
        ("safe-harbour", "2015-10-05", None, True),
        ("safe-harbour", "2015-10-06", None, False),
        ("2000/520", "2015-10-06", None, False),
        ("privacy-shield", "2016-07-11", None, False),
        ("privacy-shield", "2016-07-12", None, True),
        ("privacy-shield", "2020-07-15", None, True),
        ("privacy-shield", "2020-07-16", None, False),
        ("dpf", "2023-07-09", None, False),
        ("dpf", "2023-07-10", None, True),
        ("Implementing Decision (EU) 2023/1795", TODAY, None, True),
        ("2025/2574", TODAY, None, True),
        ("2021/1772", "2031-12-28", None, False),
        ("2001/497", "2001-09-02", None, False),
        ("2001/497", "2001-09-03", None, True),
        ("2001/497", "2022-12-27", "2021-09-26", True),
        ("2001/497", "2022-12-28", "2021-09-26", False),
        ("2001/497", "2022-01-01", "2021-09-27", False),
        ("2004/915", "2005-03-31", None, False),
        ("2004/915", "2005-04-01", None, True),
        ("2004/915", "2022-12-27", "2010-01-01", True),
        ("2004/915", "2022-12-28", "2010-01-01", False),
        ("2010/87/EU", "2010-05-14", None, False),
        ("2010/87/EU", "2010-05-15", None, True),
        ("2010/87/EU", "2021-09-26", None, True),
        ("2010/87/EU", "2022-12-27", "2021-09-26", True),
        ("2010/87/EU", "2022-12-28", "2021-09-26", False),
        ("2010/87/EU", "2022-12-28", None, False),
        ("2010/87/EU", TODAY, "2021-09-27", False),
        ("(EU) 2021/914", "2021-06-26", None, False),
        ("(EU) 2021/914", "2021-06-27", None, True),
        ("2021/914", TODAY, "2023-02-01", True),
        ("2021/914", TODAY, "2026-11-23", False),
        ("2021/915", TODAY, None, False),
        ("46(2)(b)", TODAY, None, True),
        ("bcr", TODAY, None, True),
        ("art-46-2-c", TODAY, None, True),
        ("47", TODAY, None, False),
        ("48", TODAY, None, False),
        ("49(1)(2)", TODAY, None, True),
    ],
)
def test_a_tool_is_usable_between_its_days(
    law_on: LawOn, name: str, day: str, signed: str | None, *, usable: bool
) -> None:
    answer = law_on(day).tool(name, signed=signed)

    assert (answer.value is not None) is usable
    assert answer.row is not None
    assert answer.certain or usable


@pytest.mark.parametrize(
    ("name", "day", "signed", "certain"),
    [
        ("2010/87", "2021-09-26", None, True),
        ("2010/87", "2021-09-27", None, False),
        ("2010/87", "2021-09-27", "2021-09-26", True),
        ("2002/16", "2010-05-14", None, False),
        ("2002/16", "2022-12-27", "2009-01-01", False),
        ("2002/16", "2022-12-28", None, True),
        ("2021/914", TODAY, "2020-01-01", False),
        ("safe-harbour", "2015-10-05", None, False),
        ("dpf", TODAY, None, True),
        ("46(2)(d)", TODAY, None, False),
        ("46(9)", TODAY, None, False),
    ],
)
def test_what_cannot_be_known_is_not_certain(
    law_on: LawOn, name: str, day: str, signed: str | None, *, certain: bool
) -> None:
    assert law_on(day).tool(name, signed=signed).certain is certain


@pytest.mark.parametrize(
    ("name", "day", "due"),
    [
        ("2010/87", "2020-07-15", {"clauses-set", "signed-clauses"}),
        ("2010/87", "2020-07-16", {"clauses-set", "signed-clauses", "impact-assessment", "supplementary-measures"}),
        (
            "2021/914",
            TODAY,
            {"clauses-set", "module", "signed-clauses", "impact-assessment", "supplementary-measures"},
        ),
        ("bcr", "2020-07-15", {"approval", "group-members", "rules-version"}),
        ("bcr", TODAY, {"approval", "group-members", "rules-version", "impact-assessment"}),
        ("dpf", TODAY, {"decision-reference", "scope-met", "list-evidence", "validity-watched"}),
        ("privacy-shield", "2017-01-01", {"decision-reference", "scope-met", "list-evidence"}),
        ("49(1)(2)", TODAY, {"assessment-in-record", "suitable-safeguards", "authority-notified", "interests-told"}),
        ("49(1)(e)", TODAY, {"claim", "necessity"}),
    ],
)
def test_a_tool_says_what_must_be_on_file_on_the_day(law_on: LawOn, name: str, day: str, due: set[str]) -> None:
    tool = law_on(day).tool(name).value

    assert tool is not None
    assert {paper.id for paper in tool.on_file} == due


def test_a_paper_says_which_key_states_it_and_when_it_is_needed(law_on: LawOn) -> None:
    tool = law_on(TODAY).tool("2021/914").value

    assert tool is not None
    papers = {paper.id: paper for paper in tool.on_file}
    assert papers["impact-assessment"].states == ("impact_assessment",)
    assert papers["impact-assessment"].when is None
    assert papers["supplementary-measures"].when is not None
    assert tool.modules == {1: "c2c", 2: "c2p", 3: "p2p", 4: "p2c"}


def test_a_tool_says_who_may_use_it(law_on: LawOn) -> None:
    law = law_on(TODAY)
    arrangement, interests = law.tool("46(3)(b)").value, law.tool("49(1)(2)").value

    assert arrangement is not None
    assert (arrangement.public_bodies_only, arrangement.authorised) == (True, True)
    assert interests is not None
    assert (interests.occasional_only, interests.not_for_authorities) == (True, True)


def test_a_framework_brings_its_decision(law_on: LawOn) -> None:
    tool = law_on(TODAY).tool("dpf").value

    assert tool is not None
    assert tool.decision is not None
    assert (tool.article, tool.decision.id, tool.decision.scope_test) == ("45(3)", "us-2023-1795", "recipient_on_list")


@pytest.mark.parametrize(
    ("name", "day", "signed", "until"),
    [
        ("2010/87", "2019-01-01", "2018-01-01", date(2020, 7, 15)),
        ("2010/87", "2022-01-01", "2018-01-01", date(2022, 12, 27)),
        ("2010/87", "2021-01-01", None, date(2021, 9, 26)),
        ("2010/87", "2023-01-01", None, None),
        ("2021/914", "2021-06-01", None, date(2021, 6, 26)),
        ("2021/914", TODAY, None, None),
        ("2025/2574", TODAY, None, date(2031, 12, 27)),
        ("dpf", "2023-07-01", None, date(2023, 7, 9)),
        ("46(2)(c)", "2017-01-01", None, date(2018, 5, 24)),
    ],
)
def test_an_answer_holds_until_tool_or_papers_change(
    law_on: LawOn, name: str, day: str, signed: str | None, until: date | None
) -> None:
    assert law_on(day).tool(name, signed=signed).until == until


def test_grounds_of_the_directive_go_on_under_the_regulation(law_on: LawOn) -> None:
    before, after = law_on("2018-05-24").tool("46(2)(c)"), law_on("2018-05-25").tool("46(2)(c)")

    assert before.value is not None
    assert before.value.id == "directive-26-4"
    assert after.value is not None
    assert after.value.id == "art-46-2-c"
    assert law_on("1990-01-01").tool("46(2)(c)").value is None
    assert not law_on("1990-01-01").tool("46(2)(c)").certain
