"""Waivers: what they set aside, and what is said of those that are expired, mistaken or unused."""

from __future__ import annotations

from datetime import date
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
    "until": "2027-06-30",
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
    "unknown rule": ({"rule": "gdpr/basis-statd"}, "waivers.yaml:4:1 waivers/rule-known"),
    "a rule of form": ({"rule": "form/key-known"}, "waivers.yaml:4:1 waivers/rule-waivable"),
    "a rule of waivers": ({"rule": "waivers/used"}, "waivers.yaml:4:1 waivers/rule-waivable"),
    "no place": ({"place": "customer"}, "waivers.yaml:5:1 waivers/place-exists"),
    "unknown register": ({"place": "register/custmer"}, "waivers.yaml:5:1 waivers/place-exists"),
    "another place": ({"place": "register/customer: purposes/other"}, "waivers.yaml:5:1 waivers/used"),
    "a place above is not below": (
        {"place": "register/customer: purposes/orders/legal_basis/article"},
        "waivers.yaml:5:1 waivers/used",
    ),
    "another rule": ({"rule": "gdpr/*"}, "waivers.yaml:4:1 waivers/rule-known"),
}


@pytest.mark.parametrize(("changes", "complaint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistaken_waiver_sets_nothing_aside_and_is_a_finding(
    changes: dict[str, Any], complaint: str, repo: PolicyRepo
) -> None:
    waive(repo, **changes)

    assert repo.found() == [FOUND, complaint]
    assert repo.check().report.waived == ()


def test_a_waiver_holds_on_its_last_day_and_not_after(repo: PolicyRepo) -> None:
    waive(repo, until="2026-11-22")

    assert repo.found(as_of=date(2026, 11, 22)) == ["waivers.yaml:10:1 waivers/ends-soon"]
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


def test_of_two_waivers_of_one_rule_at_one_place_none_counts(repo: PolicyRepo) -> None:
    waive(repo)
    repo.write("again.yaml", yaml.safe_dump({**WAIVER, "id": "again"}, sort_keys=False))

    assert repo.found() == ["again.yaml:5:1 waivers/single", FOUND, "waivers.yaml:5:1 waivers/single"]
    (first, _, second) = repo.check().report.findings
    assert "'again' and later" in first.message
    assert [spot.file for spot in second.related] == ["again.yaml"]


def test_a_new_waiver_beside_one_that_has_ended_counts(repo: PolicyRepo) -> None:
    waive(repo, until="2026-11-21")
    repo.write("again.yaml", yaml.safe_dump({**WAIVER, "id": "again"}, sort_keys=False))

    assert repo.found() == ["waivers.yaml:10:1 waivers/in-force"]


def test_of_two_waivers_that_cover_a_finding_the_nearer_one_counts(repo: PolicyRepo) -> None:
    waive(repo, place="register/customer")
    repo.write("near.yaml", yaml.safe_dump({**WAIVER, "id": "near"}, sort_keys=False))

    assert [one.waiver for one in repo.check().report.waived] == ["near"]
    assert repo.found() == ["waivers.yaml:5:1 waivers/used"]


def test_a_misspelt_rule_is_told_with_the_one_that_was_meant(repo: PolicyRepo) -> None:
    waive(repo, rule="gdpr/basis-statd")

    assert "did you mean 'gdpr/basis-stated'?" in repo.check().report.findings[1].message


@pytest.mark.parametrize("name", ["gdpr", "gdpr/basis-stated"])
def test_a_mandatory_rule_cannot_be_waived(name: str, repo: PolicyRepo) -> None:
    waive(repo)
    repo.configure(waivers={"mandatory": [name]})

    assert repo.found() == [FOUND, "waivers.yaml:4:1 waivers/rule-not-mandatory"]


def test_a_mandatory_rule_is_known_by_a_former_id(repo: PolicyRepo) -> None:
    repo.card("ours/worded", aliases=["ours/texted"])
    repo.configure(packs=["packs"], waivers={"mandatory": ["ours/texted"]})
    waive(repo, rule="ours/worded")

    assert repo.found(select=("ours", "waivers"))[-1] == "waivers.yaml:4:1 waivers/rule-not-mandatory"


@pytest.mark.parametrize(("approver", "complaints"), [({}, 1), ({"approved_by": "dpo"}, 0)])
def test_an_approver_can_be_required(approver: dict[str, str], complaints: int, repo: PolicyRepo) -> None:
    waive(repo, **approver)
    repo.configure(waivers={"approver_required": True})

    assert repo.found() == [FOUND, "waivers.yaml:3:1 waivers/approved"][: 2 * complaints]


@pytest.mark.parametrize(("until", "complaints"), [("2027-05-22", 0), ("2027-05-23", 1)])
def test_a_waiver_ends_within_the_longest_time_from_today(until: str, complaints: int, repo: PolicyRepo) -> None:
    waive(repo, until=until)
    repo.configure(waivers={"longest": "P6M"})

    assert repo.found() == [FOUND, "waivers.yaml:10:1 waivers/short"][: 2 * complaints]


@pytest.mark.parametrize(
    ("announced", "until", "told"),
    [
        (None, "2026-12-22", True),
        (None, "2026-12-23", False),
        ("P0D", "2026-11-22", True),
        ("P0D", "2026-11-23", False),
        ("P3M", "2027-02-22", True),
        ("P3999Y", "9999-12-31", False),
    ],
)
def test_a_waiver_that_ends_soon_is_announced(
    announced: str | None, until: str, repo: PolicyRepo, *, told: bool
) -> None:
    waive(repo, until=until)
    repo.configure(waivers={"announced": announced} if announced else {})
    report = repo.check().report

    assert [one.rule for one in report.findings] == ["waivers/ends-soon"] * told
    assert [one.severity for one in report.findings] == ["info"] * told
    assert len(report.waived) == 1


def test_a_role_that_no_organisation_has_answers_for_nothing(repo: PolicyRepo) -> None:
    waive(repo, owner="secretery")
    organisation = {"policycheck": 1, "kind": "organisation", "id": "club", "name": "Club"}
    roles = {"secretary": {"title": "Secretary"}}
    repo.write("club.yaml", yaml.safe_dump({**organisation, "country": "FI", "roles": roles}))

    assert repo.found() == [FOUND, "waivers.yaml:9:1 waivers/role-known"]
    assert "did you mean secretary?" in repo.check().report.findings[1].message


def test_what_is_for_a_refused_document_is_not_called_unused(repo: PolicyRepo) -> None:
    waive(repo)
    repo.register("customer", "nam: x\n")

    assert repo.found() == ["customer.yaml:6:1 form/key-known"]


def test_without_waivers_nothing_is_set_aside_and_nothing_said_of_them(repo: PolicyRepo) -> None:
    waive(repo)
    repo.write("old.yaml", yaml.safe_dump({**WAIVER, "id": "old", "until": "2020-01-01"}, sort_keys=False))
    report = repo.check(waivers=False).report

    assert [one.rule for one in report.findings] == ["gdpr/basis-stated"]
    assert (report.waived, report.waivers) == ((), ())


@pytest.mark.parametrize("command", ["check", "report"])
def test_the_command_line_leaves_waivers_out_of_account(command: str, repo: PolicyRepo, run: Cli) -> None:
    waive(repo)
    words = (command, "--fail-on", "error", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22")

    assert (run(*words).exit_code, run(*words, "--no-waivers").exit_code) == (0, 1)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"mandatory": ["gdpr/basis-statd"]}, "did you mean 'gdpr/basis-stated'?"),
        ({"longest": "P"}, "'P' is no ISO 8601 period such as P6M or P5Y"),
        ({"longest": "a year"}, "'waivers.longest' cannot be used as it is"),
        ({"longests": "P1Y"}, "did you mean 'longest'?"),
    ],
)
def test_a_broken_setting_of_waivers_is_refused(
    settings: dict[str, Any], words: str, repo: PolicyRepo, run: Cli
) -> None:
    waive(repo)
    repo.configure(waivers=settings)
    done = run("check")

    assert done.exit_code == 2
    assert words in done.output


