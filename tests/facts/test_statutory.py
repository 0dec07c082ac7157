"""How long something is kept against a statutory period: what comes before, what after, and what nobody can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.cards import load_rulebook
from policycheck.facts.statutory import Kept, exceeds, falls_short, kept, named
from policycheck.law.retention import StatutoryPeriod
from policycheck.period import Period

if TYPE_CHECKING:
    from datetime import date

BOOK = load_rulebook()
EVENTS = sorted(BOOK.vocabulary.codes("events"))
periods = st.builds(Period, st.integers(0, 300), st.integers(0, 60))
events = st.sampled_from([None, *EVENTS])


def statute(**limits: str | None) -> StatutoryPeriod:
    told: dict[str, Any] = {"minimum": None, "maximum": None, "events": ("financial-year-end",), **limits}
    return StatutoryPeriod(id="a", duty="keep", review_every=None, provisions=(), exceptions=(), **told)


@pytest.mark.parametrize(
    ("entry", "least", "most"),
    [
        ({"period": "P6M"}, "P6M", "P6M"),
        ({"at_most": "P6M"}, "P6M", "P6M"),
        ({"period": "P1Y", "at_most": "P1M10D"}, "P1Y", "P1Y1M10D"),
        ({"period": "P0D"}, "P0D", "P0D"),
        ({"period": "P0D", "at_most": "P1W"}, "P0D", "P7D"),
    ],
)
def test_rounds_of_erasure_come_on_top_of_a_period(entry: Any, least: str, most: str) -> None:
    assert kept(entry) == Kept(Period.parse(least), Period.parse(most), None)


@pytest.mark.parametrize("entry", [{}, {"ends": "sent"}, {"period": "P"}, {"period": "P5000Y"}, {"law": "vat-act"}])
def test_without_a_length_nothing_is_kept_for_long(entry: Any) -> None:
    assert kept(entry) is None


@pytest.mark.parametrize(
    ("period", "event", "short"),
    [
        ("P5Y", "financial-year-end", True),
        ("P5Y", None, True),
        ("P5Y", "invoice", True),
        ("P5Y", "end-of-relationship", None),
        ("P6Y", "financial-year-end", False),
        ("P6Y", None, False),
        ("P6Y", "invoice", True),
        ("P6Y", "calendar-year-end-of-financial-year", False),
        ("P7Y", "invoice", False),
        ("P7Y", "end-of-relationship", False),
    ],
)
def test_a_period_falls_short_where_its_event_surely_does_not_make_up_for_it(
    period: str, event: str | None, *, short: bool | None
) -> None:
    length = Period.parse(period)

    assert falls_short(Kept(length, length, event), statute(minimum="P6Y"), BOOK.vocabulary) is short


@given(periods, periods, events, st.sampled_from(EVENTS))
def test_what_is_longer_never_falls_shorter(one: Period, other: Period, mine: str | None, theirs: str) -> None:
    longer = Period(one.months + other.months, one.days + other.days)
    row = statute(minimum="P5Y", maximum="P6Y")._replace(events=(theirs,))

    if falls_short(Kept(longer, longer, mine), row, BOOK.vocabulary):
        assert falls_short(Kept(one, one, mine), row, BOOK.vocabulary)
    if exceeds(Kept(one, one, mine), row, BOOK.vocabulary):
        assert exceeds(Kept(longer, longer, mine), row, BOOK.vocabulary)


@given(periods, events)
def test_nothing_is_too_short_and_too_long(length: Period, event: str | None) -> None:
    row, mine = statute(minimum="P5Y", maximum="P6Y"), Kept(length, length, event)

    assert not (falls_short(mine, row, BOOK.vocabulary) and exceeds(mine, row, BOOK.vocabulary))


def test_an_event_comes_before_no_event_that_comes_before_it() -> None:
    codes = BOOK.vocabulary.codes("events")
    for code, row in codes.items():
        for later in (*row.get("earlier_than", ()), *row.get("no_later_than", ())):
            assert later in codes
            assert later != code
            assert code not in codes[later].get("earlier_than", ())


def test_what_records_are_known_by_are_codes() -> None:
    vocabularies = {"data": "data", "about": "data-subjects", "purposes": "purposes"}
    for row in BOOK.vocabulary.codes("records").values():
        for key, codes in row.get("known_by", {}).items():
            assert all(BOOK.vocabulary.has(vocabularies[key], code) for code in codes)


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"law": "accounting-act"}, ["fi-accounting-10", "fi-accounting-6"]),
        ({"law": "accounting-act", "section": "2:10"}, ["fi-accounting-10", "fi-accounting-6"]),
        ({"law": "accounting-act", "section": "2:10(2)"}, ["fi-accounting-6"]),
        ({"law": "accounting-act", "section": "2:1"}, []),
        ({"law": "working-life-privacy-act", "section": "17(3)(1)"}, ["fi-camera"]),
        ({"law": "employment-contracts-act"}, []),
        ({"law": "employment-contracts-act", "section": "6:7(1)"}, ["fi-certificate-10"]),
        ({"law": "limitation-act", "section": "4"}, []),
        ({"law": "of-our-own"}, []),
        ({}, []),
    ],
)
def test_duties_are_those_of_the_section_named(entry: Any, found: list[str], day: date) -> None:
    assert [one.period.id for one in named(entry, BOOK.law(day), BOOK.vocabulary)] == found


@pytest.fixture
def day() -> date:
    from tests.conftest import DAY

    return DAY
