"""All documents of a run together: what is ours, what is inherited, what belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.cards import Rulebook, load_rulebook
from policycheck.repo import Repo, load
from policycheck.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[..., Repo]

US = "policycheck: 1\nkind: organisation\nid: us\ncountry: FI\n"
THEM = "policycheck: 1\nkind: organisation\nid: them\ncountry: SE\n"
NOTICE = """\
policycheck: 1
kind: text
id: notice
language: fi
serves: [notice]
controller: us
"""


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def loaded(book: Rulebook) -> Load:
    """Load documents, each from a file of its own."""

    def read(*texts: str, all_ours: bool = False) -> Repo:
        sources = [Source(f"{number}.yaml", text) for number, text in enumerate(texts)]
        return load(sources, book.shapes, book.vocabulary, book.lexicon, all_ours=all_ours)

    return read


def register(name: str, lines: str = "") -> str:
    return f"policycheck: 1\nkind: register\nid: {name}\n{lines}\n"


def rules(repo: Repo) -> list[str]:
    return [flaw.rule for flaw in repo.flaws]


def test_a_description_inherits_from_its_text(loaded: Load) -> None:
    repo = loaded(register("customer", "text: notice"), NOTICE, US)
    record = repo.record("register", "customer")

    assert record is not None
    assert (record.language, record.serves, record.country) == ("fi", frozenset({"notice"}), "FI")
    assert record.controller == {"policycheck": 1, "kind": "organisation", "id": "us", "country": "FI"}


def test_what_a_description_says_itself_counts_before_its_text(loaded: Load) -> None:
    lines = "text: notice\nlanguage: sv\nserves: [cookies]\ncontroller: them"
    record = loaded(register("customer", lines), NOTICE, US, THEM).record("register", "customer")

    assert record is not None
    assert (record.language, record.serves, record.country) == ("sv", frozenset({"cookies"}), "SE")


def test_without_a_text_a_description_is_a_record_in_the_language_of_the_repo(loaded: Load) -> None:
    record = loaded(register("customer")).record("register", "customer")

    assert record is not None
    assert (record.language, record.serves, record.country) == ("en", frozenset({"record"}), None)
    assert record.controller is None


def test_the_only_organisation_tells_the_country_when_nobody_is_named(loaded: Load) -> None:
    one = loaded(register("customer"), US).record("register", "customer")
    two = loaded(register("customer"), US, THEM).record("register", "customer")

    assert one is not None
    assert two is not None
    assert (one.country, two.country) == ("FI", None)


def test_descriptions_of_one_register_belong_together(loaded: Load) -> None:
    repo = loaded(register("a", "describes: customer"), register("customer"), register("other"))

    assert {name: [one.document.id for one in found] for name, found in repo.descriptions.items()} == {
        "customer": ["a", "customer"],
        "other": ["other"],
    }
    assert [one.document.id for one in repo.descriptions["customer"][0].siblings] == ["customer"]


@pytest.mark.parametrize(
    ("text", "ours", "not_ours"),
    [
        ("services: {}\n", ["form/is-ours", "form/key-required"], []),
        ("kind: Deployment\n", ["form/is-ours", "form/kind-known"], []),
        ("kind: register\nid: a\n", ["form/is-ours"], ["form/is-ours"]),
        ("policychek: 1\nkind: register\nid: a\n", ["form/is-ours"], ["form/is-ours"]),
        ("policychek:\nkind: register\nid: a\n", ["form/is-ours"], ["form/is-ours"]),
        ("policychek:\n", ["form/is-ours", "form/key-required"], ["form/is-ours", "form/key-required"]),
        ("policychek: 1\n", ["form/is-ours", "form/key-required"], ["form/is-ours", "form/key-required"]),
        ("", ["form/not-empty"], []),
        ("# nothing\n", ["form/not-empty"], []),
    ],
)
def test_what_is_ours_says_so_or_is_a_flaw(text: str, ours: list[str], not_ours: list[str], loaded: Load) -> None:
    assert rules(loaded(text, all_ours=True)) == ours
    assert rules(loaded(text)) == not_ours


def test_documents_of_others_are_counted(loaded: Load) -> None:
    assert loaded("services: {}\n---\nvolumes: {}\n", register("a")).skipped == 2


def test_a_record_knows_wherever_it_names_an_act(loaded: Load) -> None:
    basis = "legal_basis: {law: gdpr}"
    limits = "rights: {erasure: {limits: {accounting: {law: gdpr}}}}"
    record = loaded(register("r", f"purposes:\n  p:\n    {basis}\n    also_stated: [{{{basis}}}]\n{limits}")).records[0]

    assert [link.path for link in record.acts] == [
        ("purposes", "p", "legal_basis", "law"),
        ("purposes", "p", "also_stated", 0, "legal_basis", "law"),
        ("rights", "erasure", "limits", "accounting", "law"),
    ]


def test_the_id_of_a_refused_document_still_counts(loaded: Load) -> None:
    repo = loaded(register("customer", "controller: us"), f"{US}nam: x\n")

    assert rules(repo) == ["form/key-known"]
    assert repo.record("organisation", "us") is None


def test_the_second_of_two_documents_of_one_kind_and_id_is_refused(loaded: Load) -> None:
    repo = loaded(register("a", "name: first"), register("a", "name: second"), US.replace("us", "a"))

    (flaw,) = repo.flaws
    assert (flaw.rule, flaw.source.file) == ("form/id-unique", "1.yaml")
    assert [document.source.file for document, _ in flaw.related] == ["0.yaml"]
    assert [record.stated.get("name") for record in repo.of_kind("register")] == ["first"]


def test_an_organisation_of_the_repo_may_be_a_party(loaded: Load) -> None:
    repo = loaded(register("a", "recipients: {us: {role: processor}}"), US)

    assert rules(repo) == []
    assert repo.party("us") is not None
    assert repo.party("nobody") is None


def test_a_thing_about_which_nothing_is_said_can_still_be_named(loaded: Load) -> None:
    repo = loaded(register("a", "data: {names: TODO}\npurposes: {orders: {data: [names]}}"))

    assert rules(repo) == []


def test_what_a_nothing_says_is_kept_by_its_place(loaded: Load) -> None:
    record = loaded(register("a", "controller: {not_known: we ask}")).record("register", "a")

    assert record is not None
    assert "controller" not in record.stated
    nothing = record.nothing("controller")
    assert nothing is not None
    assert nothing.words == "we ask"


@pytest.mark.parametrize("nothing", ["", "none", "TODO", "{not_known: why, owner: us}", "{none_except: [a]}", "[]"])
def test_a_misspelt_key_is_a_flaw_whatever_kind_of_nothing_it_holds(nothing: str, loaded: Load) -> None:
    (flaw,) = loaded(register("customer", f"name: a\npurpses: {nothing}\n")).flaws

    assert (flaw.rule, flaw.path, flaw.values["suggestion"]) == ("form/key-known", ("purpses",), "purposes")
    assert flaw.document is not None
    assert flaw.document.span(flaw.path).line == 5


def test_a_misspelt_code_is_a_flaw_whatever_kind_of_nothing_it_holds(loaded: Load) -> None:
    (flaw,) = loaded(register("customer", "security:\n  encryption-in-transt: none\n")).flaws

    assert (flaw.rule, flaw.values["suggestion"]) == ("form/code-known", "encryption-in-transit")
