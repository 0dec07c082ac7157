"""What records say under each heading: statements, gaps with their places, and what stays inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck import Request, check
from policycheck.record import Row, kept, layout, rows
from policycheck.wording import Wording

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

    from policycheck import Checked

FIXTURES = Path(__file__).parents[2] / "fixtures"
REPOS = sorted(path for path in (FIXTURES / "repos").iterdir() if path.is_dir())
BARE = "policycheck: 1\nkind: register\nid: bare\nname: Bare\n"


def told(checked: Checked, name: str, form: str = "finnish", language: str = "en") -> dict[str, Row]:
    """The rows of a record by their headings."""
    wording = Wording(checked.book, checked.repo, language, for_people=True)
    record = next(one for one in kept(checked.repo, language) if one.document.id == name)
    law = checked.book.law(checked.report.as_of)
    return {
        row.heading.words: row for row in rows(record, layout(checked.book.vocabulary, form, language), wording, law)
    }


def words(row: Row) -> list[str]:
    return [line.whole for line in row.lines]


def test_what_article_30_asks_for_and_nobody_states_is_a_gap(repo: PolicyRepo) -> None:
    repo.write("bare.yaml", BARE)
    found = told(repo.check(), "bare")

    gaps = {heading for heading, row in found.items() if row.gap}
    assert gaps == {
        "Controller",
        "Purpose of and legal basis for processing",
        "Categories of data subjects",
        "Data content of the register",
        "Regular disclosures and recipients",
        "Transfers outside the EU or EEA",
        "Retention period",
        "Principles of protection",
    }
    assert words(found["Retention period"]) == ["not stated"]
    assert found["Joint controller"].lines == ()


@pytest.mark.parametrize(
    ("written", "expected", "gap"),
    [
        ("none", "none, says the record", False),
        ("{not_applicable: nobody sends anything}", "does not apply, says the record: nobody sends anything", False),
        ("{not_known: we ask, until: 2026-12-31}", "not known yet: we ask, 2026-12-31", True),
        ("{not_filled: later}", "not filled in: later", True),
        ("", "left blank", True),
        ("TODO", "not filled in: TODO", True),
    ],
)
def test_kinds_of_nothing_are_told_apart(written: str, expected: str, gap: bool, repo: PolicyRepo) -> None:  # noqa: FBT001
    repo.write("bare.yaml", f"{BARE}transfers: {written}\n")
    row = told(repo.check(), "bare")["Transfers outside the EU or EEA"]

    assert words(row) == [expected]
    assert row.gap is gap


def test_a_gap_inside_of_a_field_tells_its_place(repo: PolicyRepo) -> None:
    repo.write("bare.yaml", f"{BARE}retention:\n  orders: {{period: TBD}}\n")
    row = told(repo.check(), "bare")["Retention period"]

    assert "retention/orders/period: not filled in: TBD" in words(row)
    assert row.gap


def test_a_purpose_without_a_basis_is_a_gap_beside_those_with_one(repo: PolicyRepo) -> None:
    purposes = "purposes:\n  orders: {text: Orders}\n  mail: {text: Mail, legal_basis: {article: 6(1)(a)}}\n"
    repo.write("bare.yaml", BARE + purposes)
    row = told(repo.check(), "bare")["Purpose of and legal basis for processing"]

    assert words(row) == ["Orders", "Orders: legal basis: not stated", "Mail (consent, GDPR Art. 6(1)(a))"]
    assert [line.gap for line in row.lines] == [False, True, False]


def test_own_staff_are_no_recipients(repo: PolicyRepo) -> None:
    repo.write("bare.yaml", f"{BARE}recipients:\n  us: {{kind: staff, text: Our people}}\n  bank: {{text: A bank}}\n")

    assert words(told(repo.check(), "bare")["Regular disclosures and recipients"]) == ["A bank"]


def test_a_country_that_data_reach_and_nobody_lists_is_a_gap(repo: PolicyRepo) -> None:
    repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\nname: Us\ncountry: FI\n")
    repo.write("host.yaml", "policycheck: 1\nkind: party\nid: host\nname: Host Inc.\ncountry: US\nrole: processor\n")
    repo.write("bare.yaml", f"{BARE}controller: us\nrecipients:\n  host: {{role: processor}}\n")
    row = told(repo.check(), "bare")["Transfers outside the EU or EEA"]

    assert words(row) == ["United States: not listed as a transfer (Host Inc.)"]
    assert row.gap


def test_details_of_measures_and_contacts_of_roles_are_marked_as_internal(repo: PolicyRepo) -> None:
    club = "policycheck: 1\nkind: organisation\nid: club\nname: Club\n"
    repo.write("club.yaml", f"{club}roles:\n  boss: {{title: Boss, contact: {{phone: '1'}}}}\n")
    repo.write("bare.yaml", f"{BARE}responsible: boss\nsecurity:\n  password: {{detail: twelve characters}}\n")
    found = told(repo.check(), "bare")

    (measure,) = found["Principles of protection"].lines
    assert (measure.words, measure.inside) == ("password", "twelve characters")
    (role,) = found["Contact person for the register"].lines
    assert (role.words, role.inside) == ("Boss", "1")


def test_what_the_records_do_not_hold_is_said_and_is_no_gap(repo: PolicyRepo) -> None:
    repo.write("bare.yaml", BARE)
    row = told(repo.check(), "bare", "ico")["Has a personal data breach occurred?"]

    assert words(row) == ["not kept in these records"]
    assert not row.gap


def test_data_stand_in_the_categories_of_the_cnil_with_how_long_they_are_kept(repo: PolicyRepo) -> None:
    data = "data:\n  all: {items: [name, health, income, ip-address, location, feedback]}\n  more: {text: Whatever}\n"
    repo.write("bare.yaml", f"{BARE}{data}retention:\n  all: {{data: [all], period: P2Y}}\n")
    found = told(repo.check(), "bare", "cnil")

    expected = {
        "État civil, identité, images": "name",
        "Informations d'ordre économique et financier": "income",
        "Données de connexion": "IP address",
        "Données de localisation": "location data",
        "Santé": "data concerning health",
    }
    for heading, category in expected.items():
        assert [(line.words, line.beside) for line in found[heading].lines] == [(category, ("2 years",))]
    assert [line.words for line in found["Autres catégories de données"].lines] == ["feedback", "Whatever"]
    assert found["Vie personnelle"].lines == ()


def test_a_translation_stands_in_for_its_original() -> None:
    checked = check(Request((FIXTURES / "repos" / "btb-plaza",), keep_judgements=True))

    names = {language: [one.document.id for one in kept(checked.repo, language)] for language in ("fi", "sv")}
    assert {name[-3:] for name in names["fi"]} == {"-fi"}
    assert sum(name.endswith("-sv") for name in names["sv"]) == len(names["sv"])
    assert len(names["fi"]) == len(names["sv"])


def test_what_only_tells_of_cookies_is_no_record(repo: PolicyRepo) -> None:
    repo.write("cookies.yaml", "policycheck: 1\nkind: register\nid: cookies\nserves: [cookies]\n")

    assert kept(repo.check().repo, "en") == []


def test_a_register_that_nobody_describes_as_a_record_is_shown_without_gaps(repo: PolicyRepo) -> None:
    repo.write("notice.yaml", "policycheck: 1\nkind: register\nid: notice\nserves: [notice]\n")
    row = told(repo.check(), "notice")["Retention period"]

    assert words(row) == ["not stated"]
    assert not row.gap


@pytest.mark.parametrize("form", ["finnish", "ico", "cnil"])
@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_every_line_of_every_repo_leads_to_a_place(form: str, language: str) -> None:
    for root in (*REPOS, FIXTURES / "clean"):
        checked = check(Request((root,)))
        wording = Wording(checked.book, checked.repo, language, for_people=True)
        law = checked.book.law(checked.report.as_of)
        for record in kept(checked.repo, language):
            for row in rows(record, layout(checked.book.vocabulary, form, language), wording, law):
                for line in row.lines:
                    assert line.words.strip()
                    assert wording.spot(record.place.at(*line.path)).span.line >= 1
