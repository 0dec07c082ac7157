from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from policycheck.law.trackers import Company

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.law import Law

    LawOn = Callable[[str], Law]

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    ("name", "tracker"),
    [
        ("google-analytics", "google-analytics"),
        ("Google Analytics", "google-analytics"),
        ("GOOGLE ANALYTICS 4", "google-analytics"),
        ("google-analytics.com", "google-analytics"),
        ("facebook-pixel", "meta-pixel"),
        ("meta-platforms-inc", "meta-pixel"),
        ("acme.matomo.cloud", "matomo-cloud"),
        ("tawk.to", "tawkto"),
        ("Chatra", "chatra"),
        ("plausible-insights-ou", "plausible"),
        ("google", None),
        ("Google LLC", None),
        ("googletagmanager.com", None),
        ("evil-google-analytics.com", None),
        ("matomo", None),
        ("own-counter", None),
        ("", None),
    ],
)
def test_a_tracker_is_found_by_a_name_that_is_its_alone(law_on: LawOn, name: str, tracker: str | None) -> None:
    answer = law_on(TODAY).tracker(name)

    assert (answer.value.id if answer.value else None) == tracker
    assert answer.value or not answer.certain


def test_a_tracker_tells_its_vendor_and_whether_consent_is_needed(law_on: LawOn) -> None:
    answer = law_on(TODAY).tracker("google-analytics")

    assert answer.certain
    assert answer.value is not None
    assert (answer.value.vendor, answer.value.country) == ("Google LLC", "US")
    assert answer.value.consent == "required"
    assert "_ga" in answer.value.cookies


def test_a_tracker_that_ended_is_no_tracker_any_more(law_on: LawOn) -> None:
    last, after = (law_on(day).tracker("universal-analytics") for day in ("2023-06-30", "2023-07-01"))

    assert last.value is not None
    assert last.until == date(2023, 6, 30)
    assert after.value is None
    assert after.row == last.row
    assert after.certain


def test_a_host_that_two_trackers_shared_tells_nothing_of_that_time(law_on: LawOn) -> None:
    answer = law_on("2023-06-30").tracker("google-analytics.com")

    assert answer.value is None
    assert not answer.certain


def test_a_vendor_may_have_been_another_before(law_on: LawOn) -> None:
    before, after = (law_on(day).tracker("hotjar") for day in ("2025-06-30", "2025-07-01"))

    assert before.value is not None
    assert (before.value.vendor, before.value.country) == ("Hotjar Ltd", "MT")
    assert before.until == date(2025, 6, 30)
    assert after.value is not None
    assert (after.value.vendor, after.value.country) == ("Content Square SAS", "FR")
    assert after.until is None
    assert law_on("2025-06-30").vendor("hotjar").value is not None
    assert law_on("2025-07-01").vendor("hotjar").value is None


@pytest.mark.parametrize(
    ("name", "vendor", "country"),
    [
        ("google", "Google LLC", "US"),
        ("Google LLC", "Google LLC", "US"),
        ("meta", "Meta Platforms, Inc.", "US"),
        ("giosg-com", "Giosg.com Oy", "FI"),
    ],
)
def test_the_first_words_of_a_company_name_are_enough(law_on: LawOn, name: str, vendor: str, country: str) -> None:
    answer = law_on(TODAY).vendor(name)

    assert answer.value is not None
    assert (answer.value.name, answer.value.country) == (vendor, country)


@pytest.mark.parametrize("name", ["goo", "oogle", "llc", "google-analytics", "chatra", "", "-"])
def test_part_of_a_word_or_a_word_inside_is_no_vendor(law_on: LawOn, name: str) -> None:
    answer = law_on(TODAY).vendor(name)

    assert answer.value is None
    assert not answer.certain


def test_a_vendor_tells_through_whom_it_contracts_in_the_eea(law_on: LawOn) -> None:
    answer = law_on(TODAY).vendor("google")

    assert answer.certain
    assert answer.value is not None
    assert answer.value.eea_companies == (Company("Google Ireland Limited", "IE"),)
