"""Where data go: the chain from a record to a country, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.facts.transfers import reaches

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

    from policycheck.facts.transfers import Reach

PARTY = "policycheck: 1\nkind: party\nid: {id}\n{more}"


def party(repo: PolicyRepo, name: str, more: str = "") -> None:
    repo.write(f"{name}.yaml", PARTY.format(id=name, more=more))


def reached(repo: PolicyRepo, name: str = "customer", kind: str = "register") -> dict[tuple[str, str], Reach]:
    record = repo.check().repo.record(kind, name)
    assert record is not None
    return {(reach.name, reach.country): reach for reach in reaches(record)}


def places(reach: Reach) -> list[str]:
    return [str(step) for step in reach.steps]


def test_a_chain_shows_every_step_from_the_system_to_the_country(repo: PolicyRepo) -> None:
    repo.register("customer", "systems: [crm]\n")
    repo.write("crm.yaml", "policycheck: 1\nkind: system\nid: crm\noperator: vendor\n")
    party(repo, "vendor", "country: FI\nsub_processors: {host: {authorisation: general}}\n")
    party(repo, "host", "country: IE\nsub_processors: {helpdesk: {authorisation: general}}\n")
    party(repo, "helpdesk", "country: IN\n")

    found = reached(repo)

    assert list(found) == [("vendor", "FI"), ("host", "IE"), ("helpdesk", "IN")]
    assert found["helpdesk", "IN"].path == ("systems", "crm")
    assert found["helpdesk", "IN"].past == ("vendor", "host")
    assert places(found["helpdesk", "IN"]) == [
        "system/crm: operator",
        "party/vendor: sub_processors/host",
        "party/host: sub_processors/helpdesk",
        "party/helpdesk: country",
    ]


def test_a_finding_shows_the_chain_as_related_places(repo: PolicyRepo) -> None:
    repo.register("customer", "recipients: {vendor: {role: processor}}\n")
    party(repo, "vendor", "country: FI\nsub_processors: {helpdesk: {authorisation: general}}\n")
    party(repo, "helpdesk", "country: IN\n")

    (finding,) = repo.check(select=("gdpr/transfer-safeguarded",)).report.findings

    assert [str(spot.place) for spot in finding.related] == [
        "party/vendor: sub_processors/helpdesk",
        "party/helpdesk: country",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("recipient: vendor", "sub-processor: Helpers", "country: India", "law/adequacy: nothing about IN")),
        ("fi", ("vastaanottaja: vendor", "alikäsittelijä: Helpers", "maa: Intia", "law/adequacy: ei riviä haulle IN")),
        ("sv", ("mottagare: vendor", "underbiträde: Helpers", "land: Indien", "law/adequacy: ingen rad om IN")),
    ],
)
def test_a_finding_tells_the_chain_link_by_link_from_the_register_on(
    repo: PolicyRepo, language: str, words: tuple[str, ...]
) -> None:
    repo.register("customer", "recipients: {vendor: {role: processor}}\n")
    party(repo, "vendor", "country: FI\nsub_processors: {helpdesk: {authorisation: general}}\n")
    party(repo, "helpdesk", "name: Helpers\ncountry: IN\n")

    (finding,) = repo.check(select=("gdpr/transfer-safeguarded",), language=language).report.findings

    who = ("customer: ", "vendor: ", "Helpers: ", "")
    assert finding.because == tuple(f"{one}{said}" for one, said in zip(who, words, strict=True))
    assert [(step.spot.file, step.spot.span.line, step.says) for step in finding.steps] == [
        ("customer.yaml", 6, finding.because[0]),
        ("vendor.yaml", 5, finding.because[1]),
        ("helpdesk.yaml", 5, finding.because[2]),
    ]


def test_whoever_gets_data_in_the_same_country_gets_them_under_what_covers_the_one_before(repo: PolicyRepo) -> None:
    repo.register("customer", "recipients: {vendor: {role: processor}}\n")
    party(
        repo,
        "vendor",
        "country: US\nsub_processors: {host: {authorisation: general}, helpdesk: {authorisation: general}}\n",
    )
    party(repo, "host", "country: US\n")
    party(repo, "helpdesk", "country: IN\n")

    assert list(reached(repo)) == [("vendor", "US"), ("helpdesk", "IN")]


def test_a_processor_of_the_repo_leads_on_by_its_own_record(repo: PolicyRepo) -> None:
    repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\n")
    repo.write("it.yaml", "policycheck: 1\nkind: organisation\nid: it-company\ncountry: FI\n")
    repo.write(
        "acting.yaml",
        "policycheck: 1\nkind: processor-record\nid: for-us\nprocessor: it-company\n"
        "controllers: {us: {services: [hosting]}}\n"
        "services: {hosting: {systems: [cloud]}, printing: {text: prints}}\n"
        "sub_processors: {helpdesk: {services: [hosting]}, printer: {services: [printing]}}\n",
    )
    repo.write("cloud.yaml", "policycheck: 1\nkind: system\nid: cloud\nhosting: {country: IE, premises: cloud}\n")
    party(repo, "helpdesk", "country: IN\n")
    party(repo, "printer", "country: CN\n")
    repo.register("customer", "controller: us\nrecipients: {it-company: {role: processor}}\n")

    found = reached(repo)

    assert list(found) == [("it-company", "FI"), ("helpdesk", "IN"), ("cloud", "IE")]
    assert places(found["helpdesk", "IN"]) == [
        "processor-record/for-us: sub_processors/helpdesk",
        "party/helpdesk: country",
    ]
    assert places(found["cloud", "IE"]) == [
        "processor-record/for-us: services/hosting/systems/cloud",
        "system/cloud: hosting/country",
    ]


def test_a_processors_record_reaches_its_processors_its_systems_and_the_controllers(repo: PolicyRepo) -> None:
    repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\n")
    repo.write(
        "acting.yaml",
        "policycheck: 1\nkind: processor-record\nid: for-others\nprocessor: us\n"
        "controllers: {client: {since: 2026-01-31}}\nsub_processors: {helpdesk: {authorisation: general}}\n",
    )
    party(repo, "client", "country: SE\n")
    party(repo, "helpdesk", "country: IN\n")

    assert list(reached(repo, "for-others", "processor-record")) == [("helpdesk", "IN"), ("client", "SE")]
