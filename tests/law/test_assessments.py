from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]


@pytest.mark.parametrize(
    ("day", "count", "until"),
    [("2018-05-24", None, date(2018, 5, 24)), ("2018-05-25", 2, None), ("2026-11-22", 2, None)],
)
def test_so_many_signs_of_a_high_risk_call_for_an_assessment(
    law_on: LawOn, day: str, count: int | None, until: date | None
) -> None:
    answer = law_on(day).assessment_count()

    assert (answer.value, answer.until) == (count, until)


def test_an_authority_lists_what_needs_an_assessment(law_on: LawOn) -> None:
    listed = [answer.value for answer in law_on("2026-11-22").assessment_list("FI")]

    assert [(set(one.data), set(one.purposes), one.besides) for one in listed] == [
        ({"location"}, set(), 1),
        (set(), {"whistleblowing"}, 0),
    ]


@pytest.mark.parametrize(("day", "country", "number"), [
    ("2018-12-20", "FI", 0), ("2018-12-21", "FI", 2), ("2026-11-22", "DE", 0),
])  # fmt: skip
def test_a_list_counts_from_its_day_and_in_its_country(law_on: LawOn, day: str, country: str, number: int) -> None:
    assert len(law_on(day).assessment_list(country)) == number


@pytest.mark.parametrize(
    ("day", "limit", "until", "certain"),
    [
        ("2018-05-24", None, date(2018, 5, 24), True),
        ("2018-05-25", 250, date(2026, 10, 1), True),
        ("2026-10-01", 250, date(2026, 10, 1), True),
        ("2026-10-02", 250, None, False),
    ],
)
def test_small_organisations_keep_no_record(
    law_on: LawOn, day: str, limit: int | None, until: date | None, *, certain: bool
) -> None:
    answer = law_on(day).exempt_below()

    assert (answer.value, answer.until, answer.certain) == (limit, until, certain)


@pytest.mark.parametrize(("number", "highest"), [
    ("2016/679", 99), ("1050/2018", 38), ("1336/1997", None), ("1/1900", None),
])  # fmt: skip
def test_the_last_provision_of_an_act_is_known_where_somebody_wrote_it_down(
    law_on: LawOn, number: str, highest: int | None
) -> None:
    assert law_on("2026-11-22").highest_provision(number) == highest
