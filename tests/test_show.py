"""What `policycheck show` tells of Veisto's customer register."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import Request, check
from policycheck.checking import Checked
from policycheck.facts.understood import understood
from policycheck.repo import Record

FIXTURES = Path(__file__).parents[1] / "fixtures"
VEISTO = FIXTURES / "repos" / "veisto"


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    checked = check(Request((VEISTO,), date(2026, 11, 22)))
    return {record.document.id: understood_of(checked, record) for record in checked.repo.descriptions["customer"]}


def understood_of(checked: Checked, record: Record) -> dict[str, Any]:
    return understood(record, checked.book.law(date(2026, 11, 22)), checked.book.vocabulary)


def test_both_descriptions_are_told_with_the_file_they_stand_in(told: dict[str, Any]) -> None:
    assert {name: part["file"] for name, part in told.items()} == {
        "customer-notice-register": "customer-notice.yaml",
        "customer-data-flow-register": "customer-data-flow.yaml",
    }


def test_what_the_text_says_is_inherited(told: dict[str, Any]) -> None:
    resolved = told["customer-data-flow-register"]["resolved"]

    assert resolved["serves"] == ["data-flow"]
    assert resolved["controller"] == {"id": "veisto", "name": "Veisto Oy"}
    assert resolved["systems"]["invoicing"] == {"name": "laskutusohjelma", "medium": "application"}
    assert told["customer-notice-register"]["resolved"]["controller"] is None


def test_nothings_are_told_by_place_and_kind(told: dict[str, Any]) -> None:
    assert told["customer-notice-register"]["not_stated"]["consents"] == {"kind": "blank"}
    assert told["customer-data-flow-register"]["not_stated"]["responsible"] == {
        "kind": "said-only",
        "words": "pelkkä henkilön nimi",
    }


def test_a_basis_stated_once_holds_for_every_purpose(told: dict[str, Any]) -> None:
    bases = told["customer-notice-register"]["derived"]["legal_bases"]

    assert bases["orders"] == {"article": "6(1)(b)", "stated_at": "purposes/legal_basis"}
    assert len(bases) == 8


def test_it_is_told_where_cookie_data_really_go_and_why(told: dict[str, Any]) -> None:
    assert told["customer-notice-register"]["derived"]["cookie_data_go_to"] == {
        "google-analytics": {"country": "US", "because": ["law/trackers: google-analytics US"]}
    }


def test_it_is_told_which_rights_the_bases_give(told: dict[str, Any]) -> None:
    rights = told["customer-notice-register"]["derived"]["rights_given"]

    assert rights["access"] == {"6(1)(b)": "always"}
    assert rights["portability"] == {"6(1)(b)": "conditional"}
    assert "objection" not in rights


def test_it_is_told_of_every_right_whether_it_is_owed_and_how_it_is_used(told: dict[str, Any]) -> None:
    rights = told["customer-notice-register"]["derived"]["rights"]

    assert rights["access"] == {
        "owed": True,
        "said": "told",
        "to": ["customer-service", "contact-person"],
        "form": "written",
    }
    assert rights["portability"] == {"owed": True, "said": "told", "to": ["contact-person"]}
    assert rights["human-review"] == {"owed": False, "said": "nothing"}
    assert told["customer-data-flow-register"]["derived"]["rights"]["complaint"]["said"] == "nothing"


def test_a_right_that_is_refused_or_limited_by_law_is_told_so(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "clean", tmp_path / "clean")
    file = tmp_path / "clean" / "website-chat.yaml"
    limited = "derogations: {authors: {law: data-protection-act, section: '34', rights: [access]}}\nrights:\n"
    text = file.read_text("utf-8").replace("\nrights:\n", f"\n{limited}  human_review: none\n")
    file.write_text(text, "utf-8")
    checked = check(Request((tmp_path / "clean",), date(2026, 11, 22)))
    (record,) = checked.repo.descriptions["website-chat"]
    rights = understood_of(checked, record)["derived"]["rights"]

    assert (rights["access"]["owed"], rights["access"]["limited"], rights["access"]["said"]) == (False, True, "told")
    assert rights["human-review"] == {"owed": False, "said": "refused"}


def test_it_is_told_whom_data_reach_in_which_country_and_whether_that_is_covered() -> None:
    checked = check(Request((FIXTURES / "clean",), date(2026, 11, 22)))
    (record,) = checked.repo.descriptions["website-chat"]

    assert understood_of(checked, record)["derived"]["data_reach"] == [
        {
            "who": "chat-provider",
            "country": "US",
            "covered": True,
            "because": ["register/website-chat: transfers/chat-service/country US"],
        },
        {
            "who": "mail-provider",
            "country": "DE",
            "covered": True,
            "because": ["register/website-chat: recipients/mail-provider", "party/mail-provider: country DE"],
        },
    ]


def test_retention_is_told_by_data_group_and_copy_with_what_the_law_asks() -> None:
    checked = check(Request((FIXTURES / "repos" / "veisto-remedied",), date(2026, 11, 22)))
    (record,) = checked.repo.descriptions["invoicing"]

    kept = understood(record, checked.book.law(date(2026, 11, 22)), checked.book.vocabulary)["derived"]["kept"]

    assert kept["ledger"]["copies"] == {
        "ledger": {
            "in": ["invoicing"],
            "period": "P10Y",
            "from": "financial-year-end",
            "by_law": [{"row": "law/retention: fi-accounting-10", "minimum": "P10Y", "from": ["financial-year-end"]}],
        }
    }
    assert list(kept["overdue"]["copies"]) == ["overdue"]
    assert kept["overdue"]["copies"]["overdue"]["by_law"] == []
