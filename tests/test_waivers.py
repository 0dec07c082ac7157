"""Waivers: what they set aside, and what is said of those that are expired, mistaken or unused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck.finding import Outcome

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

WAIVER = {
    "policycheck": 1,
    "kind": "waiver",
    "id": "later",
    "rule": "gdpr/basis-stated",
    "place": "register/customer: purposes/orders",
    "reason": {"en": "The lawyers are on it.", "fi": "Juristit selvittävät."},
    "owner": "data-protection-officer",
    "until": "2026-11-22",
}
FOUND = "customer.yaml:5:3 gdpr/basis-stated"


def waive(repo: PolicyRepo, **changes: Any) -> None:
    repo.register()
    repo.write("waivers.yaml", yaml.safe_dump({**WAIVER, **changes}, sort_keys=False))


@pytest.mark.parametrize(
    "place",
    ["register/customer: purposes/orders/legal_basis", "register/customer: purposes/orders", "register/customer"],
)
def test_a_waiver_sets_aside_what_is_at_its_place_or_below(place: str, repo: PolicyRepo) -> None:
    waive(repo, place=place)
    report = repo.check().report

    assert report.findings == ()
    assert [one.finding.rule for one in report.waived] == ["gdpr/basis-stated"]
    assert report.outcomes[Outcome.WAIVED] == 1


MISTAKES = {
    "expired": ({"until": "2026-11-21"}, "waivers.yaml:10:1 waivers/in-force"),
    "unknown rule": ({"rule": "gdpr/basis-statd"}, "waivers.yaml:4:1 waivers/rule-waivable"),
    "a rule of form": ({"rule": "form/key-known"}, "waivers.yaml:4:1 waivers/rule-waivable"),
    "a rule of waivers": ({"rule": "waivers/used"}, "waivers.yaml:4:1 waivers/rule-waivable"),
    "no place": ({"place": "customer"}, "waivers.yaml:5:1 waivers/place-exists"),
    "unknown register": ({"place": "register/custmer"}, "waivers.yaml:5:1 waivers/place-exists"),
    "another place": ({"place": "register/customer: purposes/other"}, "waivers.yaml:5:1 waivers/used"),
    "a place above is not below": (
        {"place": "register/customer: purposes/orders/legal_basis/article"},
        "waivers.yaml:5:1 waivers/used",
    ),
    "another rule": ({"rule": "gdpr/*"}, "waivers.yaml:4:1 waivers/rule-waivable"),
}


@pytest.mark.parametrize(("changes", "complaint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistaken_waiver_sets_nothing_aside_and_is_a_finding(
    changes: dict[str, Any], complaint: str, repo: PolicyRepo
) -> None:
    waive(repo, **changes)

    assert repo.found() == [FOUND, complaint]
    assert repo.check().report.waived == ()


def test_a_waiver_holds_on_its_last_day_and_not_after(repo: PolicyRepo) -> None:
    from datetime import date

    waive(repo)

    assert repo.found(as_of=date(2026, 11, 22)) == []
    assert repo.found(as_of=date(2026, 11, 23)) == [FOUND, "waivers.yaml:10:1 waivers/in-force"]


def test_a_waiver_names_a_rule_by_a_former_id_too(repo: PolicyRepo) -> None:
    repo.card("ours/worded", aliases=["ours/texted"])
    waive(repo, rule="ours/texted")

    assert repo.found(select=("ours", "waivers")) == []


def test_a_waiver_of_a_rule_that_is_not_judged_is_not_called_unused(repo: PolicyRepo) -> None:
    waive(repo)

    assert repo.found(select=("form", "waivers")) == []


def test_complaints_about_waivers_may_be_ignored(repo: PolicyRepo) -> None:
    waive(repo, until="2026-11-21")

    assert repo.found(select=("gdpr/basis-stated",)) == [FOUND]


def test_a_waiver_of_broken_shape_sets_nothing_aside(repo: PolicyRepo) -> None:
    waive(repo, owner=["a", "b"])

    assert repo.found() == [FOUND, "waivers.yaml:9:1 form/type"]


def test_findings_of_shape_cannot_be_waived(repo: PolicyRepo) -> None:
    waive(repo, rule="form/key-known", place="register/customer")
    repo.register("customer", "nam: x\n")

    assert "customer.yaml:6:1 form/key-known" in repo.found()


def test_two_waivers_of_one_finding_are_one_too_many(repo: PolicyRepo) -> None:
    waive(repo)
    repo.write("again.yaml", yaml.safe_dump({**WAIVER, "id": "again"}, sort_keys=False))

    assert repo.found() == ["waivers.yaml:5:1 waivers/used"]


def test_waived_findings_are_shown_with_reason_owner_and_day_and_do_not_count(repo: PolicyRepo, run: Cli) -> None:
    waive(repo)
    result = run("check", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22", "--lang", "en")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        "customer.yaml:5:3 waived gdpr/basis-stated until 2026-11-22 by data-protection-officer: The lawyers are on it."
    )
    assert "1 waived" in result.stdout.splitlines()[-1]


def test_days_of_waivers_are_written_as_the_reader_writes_them(repo: PolicyRepo, run: Cli) -> None:
    waive(repo)
    shown = run("check", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22", "--lang", "sv").stdout
    assert "gäller till och med den 22 november 2026, ansvarig part" in shown

    waive(repo, until="2026-11-21")
    shown = run("check", "--select", "gdpr/basis-stated,waivers", "--as-of", "2026-11-22", "--lang", "fi").stdout
    assert "Poikkeaman hyväksyntä on päättynyt 21.11.2026." in shown
    assert "2026-11-21" in run("check", "--select", "waivers", "--lang", "fi", "--format", "compact").stdout


@pytest.mark.parametrize("until", ["2026-02-30", "2027-02-30"])
def test_a_day_that_never_comes_is_shown_as_it_was_written(until: str, repo: PolicyRepo, run: Cli) -> None:
    waive(repo, until=until)

    shown = run("check", "--select", "gdpr/basis-stated,waivers,form", "--as-of", "2026-11-22", "--lang", "fi").stdout

    assert until in shown
    assert "form/date" in shown
