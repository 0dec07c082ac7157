from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]


@pytest.mark.parametrize(
    ("territory", "day", "decision"),
    [
        ("GB", "2021-06-27", None),
        ("GB", "2021-06-28", "gb-2021-1772"),
        ("GB", "2025-06-27", "gb-2021-1772"),
        ("GB", "2025-06-28", "gb-2021-1772"),
        ("GB", "2025-12-27", "gb-2021-1772"),
        ("GB", "2025-12-28", "gb-2021-1772"),
        ("GB", "2031-12-27", "gb-2021-1772"),
        ("GB", "2031-12-28", None),
        ("XI", "2026-11-22", "gb-2021-1772"),
        ("US", "2000-07-25", None),
        ("US", "2000-07-26", "us-2000-520"),
        ("US", "2015-10-05", "us-2000-520"),
        ("US", "2015-10-06", None),
        ("US", "2016-07-11", None),
        ("US", "2016-07-12", "us-2016-1250"),
        ("US", "2020-07-15", "us-2016-1250"),
        ("US", "2020-07-16", None),
        ("US", "2023-07-09", None),
        ("US", "2023-07-10", "us-2023-1795"),
        ("BR", "2026-01-25", None),
        ("BR", "2026-01-26", "br-2026-179"),
        ("KR", "2021-12-16", None),
        ("KR", "2021-12-17", "kr-2022-254"),
        ("HU", "2004-04-30", "hu-2000-519"),
        ("HU", "2004-05-01", None),
        ("EPO", "2025-07-14", None),
        ("EPO", "2025-07-15", "epo-2025-1382"),
        ("IN", "2026-11-22", None),
        ("FI", "2026-11-22", None),
    ],
)
def test_a_decision_holds_between_its_days(law_on: LawOn, territory: str, day: str, decision: str | None) -> None:
    value = law_on(day).adequacy(territory).value

    assert (value.id if value else None) == decision


@pytest.mark.parametrize(
    ("territory", "scope_test", "against"),
    [
        ("CH", "none", None),
        ("US", "recipient_on_list", "https://www.dataprivacyframework.gov/list"),
        ("CA", "recipient_subject_to_law", "PIPEDA"),
        ("IL", "automated_transfer", None),
    ],
)
def test_a_decision_says_what_else_must_be_shown(
    law_on: LawOn, territory: str, scope_test: str, against: str | None
) -> None:
    decision = law_on("2026-11-22").adequacy(territory).value

    assert decision is not None
    assert decision.scope_test == scope_test
    assert (decision.recipient_list or decision.recipient_law) == against


@pytest.mark.parametrize(("day", "annulled"), [("2015-10-05", True), ("2020-07-15", True), ("2023-07-10", False)])
def test_who_relied_on_an_annulled_decision_is_not_sure(law_on: LawOn, day: str, *, annulled: bool) -> None:
    answer = law_on(day).adequacy("US")

    assert answer.value is not None
    assert answer.value.later_annulled is annulled
    assert answer.certain is not annulled


def test_immigration_control_was_left_out_until_the_renewal(law_on: LawOn) -> None:
    before = law_on("2025-12-18").adequacy("GB")
    after = law_on("2025-12-19").adequacy("GB")

    assert before.value is not None
    assert "immigration control" in (before.value.excluded or "")
    assert before.until == date(2025, 12, 18)
    assert after.value is not None
    assert after.value.excluded is None
    assert after.until == date(2031, 12, 27)


@pytest.mark.parametrize(
    ("territory", "day", "until"),
    [
        ("US", "2022-01-01", date(2023, 7, 9)),
        ("US", "2018-01-01", date(2020, 7, 15)),
        ("US", "2026-11-22", None),
        ("BR", "2020-01-01", date(2026, 1, 25)),
        ("IN", "2026-11-22", None),
    ],
)
def test_having_or_lacking_a_decision_has_an_end(law_on: LawOn, territory: str, day: str, until: date | None) -> None:
    assert law_on(day).adequacy(territory).until == until


def test_nothing_is_certain_of_a_code_nobody_knows(law_on: LawOn) -> None:
    assert law_on("2026-11-22").adequacy("IN").certain
    assert not law_on("2026-11-22").adequacy("ZZ").certain


def test_decisions_for_passenger_names_are_no_general_ones(law_on: LawOn) -> None:
    answer = law_on("2006-01-01").adequacy("CA")

    assert answer.value is not None
    assert answer.value.id == "ca-2002-2"
