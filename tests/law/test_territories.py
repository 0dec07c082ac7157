from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]


@pytest.mark.parametrize(
    ("code", "day", "inside"),
    [
        ("FI", "2026-11-22", True),
        ("HR", "2013-06-30", False),
        ("HR", "2013-07-01", True),
        ("NO", "1993-12-31", False),
        ("NO", "2018-05-24", True),
        ("NO", "2018-07-19", True),
        ("NO", "2018-07-20", True),
        ("LI", "1995-04-30", False),
        ("LI", "1995-05-01", True),
        ("FI", "1994-12-31", True),
        ("GB", "2020-01-31", True),
        ("GB", "2020-12-31", True),
        ("GB", "2021-01-01", True),
        ("GB", "2021-06-27", True),
        ("GB", "2021-06-28", False),
        ("GB", "2031-12-28", False),
        ("AX", "2026-11-22", True),
        ("RE", "2026-11-22", True),
        ("FO", "2026-11-22", False),
        ("EL", "2026-11-22", True),
        ("CH", "2026-11-22", False),
        ("RS", "2026-11-22", False),
        ("US", "2026-11-22", False),
        ("XK", "2026-11-22", False),
        ("EPO", "2026-11-22", False),
    ],
)
def test_a_territory_is_inside_or_outside(law_on: LawOn, code: str, day: str, *, inside: bool) -> None:
    answer = law_on(day).inside(code)

    assert answer.value is inside
    assert answer.certain


def test_the_gdpr_bound_the_efta_states_later(law_on: LawOn) -> None:
    for code in ("IS", "LI", "NO"):
        row = law_on("2018-07-19").inside(code).row
        assert row is not None
        assert row["gdpr_from"] == "2018-07-20"


@pytest.mark.parametrize(
    ("code", "day", "inside"),
    [
        ("GI", "2020-12-31", True),
        ("GI", "2021-01-01", False),
        ("GI", "2026-02-16", False),
        ("GI", "2026-02-17", None),
        ("PM", "2026-11-22", None),
        ("AX", "2018-05-24", None),
        ("ZZ", "2026-11-22", None),
        ("", "2026-11-22", None),
    ],
)
def test_what_is_unsettled_is_not_called_certain(law_on: LawOn, code: str, day: str, *, inside: bool | None) -> None:
    answer = law_on(day).inside(code)

    assert answer.value is inside
    assert answer.certain is (code == "GI" and day == "2020-12-31")


@pytest.mark.parametrize(
    ("code", "day", "until"),
    [
        ("FI", "2026-11-22", None),
        ("HR", "2013-06-30", date(2013, 6, 30)),
        ("GB", "2019-01-01", date(2020, 1, 31)),
        ("GB", "2021-06-27", date(2021, 6, 27)),
        ("GB", "2021-06-28", None),
        ("AX", "2018-05-24", date(2018, 5, 24)),
        ("US", "2026-11-22", None),
        ("ZZ", "2026-11-22", None),
    ],
)
def test_an_answer_says_until_when_it_holds(law_on: LawOn, code: str, day: str, until: date | None) -> None:
    assert law_on(day).inside(code).until == until


def test_an_alias_is_no_surer_than_its_own_row(law_on: LawOn) -> None:
    britain, northern_ireland = (law_on("2026-11-22").inside(code) for code in ("GB", "XI"))

    assert northern_ireland.value is britain.value is False
    assert northern_ireland.row == britain.row
    assert britain.certain
    assert not northern_ireland.certain
