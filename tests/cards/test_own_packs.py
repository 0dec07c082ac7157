"""Packs of an organisation's own, judged beside the shipped ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.finding import Outcome

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

TRANSFERS = """\
policycheck: 1
kind: register
id: customer
transfers:
  support: {country: US}
  archive: {country: NO}
  mirror: {country: CH}
"""


def test_an_organisation_can_forbid_transfers_outside_the_eea_without_code(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", TRANSFERS)
    repo.card(
        "ours/inside-the-eea",
        **{"for": "transfers/*"},
        message={"en": "{transfer} goes to {value}"},
        require={"field": "country", "one_of": "law.eea"},
    )

    findings = repo.check(select=("ours",)).report.findings

    assert [(one.spot.span.line, one.message) for one in findings] == [
        (5, "support goes to US"),
        (7, "mirror goes to CH"),
    ]


def test_own_cards_are_no_registers_even_where_every_document_must_be_one(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded")

    assert repo.found(select=("ours", "form")) == ["customer.yaml:5:3 ours/worded"]


def test_own_rules_are_selected_by_pack_and_by_article(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", cites=[{"law": "gdpr", "article": "12(1)"}])

    assert repo.found(select=("12(1)",), ignore=("gdpr", "fi", "eprivacy", "hygiene", "consistency")) == [
        "customer.yaml:5:3 ours/worded"
    ]


def test_a_pack_that_does_not_speak_a_language_makes_all_words_english(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/worded", title={"en": "Words"})

    report = repo.check(select=("ours", "gdpr/basis-stated"), language="fi").report

    assert report.language == "en"
    assert [one.title for one in report.findings] == ["Every purpose has a legal basis", "Words"]


def test_an_own_rule_may_supersede_a_shipped_one(repo: PolicyRepo) -> None:
    repo.register()
    repo.card("ours/based", require={"has": "legal_basis"}, supersedes=["gdpr/basis-stated"])

    assert repo.found(select=("ours", "gdpr/basis-stated")) == ["customer.yaml:5:3 ours/based"]


def test_own_codes_share_the_meaning_of_their_parent(repo: PolicyRepo) -> None:
    repo.configure(vocabulary={"purposes": {"club": {"parent": "marketing", "label": {"en": "loyalty club"}}}})
    repo.write("customer.yaml", "policycheck: 1\nkind: register\nid: a\npurposes:\n  club: {category: club}\n")
    checked = repo.check()

    assert repo.found(select=("form",)) == []
    assert checked.book.vocabulary.attribute("purposes", "club", "marketing") is True


def test_a_record_never_makes_an_own_card_crash(repo: PolicyRepo, run: Cli) -> None:
    held = {"version": 3, "data_subjects": "customer"}
    for field in ("name", "version", "review_every", "reviewed", "data_subjects", "purposes", "controller"):
        one = held.get(field, "x")
        operators = {"equals": one, "one_of": [one], "none_of": [one], "includes": [one], "matches": "x"}
        for operator, value in {**operators, "at_least": 3, "at_most": "P1Y"}.items():
            requirement = {"field": field, operator: value}
            name = f"ours/{field.replace('_', '-')}-{operator.replace('_', '-')}"
            repo.card(name, **{"for": None}, require=requirement, message={"en": "{value}"})
    repo.write("a.yaml", "policycheck: 1\nkind: register\nid: a\nname: {en: x, fi: y}\nreview_every: P\nversion: 2\n")
    repo.write("b.yaml", "policycheck: 1\nkind: register\nid: b\npurposes: {x: {text: y}}\nreviewed: 2026-02-30\n")
    repo.write(
        "c.yaml", "policycheck: 1\nkind: register\nid: c\ndata_subjects: [customer]\ncontroller: {not_known: x}\n"
    )

    assert run("check", "--select", "ours").exit_code == 1


@pytest.mark.parametrize(("length", "found"), [(1000, ["ours/short"]), (1001, [])])
def test_what_a_text_too_long_to_be_matched_comes_to_cannot_be_told(
    length: int, found: list[str], repo: PolicyRepo
) -> None:
    repo.write("a.yaml", f"policycheck: 1\nkind: register\nid: a\nname: {'x' * length}\n")
    repo.card("ours/short", **{"for": None}, require={"field": "name", "matches": "[a-w]*"}, message={"en": "{value}"})

    report = repo.check(select=("ours",)).report

    assert [one.rule for one in report.findings] == found
    assert report.outcomes.get(Outcome.CANNOT_TELL, 0) == (0 if found else 1)


@pytest.mark.parametrize(
    "value", ["!!python/object/apply:os.system ['touch ran']", "!!python/name:os.system", "!code 'x'"]
)
def test_a_card_is_data_and_is_never_run(value: str, repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    card = repo.card("ours/worded")
    card.write_text(card.read_text("utf-8").replace("severity: error", f"severity: {value}"), "utf-8")

    done = run("check")

    assert done.exit_code == 2
    assert "worded.yaml:1:" in done.stderr
    assert not (repo.root / "ran").exists()


@pytest.mark.parametrize("pack", ["law", "vocabulary", "profiles"])
def test_reserved_names_are_no_packs(pack: str, repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.card(f"{pack}/worded")

    result = run("check")

    assert result.exit_code == 2
    assert "holds no pack" in result.stderr


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("packs/others/some-card.yaml", "belongs to no pack: no pack.yaml"),
        ("packs/law/some-card.yaml", "belongs to no pack: 'law', 'vocabulary' and 'profiles' are no names for a pack"),
        ("packs/ours/Bad_Name.yml", "is no name for a card"),
        ("packs/pack.yaml", "is a pack itself"),
    ],
)
def test_nothing_in_a_folder_of_packs_is_passed_over_in_silence(
    name: str, complaint: str, repo: PolicyRepo, run: Cli
) -> None:
    repo.register()
    repo.card("ours/worded")
    repo.write(name, "title: x\n")

    done = run("check")

    assert done.exit_code == 2
    assert complaint in done.stderr
