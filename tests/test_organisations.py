"""One repo, several organisations: each record is judged as that of its own controllers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.facts.understood import understood

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

    from policycheck.repo import Record

ORGANISATION = """\
policycheck: 1
kind: organisation
id: {name}
country: {country}
contact: {{email: office@{name}.example}}
"""
REGISTER = """\
policycheck: 1
kind: register
id: {name}
{more}
cookies:
  visits: {{purposes: [analytics], consent: notice-only, lifetime: P1D}}
"""
PROCESSING = """\
policycheck: 1
kind: processor-record
id: for-others
processor: sverige
controllers:
  suomi: {services: [mailings]}
services:
  mailings: {data: [email]}
"""
COOKIES = ("fi/cookies-with-consent", "eprivacy/cookies-with-consent")


def found(repo: PolicyRepo, *rules: str) -> list[tuple[str, str]]:
    findings = repo.check(select=rules or COOKIES).report.findings
    return sorted((one.spot.place.id, one.rule) for one in findings if one.spot.place)


def organisations(repo: PolicyRepo, **countries: str) -> None:
    for name, country in countries.items():
        repo.write(f"{name}.yaml", ORGANISATION.format(name=name, country=country))


def register(repo: PolicyRepo, name: str, more: str) -> None:
    repo.write(f"{name}.yaml", REGISTER.format(name=name, more=more))


def record(repo: PolicyRepo, kind: str, name: str) -> Record:
    one = repo.check().repo.record(kind, name)
    assert one is not None
    return one


def test_each_register_has_its_own_controller_and_that_ones_national_law(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI", sverige="SE")
    register(repo, "asiakkaat", "controller: suomi")
    register(repo, "kunder", "controller: sverige")

    assert found(repo) == [("asiakkaat", "fi/cookies-with-consent"), ("kunder", "eprivacy/cookies-with-consent")]
    assert record(repo, "register", "kunder").country == "SE"


def test_among_several_a_register_that_names_none_has_none(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI", sverige="SE")
    register(repo, "customers", "name: Customers")

    assert found(repo) == [("customers", "eprivacy/cookies-with-consent")]
    assert record(repo, "register", "customers").countries == frozenset()


def test_joint_controllers_have_each_their_national_law(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI", sverige="SE")
    register(repo, "kunder", "controller: sverige\njoint_controllers: {suomi: {tasks: mailings}}")

    assert record(repo, "register", "kunder").countries == {"FI", "SE"}
    assert found(repo) == [("kunder", "fi/cookies-with-consent")]


def test_a_joint_controller_outside_the_repo_keeps_its_own_records(repo: PolicyRepo) -> None:
    organisations(repo, sverige="SE")
    repo.write("party.yaml", "policycheck: 1\nkind: party\nid: suomi\ncountry: FI\n")
    register(repo, "kunder", "controller: sverige\njoint_controllers: {suomi: {tasks: mailings}}")

    assert record(repo, "register", "kunder").countries == {"SE"}


def test_an_organisation_may_be_controller_here_and_processor_there(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI", sverige="SE")
    register(repo, "kunder", "controller: sverige")
    register(repo, "asiakkaat", "controller: suomi\nrecipients: {sverige: {role: processor, contract: mailings}}")
    repo.write("for-others.yaml", PROCESSING)

    assert found(repo, "form", "hygiene/contracts-recorded-with-party") == []
    assert record(repo, "processor-record", "for-others").country == "SE"
    assert record(repo, "register", "asiakkaat").country == "FI"


def test_a_processor_of_no_known_country_has_none(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI")
    repo.write("sverige.yaml", "policycheck: 1\nkind: organisation\nid: sverige\n")
    repo.write("for-others.yaml", PROCESSING)

    assert record(repo, "processor-record", "for-others").country is None


def test_what_is_understood_names_the_controller_of_each(repo: PolicyRepo) -> None:
    organisations(repo, suomi="FI", sverige="SE")
    register(repo, "kunder", "controller: sverige")
    checked = repo.check()
    one = checked.repo.record("register", "kunder")
    assert one is not None

    told = understood(one, checked.book.law(checked.report.as_of), checked.book.vocabulary)

    assert told["resolved"]["controller"]["id"] == "sverige"
    assert told["resolved"]["established_in"] == "SE"
