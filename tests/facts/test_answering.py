"""Who answers for a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.facts.answering import Office, answering

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

CLUB = "policycheck: 1\nkind: organisation\nid: {name}\nroles: {{secretary: {{}}, treasurer: {{}}}}\n"


@pytest.fixture
def club(repo: PolicyRepo) -> PolicyRepo:
    repo.write("club.yaml", CLUB.format(name="club"))
    return repo


def office(repo: PolicyRepo, kind: str, name: str) -> Office | None:
    record = repo.check().repo.record(kind, name)
    assert record is not None
    return answering(record)


def test_a_register_names_its_role(club: PolicyRepo) -> None:
    club.register("customer", "responsible: secretary\n")

    assert office(club, "register", "customer") == Office("secretary", "club")


def test_a_description_without_one_has_that_of_its_only_sibling_that_names_one(club: PolicyRepo) -> None:
    club.register("customer")
    club.register("customer-notice", "describes: customer\nresponsible: secretary\n")
    club.register("customer-flow", "describes: customer\nresponsible: {not_known: we ask}\n")

    assert office(club, "register", "customer") == Office("secretary", "club")
    assert office(club, "register", "customer-flow") == Office("secretary", "club")


def test_descriptions_that_name_two_do_not_answer_for_a_third(club: PolicyRepo) -> None:
    club.register("customer")
    club.register("customer-notice", "describes: customer\nresponsible: secretary\n")
    club.register("customer-flow", "describes: customer\nresponsible: treasurer\n")

    assert office(club, "register", "customer") is None
    assert office(club, "register", "customer-flow") == Office("treasurer", "club")


def test_the_same_role_of_two_organisations_is_two(club: PolicyRepo) -> None:
    club.write("other.yaml", CLUB.format(name="other"))
    club.register("customer", "controller: club\nresponsible: secretary\n")
    club.register("guests", "controller: other\nresponsible: secretary\n")
    club.register("boats", "responsible: secretary\n")

    assert office(club, "register", "customer") == Office("secretary", "club")
    assert office(club, "register", "guests") == Office("secretary", "other")
    assert office(club, "register", "boats") == Office("secretary", None)


def test_a_text_is_answered_for_by_those_who_answer_for_what_it_describes(club: PolicyRepo) -> None:
    club.write("notice.yaml", "policycheck: 1\nkind: text\nid: notice\nsigned_by: treasurer\n")
    club.write("other.yaml", "policycheck: 1\nkind: text\nid: other\nsigned_by: treasurer\n")
    club.register("customer", "text: notice\nresponsible: secretary\n")

    assert office(club, "text", "notice") == Office("secretary", "club")
    assert office(club, "text", "other") == Office("treasurer", "club")


def test_a_party_or_system_is_answered_for_by_the_only_role_whose_registers_use_it(club: PolicyRepo) -> None:
    for name in ("boats", "oars", "sails"):
        club.write(f"{name}.yaml", f"policycheck: 1\nkind: party\nid: {name}\n")
    club.write("crm.yaml", "policycheck: 1\nkind: system\nid: crm\n")
    club.register(
        "customer",
        "responsible: secretary\nrecipients: {boats: {}, us: {party: oars}}\ntransfers: {x: {to: sails}}\n"
        "systems: [crm]\n",
    )
    club.register("guests", "responsible: treasurer\nrecipients: {boats: {}}\n")

    assert office(club, "party", "boats") is None
    assert office(club, "party", "oars") == Office("secretary", "club")
    assert office(club, "party", "sails") == Office("secretary", "club")
    assert office(club, "system", "crm") == Office("secretary", "club")


def test_nobody_is_named_for_the_organisation_itself(club: PolicyRepo) -> None:
    assert office(club, "organisation", "club") is None


ACTING = "policycheck: 1\nkind: processor-record\nid: for-others\nprocessor: club\n"


def test_a_processors_record_names_a_role_of_the_processor(club: PolicyRepo) -> None:
    club.write("other.yaml", CLUB.format(name="other"))
    club.write("acting.yaml", ACTING + "responsible: secretary\n")

    assert office(club, "processor-record", "for-others") == Office("secretary", "club")


def test_a_processors_record_without_one_has_nobody(club: PolicyRepo) -> None:
    club.write("acting.yaml", ACTING)

    assert office(club, "processor-record", "for-others") is None


def test_who_answers_for_a_processors_record_answers_for_whom_and_what_it_uses(club: PolicyRepo) -> None:
    uses = "sub_processors: {host: {authorisation: general}}\nservices: {mailings: {systems: [list]}}\n"
    club.write("acting.yaml", ACTING + "responsible: treasurer\n" + uses)
    club.write("host.yaml", "policycheck: 1\nkind: party\nid: host\n")
    club.write("list.yaml", "policycheck: 1\nkind: system\nid: list\n")

    assert office(club, "party", "host") == Office("treasurer", "club")
    assert office(club, "system", "list") == Office("treasurer", "club")
