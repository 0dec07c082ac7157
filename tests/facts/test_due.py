"""What falls due: month ends, leap years, and what never does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.facts.answering import Office
from policycheck.facts.due import due, next_review
from policycheck.facts.occasions import Due, Occasion, day_of
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

DAY = date(2026, 11, 22)
CLUB = """\
policycheck: 1
kind: organisation
id: club
roles:
  secretary: {contact: {email: secretary@club.example}}
"""


def falls_due(repo: PolicyRepo, day: date = DAY) -> list[Due]:
    checked = repo.check(as_of=day)
    return sorted(
        due(checked.repo, checked.book.law(day), checked.book.vocabulary), key=lambda item: (item.day, str(item.place))
    )


def told(repo: PolicyRepo) -> list[tuple[str, str, str]]:
    return [(item.day.isoformat(), item.occasion.value, str(item.place)) for item in falls_due(repo)]


@pytest.mark.parametrize(
    ("reviewed", "every", "next_day"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2025-12-31", "P1D", "2026-01-01"),
        ("2026-08-31", "P6M", "2027-02-28"),
        ("2026-08-31", "P0D", "2026-08-31"),
        ("2026-03-01", "P1Y2W", "2027-03-15"),
    ],
)
def test_a_review_is_due_a_period_after_the_last_one(reviewed: str, every: str, next_day: str) -> None:
    assert next_review({"reviewed": reviewed, "review_every": every}) == date.fromisoformat(next_day)


def test_what_was_never_reviewed_counts_from_its_date() -> None:
    assert next_review({"dated": "2025-05-31", "review_every": "P1Y"}) == date(2026, 5, 31)
    assert next_review({"dated": "2025-05-31", "reviewed": "2026-01-01", "review_every": "P1Y"}) == date(2027, 1, 1)


@pytest.mark.parametrize(
    "stated",
    [
        {"reviewed": "2026-01-01"},
        {"review_every": "P1Y"},
        {"reviewed": "2026-02-30", "review_every": "P1Y"},
        {"reviewed": "9999-12-31", "review_every": "P1D"},
        {"reviewed": "2026-01-01", "review_every": "P"},
    ],
)
def test_what_has_no_day_is_never_due(stated: dict[str, str]) -> None:
    assert next_review(stated) is None


@given(st.dates(), st.integers(0, 600))
def test_a_review_comes_at_the_end_of_a_month_at_the_latest(start: date, months: int) -> None:
    found = next_review({"reviewed": start.isoformat(), "review_every": f"P{months}M"})
    turns = start.month - 1 + months
    if found is None:
        assert start.year + turns // 12 > date.max.year
    else:
        assert (found.year, found.month) == (start.year + turns // 12, turns % 12 + 1)
        missing = start.day - found.day
        assert not missing or (found + timedelta(days=1)).day == 1


@pytest.mark.parametrize("words", [None, "", "soon", "2026-13-01", "2027-02-29", {"en": "2026-01-01"}, 2026])
def test_what_is_no_day_is_none(words: object) -> None:
    assert day_of(words) is None


def test_reviews_of_registers_texts_and_processors_records_fall_due(repo: PolicyRepo) -> None:
    reviewed = "reviewed: 2026-01-31\nreview_every: P1Y\n"
    repo.register("customer", reviewed)
    for kind in ("text", "processor-record", "system"):
        repo.write(f"{kind}.yaml", f"policycheck: 1\nkind: {kind}\nid: {kind}\n{reviewed if kind != 'system' else ''}")

    assert told(repo) == [
        ("2027-01-31", "review", "processor-record/processor-record: reviewed"),
        ("2027-01-31", "review", "register/customer: reviewed"),
        ("2027-01-31", "review", "text/text: reviewed"),
    ]


def test_contracts_and_framework_entries_fall_due_unless_they_cover_nobody_any_more(repo: PolicyRepo) -> None:
    repo.write(
        "parties.yaml",
        "policycheck: 1\nkind: party\nid: boats\ncontracts: {hosting: {until: 2027-02-28}, open: {dated: 2020-01-01}}\n"
        "frameworks:\n  dpf: {status: active, until: 2026-12-01}\n  old: {status: withdrawn, until: 2026-12-02}\n",
    )
    repo.write(
        "ours.yaml",
        "policycheck: 1\nkind: processor-record\nid: ours\ncontrollers:\n  boats: {until: 2028-01-01, contract: "
        "{until: 2027-12-31}}\nsub_processors:\n  boats: {contract: {until: 2027-06-30}}\n",
    )

    assert told(repo) == [
        ("2026-12-01", "framework", "party/boats: frameworks/dpf/until"),
        ("2027-02-28", "contract", "party/boats: contracts/hosting/until"),
        ("2027-06-30", "contract", "processor-record/ours: sub_processors/boats/contract/until"),
        ("2027-12-31", "contract", "processor-record/ours: controllers/boats/contract/until"),
        ("2028-01-01", "contract", "processor-record/ours: controllers/boats/until"),
    ]


def test_a_transfer_rests_on_an_adequacy_decision_until_its_sunset(repo: PolicyRepo) -> None:
    repo.write("parties.yaml", "policycheck: 1\nkind: party\nid: boats\ncountry: GB\n")
    repo.register(
        "customer",
        "transfers:\n"
        "  stated: {to: boats, safeguard: {article: 45(3)}}\n"
        "  silent: {country: GB}\n"
        "  clauses: {country: GB, safeguard: {article: 46(2)(c), clauses: 2021/914, until: 2027-01-01}}\n"
        "  without-sunset: {country: CH}\n"
        "  inadequate: {country: IN}\n"
        "  nowhere: {text: somewhere}\n",
    )

    assert told(repo) == [
        ("2027-01-01", "safeguard", "register/customer: transfers/clauses/safeguard/until"),
        ("2031-12-27", "adequacy", "register/customer: transfers/silent"),
        ("2031-12-27", "adequacy", "register/customer: transfers/stated"),
    ]
    assert {item.about for item in falls_due(repo) if item.occasion is Occasion.ADEQUACY} == {Term("countries", "GB")}


@pytest.mark.parametrize("day", ["2020-06-01", "2032-01-01"])
def test_without_a_decision_on_the_day_there_is_no_sunset(day: str, repo: PolicyRepo) -> None:
    repo.register("customer", "transfers: {london: {country: GB}}\n")

    assert falls_due(repo, date.fromisoformat(day)) == []


def test_open_points_fall_due_by_the_role_that_finds_out(repo: PolicyRepo) -> None:
    repo.write("club.yaml", CLUB)
    repo.register(
        "customer",
        "controller: club\nresponsible: secretary\n"
        "retention: {not_known: the board decides, owner: treasurer, until: 2026-10-31}\n"
        "logging: {not_known: we ask, until: 2026-12-31}\n"
        "access: {not_known: some day, until: soon}\n"
        "security: {not_known: some day}\n",
    )

    assert [(item.day.isoformat(), item.about, item.office) for item in falls_due(repo)] == [
        ("2026-10-31", "the board decides", Office("treasurer", "club")),
        ("2026-12-31", "we ask", Office("secretary", "club")),
    ]


def test_waivers_fall_due_by_their_owner(repo: PolicyRepo) -> None:
    repo.register()
    repo.write(
        "waiver.yaml",
        "policycheck: 1\nkind: waiver\nid: later\nrule: gdpr/basis-stated\nplace: register/customer\n"
        "reason: soon\nowner: secretary\nuntil: 2027-04-30\n",
    )

    (waiver,) = falls_due(repo)

    assert (waiver.day, waiver.occasion, waiver.about) == (date(2027, 4, 30), Occasion.WAIVER, "gdpr/basis-stated")
    assert waiver.office == Office("secretary", None)
