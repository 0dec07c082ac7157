"""Each class of change is told for the edit that makes it, and its reverse for the edit taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.cards import load_rulebook
from policycheck.changes.classes import classes_on
from policycheck.reading import today

if TYPE_CHECKING:
    from tests.changes.conftest import History

CLASSES = classes_on(load_rulebook().law_tables["changes"], today())
M, P, S, C = "members.yaml", "parties.yaml", "systems.yaml", "club.yaml"
EDITS = [
    (P, "country: FI", "country: US", "moved-to-third-country"),
    (P, "country: FI", "country: SE", "country-changed"),
    (S, "country: FI", "country: IN", "moved-to-third-country"),
    (S, "name: The CRM", "name: The CRM\nmeasures: {encryption-at-rest: {forced: true}}", "measure-added"),
    (P, "contracts: {letters: {article_28: complete}}", "contracts: none", "processor-contract-removed"),
    (M, "period: P2Y", "period: P5Y", "retention-longer"),
    (M, "period: P2Y", "period: P1Y", "retention-shorter"),
    (M, "period: P2Y", "period: P24M", None),
    (M, "from: end-of-membership, ", "", "retention-changed"),
    (M, "  members: {period: P2Y, from: end-of-membership, data: [contact]}\n", "  none\n", "retention-removed"),
    (M, "6(1)(b)", "6(1)(f)", "basis-changed"),
    (M, "6(1)(b)", "6(1)(a)", "consent-taken-up"),
    (M, ", legal_basis: {article: 6(1)(b)}", "", "basis-removed"),
    (M, "purposes:\n", "purposes:\n  raffle: {text: We raffle boats.}\n", "purpose-added"),
    (M, "We write to members.", "We write letters.", None),
    (M, "[name, email]", "[name, email, phone]", "data-item-added"),
    (M, "[name, email]", "[email, name]", None),
    (M, "data:\n", "data:\n  visits: {items: [pages]}\n", "data-group-added"),
    (M, "data_subjects: [customer]", "data_subjects: [customer, child]", "data-subjects-added"),
    (M, "  erasure: {how: [email]}\n", "", "right-removed"),
    (M, "erasure: {how: [email]}", "erasure: {how: [phone]}", None),
    (M, "role: processor", "role: controller", "recipient-role-changed"),
    (M, "systems: [crm]", "systems: [crm]\nautomated_decisions: {profiling: true}", "automated-decision-added"),
    (M, "systems: [crm]", "systems: [crm]\nsources: {post: {from: third-party}}", "source-added"),
    (M, "systems: [crm]", "systems: [crm]\nrisk: {impact_assessment: {done: 2026-01-01}}", "assessment-added"),
    (M, "systems: [crm]", "systems: [crm]\npublication: {default: published}", "published-by-default"),
    (M, "systems: [crm]", "systems: [crm]\ncookies: {session: {text: Session}}", "cookie-added"),
    (M, "systems: [crm]", "systems: [crm]\nconsents: {all: {covers: [letters]}}", "consent-changed"),
    (M, "systems: [crm]", "systems: []", "system-removed"),
    (M, "controller: club\n", "", "controller-changed"),
    (M, "mailer: {role", "post: {role: third-party}\n  mailer: {role", "recipient-added"),
    (M, "task: sends letters", "task: posts letters", None),
    (C, "{appointed: true, contact: {email: dpo@club.example}}", "{appointed: false}", "officer-removed"),
    (C, "dpo@club.example", "officer@club.example", "officer-changed"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), EDITS, ids=[f"{e[3]}: {e[2][:30]!r}" for e in EDITS])
def test_an_edit_is_told_and_taken_back(history: History, file: str, old: str, new: str, expected: str | None) -> None:
    history.edit(file, old=old, new=new)
    history.commit()

    forth, back = history.changes("main..topic"), history.changes("topic..main")

    assert forth == ([f"members {expected}"] if expected else [])
    reverses = sorted(f"members {CLASSES[one.split()[1]].reverse}" for one in forth)
    assert reverses == sorted(back)


def test_wording_order_comments_quoting_and_file_names_are_no_change(history: History) -> None:
    history.edit(M, old="We write to members.", new='"Letters go to members."')
    history.edit(M, old="name: Members", new="name: Our members  # all of them")
    history.edit(M, old="systems: [crm]\n", new="")
    history.edit(M, old="recipients:\n", new='systems: ["crm"]\nrecipients:\n')
    history.git("mv", P, "vendors.yaml")

    assert history.changes() == []
    assert history.run("diff", "main").exit_code == 0


def test_a_special_category_is_told_beside_the_data(history: History) -> None:
    history.edit(M, old="[name, email]", new="[name, email, health]")

    assert set(history.changes()) == {"members data-item-added", "members special-category-added"}


def test_a_replaced_processor_is_one_change(history: History) -> None:
    other = "---\npolicycheck: 1\nkind: party\nid: poster\nname: Poster Ltd\ncountry: FI\nrole: processor\n"
    history.repo.write("poster.yaml", other)
    history.edit(M, old="mailer: {role", new="poster: {role")

    assert history.changes() == ["members processor-replaced"]


def test_a_vendor_that_moves_is_told_for_every_register_it_reaches(history: History) -> None:
    text = (history.repo.root / M).read_text(encoding="utf-8")
    history.repo.write("guests.yaml", text.replace("id: members", "id: guests"))
    history.commit()
    history.git("branch", "-f", "main")
    history.edit(P, old="country: FI", new="country: US")

    assert history.changes() == ["guests moved-to-third-country", "members moved-to-third-country"]
    (change,) = history.diff()["registers"][1]["changes"]
    assert (change["before"]["file"], change["before"]["words"]) == (P, "Finland")
    assert (change["after"]["line"], change["after"]["words"]) == (5, "United States")


def test_registers_come_go_and_are_renamed(history: History) -> None:
    history.edit(M, old="id: members", new="id: people")
    assert history.changes() == ["people register-renamed"]

    history.edit(M, old="[name, email]", new="[name, health]")
    assert sorted(history.changes()) == [
        "members register-removed", "people register-added", "people special-category-added",
    ]  # fmt: skip


def test_the_safeguard_of_a_transfer_that_stays_can_be_lost(history: History) -> None:
    history.edit(P, old="country: FI", new="country: IN")
    history.edit(M, old="systems: [crm]", new="systems: [crm]\n" + TRANSFER)
    history.commit()
    history.git("branch", "-f", "main")
    history.edit(M, old=TRANSFER, new="")

    assert history.changes() == ["members safeguard-removed"]


TRANSFER = (
    "transfers: {mailer: {to: mailer, country: IN, safeguard: {article: 46(2)(c), clauses: 2021/914, module: 2,"
    " signed: 2026-01-01}}}\n"
)


def test_every_class_has_words_and_every_duty_is_used() -> None:
    table = load_rulebook().law_tables["changes"]
    used = {name for row in table["classes"] for name in row["duties"]}

    assert used == {row["id"] for row in table["duties"]}
    assert all(set(row["title"]) == {"en", "fi", "sv"} for row in table["classes"])
    assert all(set(row["words"]) == {"en", "fi", "sv"} for row in table["duties"])