STATES = {
    "in force": ({}, "in force", 1),
    "ends soon": ({"until": "2026-11-30"}, "ends soon", 1),
    "expired": ({"until": "2026-11-21"}, "expired", 0),
    "unused": ({"place": "register/customer: purposes/other"}, "unused", 0),
    "mistaken": ({"rule": "form/slug"}, "mistaken", 0),
    "not judged": ({"rule": "gdpr/retention-stated"}, "not judged", 0),
}


@pytest.mark.parametrize(("changes", "state", "waived"), STATES.values(), ids=STATES)
def test_the_ledger_tells_what_has_become_of_every_waiver(
    changes: dict[str, Any], state: str, waived: int, repo: PolicyRepo
) -> None:
    waive(repo, approved_by="board", **changes)
    (entry,) = repo.check().report.waivers

    assert (entry.state, entry.waived, entry.name) == (state, waived, "later")
    assert (entry.owner, entry.approved_by) == ("data-protection-officer", "board")


def test_waived_findings_are_shown_with_reason_owner_and_day_and_do_not_count(repo: PolicyRepo, run: Cli) -> None:
    waive(repo)
    result = run("check", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22", "--lang", "en")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        "customer.yaml:5:3 waived gdpr/basis-stated until 2027-06-30 by data-protection-officer: The lawyers are on it."
    )
    assert "1 waived" in result.stdout.splitlines()[-1]


def test_days_of_waivers_are_written_as_the_reader_writes_them(repo: PolicyRepo, run: Cli) -> None:
    waive(repo)
    shown = run("check", "--select", "gdpr/basis-stated", "--as-of", "2026-11-22", "--lang", "sv").stdout
    assert "gäller till och med den 30 juni 2027, ansvarig part" in shown

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
    assert "gdpr/basis-stated" in repo.found()[0]
    assert [one.state for one in repo.check(as_of=date(2026, 11, 22)).report.waivers] == (
        ["expired"] if until < "2026-11-22" else ["mistaken"]
    )
