from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policycheck.period import Period, parse_day

PERIODS = st.builds(Period, months=st.integers(0, 1300), days=st.integers(0, 40_000))
DAYS = st.dates(date(1900, 1, 1), date(2400, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P6M", Period(6, 0)),
        ("P5Y", Period(60, 0)),
        ("P1Y6M", Period(18, 0)),
        ("P2W", Period(0, 14)),
        ("P1Y2M3W4D", Period(14, 25)),
        ("P0D", Period(0, 0)),
        ("P007D", Period(0, 7)),
    ],
)
def test_a_period_is_so_many_months_and_days(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@given(PERIODS)
def test_a_period_is_written_as_it_is_read(period: Period) -> None:
    assert Period.parse(str(period)) == period


def test_what_is_no_period_stays_as_it_is_written() -> None:
    assert [Period.told("P2Y"), Period.told("two years")] == [Period(24, 0), "two years"]


@pytest.mark.parametrize(
    "text",
    ["", "P", "6M", "P6", "PM", "P-1M", "P1.5Y", "PT5H", "P1D2M", "p6m", " P6M", "P6M\n", "six months", "P٣Y", "P1Y1Y"],
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is no ISO 8601 period such as P6M or P5Y"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["P4001Y", "P48001M", "P300000W", "P9999999999D"])
def test_a_period_longer_than_any_record_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="longer than 4,000 years"):
        Period.parse(text)


@given(st.integers(0, 3999), st.integers(0, 11), st.integers(0, 99), st.integers(0, 99))
def test_years_are_months_and_weeks_are_days(years: int, months: int, weeks: int, days: int) -> None:
    period = Period.parse(f"P{years}Y{months}M{weeks}W{days}D")

    assert period == Period(years * 12 + months, weeks * 7 + days)


@given(st.text(max_size=12))
def test_reading_a_period_says_no_in_one_way_only(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert period.months >= 0
    assert period.days >= 0


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("P6M", "2026-01-15", "2026-07-15"),
        ("P1M", "2026-01-31", "2026-02-28"),
        ("P1M", "2028-01-31", "2028-02-29"),
        ("P1Y", "2028-02-29", "2029-02-28"),
        ("P12M", "2026-12-01", "2027-12-01"),
        ("P1M1D", "2026-01-31", "2026-03-01"),
        ("P2W", "2026-12-25", "2027-01-08"),
        ("P0D", "2026-12-25", "2026-12-25"),
    ],
)
def test_a_period_ends_on_the_day_the_calendar_says(text: str, start: str, end: str) -> None:
    assert Period.parse(text).after(date.fromisoformat(start)) == date.fromisoformat(end)


@given(PERIODS, st.dates(date(9000, 1, 1)))
def test_a_period_that_outlasts_the_calendar_says_so(period: Period, start: date) -> None:
    try:
        end = period.after(start)
    except ValueError as error:
        assert str(error) == "the period ends after the year 9999"  # noqa: PT017 - only some periods raise
    else:
        assert end >= start


@given(PERIODS, PERIODS, DAYS)
def test_a_longer_period_ends_later_whatever_day_both_start_on(one: Period, other: Period, start: date) -> None:
    assume(one.longer_than(other))

    assert one.after(start) > other.after(start)
    assert not other.longer_than(one)


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("P32D", "P1M"),
        ("P1M", "P27D"),
        ("P2M", "P1M"),
        ("P1Y", "P364D"),
        ("P367D", "P1Y"),
        ("P13M", "P1Y"),
        ("P1Y1D", "P12M"),
        ("P1D", "P0D"),
        ("P100Y", "P36520D"),
    ],
)
def test_periods_whose_lengths_never_overlap_compare(longer: str, shorter: str) -> None:
    assert Period.parse(longer).longer_than(Period.parse(shorter))
    assert not Period.parse(shorter).longer_than(Period.parse(longer))


@pytest.mark.parametrize(
    ("one", "other"),
    [("P1M", "P30D"), ("P1M", "P28D"), ("P1M", "P31D"), ("P1Y", "P365D"), ("P1Y", "P366D"), ("P1Y", "P12M")],
)
def test_periods_whose_lengths_meet_are_neither_longer_nor_shorter(one: str, other: str) -> None:
    assert not Period.parse(one).longer_than(Period.parse(other))
    assert not Period.parse(other).longer_than(Period.parse(one))


def test_a_day_is_written_in_one_way() -> None:
    assert parse_day("2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["20261122", "2026-W47-7", "2026W477", "2026-326", "2026-11", "2026-11-31", "2026-11-22\n", "\u0662026-11-22", ""],
)
def test_other_ways_of_writing_a_day_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY-MM-DD|range"):
        parse_day(text)
