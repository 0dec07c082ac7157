from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum", "event"),
    [
        ("FI accounting-books", "P10Y", None, "financial-year-end"),
        ("FI accounting-vouchers", "P6Y", None, "calendar-year-end-of-financial-year"),
        ("SE accounting-vouchers", "P7Y", None, "calendar-year-end-of-financial-year"),
        ("SE customer-due-diligence", "P5Y", "P10Y", "end-of-relationship"),
        ("FI workplace-camera", None, "P1Y", "recording"),
        ("FI employee-health", None, None, "ground-ended"),
        ("DK public-camera", None, "P30D", "recording"),
        ("IE payroll", "P3Y", None, "entry-made"),
    ],
)
def test_a_statutory_period_has_its_limits_and_its_event(
    law_on: LawOn, kind: str, minimum: str | None, maximum: str | None, event: str
) -> None:
    period = law_on(TODAY).retention(*kind.split()).value

    assert period is not None
    assert (period.minimum, period.maximum, period.events[0]) == (minimum, maximum, event)


@pytest.mark.parametrize(
    ("kind", "day", "row", "until"),
    [
        ("FI working-time", "2019-12-31", "fi-working-time-1996", date(2019, 12, 31)),
        ("FI working-time", "2020-01-01", "fi-working-time", None),
        ("FI foreign-workers", "2023-02-22", "fi-foreign-workers-before-2023", date(2023, 2, 22)),
        ("FI foreign-workers", "2023-02-23", "fi-foreign-workers", None),
        ("DE accounting-vouchers", "2024-12-31", "de-vouchers-before-2025", date(2024, 12, 31)),
        ("DE accounting-vouchers", "2025-01-01", "de-vouchers-8", None),
        ("FI customer-due-diligence", "2027-07-09", "fi-aml-5", date(2027, 7, 9)),
        ("FI customer-due-diligence", "2027-07-10", "eu-amlr-5", None),
        ("PL customer-due-diligence", "2027-07-10", "eu-amlr-5", None),
    ],
)
def test_a_period_is_that_of_the_day(law_on: LawOn, kind: str, day: str, row: str, until: date | None) -> None:
    answer = law_on(day).retention(*kind.split())

    assert answer.row is not None
    assert (answer.row["id"], answer.until, answer.certain) == (row, until, True)


def test_a_directive_binds_states_and_a_third_country_has_law_of_its_own(law_on: LawOn) -> None:
    poland = law_on(TODAY).retention("PL", "customer-due-diligence")

    assert poland.row is not None
    assert (poland.row["id"], poland.certain) == ("eu-aml-5", False)
    assert law_on("2027-07-10").retention("US", "customer-due-diligence").value is None


def test_nothing_is_certain_where_the_table_is_silent_or_nobody_looked(law_on: LawOn) -> None:
    assert not law_on(TODAY).retention("FI", "staff-register").certain
    assert law_on("2018-05-25").retention("FI", "workplace-camera").certain
    assert not law_on("1990-01-01").retention("FI", "workplace-camera").certain
    assert not law_on(TODAY).retention("FI", "exposure-lists").certain


def test_claims_justify_keeping_and_oblige_to_nothing(law_on: LawOn) -> None:
    law = law_on(TODAY)
    claims = law.limitation("FI", "recruitment").value

    assert claims is not None
    assert (claims.minimum, claims.events) == ("P1Y", ("recruitment-decision",))
    assert law.retention("FI", "recruitment").value is None
    assert law.limitation("FI", "patient-records").value is None


def test_periods_are_found_by_the_act_that_a_record_names(law_on: LawOn) -> None:
    law = law_on(TODAY)

    assert [answer.value.minimum for answer in law.periods_under("1336/1997")] == ["P10Y", "P6Y"]
    assert law.periods_under("38/1978") == []
    assert [answer.value.id for answer in law_on("2019-06-01").periods_under("605/1996")] == ["fi-working-time-1996"]


def test_acts_are_numbered_as_the_statutes_that_records_name(tables: Any, vocabulary: Any) -> None:
    numbers = {row["number"] for row in vocabulary["statutes"].values()}
    named = {provision["act"] for row in tables["retention"]["periods"] for provision in row.get("provisions", ())}

    assert named - numbers == {"2015/849"}
