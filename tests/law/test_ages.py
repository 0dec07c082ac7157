from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]


@pytest.mark.parametrize(
    ("country", "day", "age", "until"),
    [
        ("BE", "2018-05-24", None, date(2018, 5, 24)),
        ("BE", "2018-05-25", 16, date(2018, 9, 4)),
        ("BE", "2018-09-04", 16, date(2018, 9, 4)),
        ("BE", "2018-09-05", 13, None),
        ("FI", "2018-12-31", 16, date(2018, 12, 31)),
        ("FI", "2019-01-01", 13, None),
        ("DK", "2018-05-25", 13, date(2023, 12, 31)),
        ("DK", "2023-12-31", 13, date(2023, 12, 31)),
        ("DK", "2024-01-01", 15, None),
        ("SI", "2023-01-25", 16, date(2023, 1, 25)),
        ("SI", "2023-01-26", 15, None),
        ("EL", "2026-11-22", 15, None),
        ("NO", "2018-07-19", None, date(2018, 7, 19)),
        ("NO", "2018-07-20", 13, None),
        ("DE", "2026-11-22", 16, None),
    ],
)
def test_a_child_consents_alone_from_the_age_of_the_day(
    law_on: LawOn, country: str, day: str, age: int | None, until: date | None
) -> None:
    answer = law_on(day).age_of_consent(country)

    assert (answer.value, answer.until) == (age, until)


def test_an_age_that_may_have_changed_is_not_certain(law_on: LawOn) -> None:
    law = law_on("2026-11-22")

    assert law.age_of_consent("BE").certain
    assert not law.age_of_consent("PT").certain
    assert not law.age_of_consent("US").certain


def test_every_member_has_an_age(law_on: LawOn, tables: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    law = law_on("2026-11-22")
    members = {row["iso"] for row in tables["territories"]["territories"] if row["status"] in {"eu", "eea_efta"}}

    assert [code for code in members if law.age_of_consent(code).value is None] == []
