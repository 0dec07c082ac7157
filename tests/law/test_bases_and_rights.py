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
    ("article", "always", "never"),
    [
        ("6(1)(a)", {"withdrawal", "access", "erasure", "complaint"}, {"objection"}),
        ("6(1)(b)", {"access", "rectification"}, {"withdrawal", "objection"}),
        ("6(1)(c)", {"access", "complaint"}, {"erasure", "portability", "objection"}),
        ("6(1)(e)", {"objection", "access"}, {"portability", "withdrawal"}),
        ("6(1)(f)", {"objection", "information"}, {"portability", "withdrawal"}),
    ],
)
def test_a_basis_gives_its_rights(law_on: LawOn, article: str, always: set[str], never: set[str]) -> None:
    answer = law_on(TODAY).rights(article)

    assert answer.certain
    assert always <= {name for name, right in answer.value.items() if right.given == "always"}
    assert never <= {name for name, right in answer.value.items() if right.given == "never"}


def test_a_right_under_a_condition_says_which_and_where_it_is_told(law_on: LawOn) -> None:
    rights = law_on(TODAY).rights("6(1)(b)").value

    assert "automated means" in (rights["portability"].condition or "")
    assert rights["portability"].automated_means
    assert rights["marketing-objection"].condition is not None
    assert rights["erasure"].told_in == ("13(2)(b)", "14(2)(c)")
    assert rights["notification"].told_in == ()


def test_no_basis_gave_these_rights_before_the_regulation(law_on: LawOn) -> None:
    before = law_on("2018-05-24").rights("6(1)(a)")

    assert (dict(before.value), before.until, before.certain) == ({}, date(2018, 5, 24), False)
    assert law_on("2018-05-25").rights("6(1)(a)").value
    assert not law_on(TODAY).rights("6(1)(g)").certain


def test_a_basis_says_what_it_asks_for(law_on: LawOn) -> None:
    law = law_on(TODAY)
    duty, interests, work = law.basis("6(1)(c)").value, law.basis("6(1)(f)").value, law.basis("9(2)(b)").value

    assert duty is not None
    assert (duty.id, duty.law_needed) == ("art-6-1-c", True)
    assert interests is not None
    assert "balancing" in interests.requires
    assert not interests.law_needed
    assert work is not None
    assert work.law_needed
    assert work.law_alternative is not None


def test_a_basis_is_one_since_the_regulation_applies(law_on: LawOn) -> None:
    before, unknown = law_on("2018-05-24").basis("10"), law_on(TODAY).basis("6(1)(g)")

    assert (before.value, before.until, before.certain) == (None, date(2018, 5, 24), True)
    assert (unknown.value, unknown.row, unknown.certain) == (None, None, False)


def test_requests_are_answered_within_a_month(law_on: LawOn) -> None:
    law = law_on(TODAY)
    answer = law.deadline("act-on-request").value

    assert answer is not None
    assert (answer.period, answer.extension, answer.event) == ("P1M", "P2M", "request-received")
    assert not law.deadline("act-on-whim").certain


def test_the_ombudsman_has_three_months_since_2024(law_on: LawOn) -> None:
    before, since = (law_on(day).deadline("fi-ombudsman-passivity") for day in ("2023-12-31", "2024-01-01"))

    assert (before.value, before.until) == (None, date(2023, 12, 31))
    assert since.value is not None
    assert since.value.period == "P3M"


@pytest.mark.parametrize(
    ("holder", "first", "count"),
    [("record", "30(1)(a)", 12), ("notice-on-collection", "13(1)(a)", 12), ("processor-contract", "28(3)", 12)],
)
def test_a_document_has_its_contents(law_on: LawOn, holder: str, first: str, count: int) -> None:
    answer = law_on(TODAY).contents(holder)  # type: ignore[arg-type] # the names of documents are data here

    assert answer.certain
    assert (answer.value[0].article, len(answer.value)) == (first, count)
    assert all(item.names.keys() == {"en", "fi", "sv"} for item in answer.value)


def test_there_was_no_record_before_the_regulation(law_on: LawOn) -> None:
    before = law_on("2018-05-24").contents("record")

    assert (before.value, before.until) == ((), date(2018, 5, 24))
