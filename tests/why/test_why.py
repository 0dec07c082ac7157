"""`policycheck why`: what rules come to about a register, and what that rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from policycheck import resources
from policycheck.why.types import State

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

FIXTURES = Path(__file__).parents[2] / "fixtures"
VEISTO = FIXTURES / "repos" / "veisto"
CLEAN = FIXTURES / "clean"
DAY = "2026-11-22"
REGISTER = """\
policycheck: 1
kind: register
id: customer
purposes:
  orders: {category: orders, text: Orders}
  news: {category: orders, text: {not_known: we ask, owner: lead, until: 2027-01-31}}
  calls: {category: orders}
  gifts: {category: orders, text: {not_applicable: said elsewhere}}
"""


def told(run: Cli, *words: object, repo: Path = Path()) -> dict[str, Any]:
    result = run("why", *words, "--repo", repo, "--as-of", DAY, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def places(found: dict[str, Any]) -> dict[str, str]:
    return {one["spot"]["place"].partition(": ")[2]: one["state"] for one in found["outcomes"]}


@pytest.fixture
def ours(repo: PolicyRepo) -> PolicyRepo:
    repo.write("customer.yaml", REGISTER)
    repo.card("ours/worded")
    return repo


@pytest.mark.usefixtures("ours")
def test_a_rule_tells_every_outcome_with_what_it_looked_at(run: Cli) -> None:
    found = told(run, "customer", "ours/worded")

    assert places(found) == {
        "purposes/calls/text": "not met",
        "purposes/news/text": "cannot tell",
        "purposes/orders/text": "met",
        "purposes/gifts/text": "does not apply",
    }
    steps = {one["spot"]["place"]: one["chain"]["require"] for one in found["outcomes"]}
    (fact,) = steps["register/customer: purposes/orders/text"]["facts"]
    assert (fact["file"], fact["line"], fact["value"], fact["nothing"]) == ("customer.yaml", 5, "Orders", None)
    (fact,) = steps["register/customer: purposes/calls/text"]["facts"]
    assert (fact["line"], fact["value"], fact["nothing"]) == (7, None, "absent")


@pytest.mark.usefixtures("ours")
def test_what_is_missing_is_told_with_who_owns_it(run: Cli) -> None:
    found = told(run, "customer", "ours/worded", "purposes/news")
    (one,) = found["outcomes"]
    (missing,) = one["chain"]["missing"]

    assert (missing["says"], missing["owner"], missing["until"]) == (
        "purposes/news/text: not known: we ask",
        "lead",
        "2027-01-31",
    )
    assert (
        "missing: purposes/news/text: not known: we ask (owner: lead, by 2027-01-31)"
        in run("why", "customer", "ours/worded", "purposes/news").stdout
    )


def test_each_operand_of_a_card_is_told_with_what_it_came_to(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER)
    repo.card(
        "ours/worded",
        when={"field": "category", "one_of": ["orders", "customer-service"]},
        require={"any_of": [{"has": "legal_basis"}, {"not": {"lacks": "text"}}]},
    )
    lines = [line.strip() for line in run("why", "customer", "ours/worded", "purposes/calls").stdout.splitlines()]

    assert "[yes] category is one of: orders (handling of orders), customer-service (customer service)" in lines
    assert "[no] at least one of these holds:" in lines
    assert "[no] legal_basis: something is stated" in lines
    assert "[no] this does not hold:" in lines
    assert "[yes] text: nothing is stated" in lines


def test_a_step_through_a_reference_shows_both_documents(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER + "controller: us\n")
    repo.write("us.yaml", "policycheck: 1\nkind: organisation\nid: us\npublic_authority: true\n")
    repo.card("ours/private", require={"field": "/controller/public_authority", "equals": False})
    found = told(run, "customer", "ours/private")
    facts = found["outcomes"][0]["chain"]["require"]["facts"]

    assert [(fact["file"], fact["place"], fact["value"]) for fact in facts] == [
        ("customer.yaml", "register/customer: controller", "us"),
        ("us.yaml", "organisation/us: public_authority", True),
    ]


def test_a_card_that_compares_with_a_set_of_the_law_shows_the_row(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER + "recipients:\n  far: {country: US}\n")
    repo.card(
        "ours/near",
        **{"for": "recipients/*"},
        require={"field": "country", "one_of": "law.eea"},
        message={"en": "{register}: {recipient}"},
    )
    found = told(run, "customer", "ours/near")
    (row,) = found["outcomes"][0]["chain"]["law"]

    assert (row["table"], row["asked"], row["certain"]) == ("territories", ["US"], True)


def test_rows_of_the_law_are_told_with_source_confidence_and_days(run: Cli) -> None:
    found = told(run, "website-chat", "gdpr/transfer-safeguarded", "transfers", repo=CLEAN)
    rows = {row["table"]: row for row in found["outcomes"][0]["chain"]["law"]}

    assert rows["adequacy"]["id"] == "us-2023-1795"
    assert rows["adequacy"]["source"] == "Implementing Decision (EU) 2023/1795"
    assert (rows["adequacy"]["confidence"], rows["adequacy"]["valid_from"]) == ("high", "2023-07-10")
    assert found["as_of"] == found["outcomes"][0]["chain"]["as_of"] == DAY


@pytest.mark.parametrize("register", ["customer", "customer-notice-register"])
def test_every_rule_that_concerns_a_register_has_an_outcome(register: str, run: Cli) -> None:
    found = told(run, register, "--lang", "en", repo=VEISTO)
    states = {one["state"] for one in found["outcomes"]}

    assert {"not met", "met", "does not apply"} <= states
    assert found["rule"] is None
    assert "; no gaps found by" in found["summary"]


def test_a_finding_is_not_met_and_what_another_one_tells_is_so_called(run: Cli) -> None:
    found = told(run, "customer", repo=VEISTO)
    states = {(one["rule"], one["state"]) for one in found["outcomes"]}

    assert ("fi/cookies-with-consent", "not met") in states
    assert ("eprivacy/cookies-with-consent", State.TOLD_ELSEWHERE.value) in states


def test_a_waived_finding_names_its_waiver(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER)
    repo.card("ours/worded")
    repo.write(
        "waiver.yaml",
        "policycheck: 1\nkind: waiver\nid: later\nrule: ours/worded\nplace: 'register/customer: purposes/calls'\n"
        "reason: soon\nowner: lead\nuntil: 2027-01-31\n",
    )
    found = told(run, "customer", "ours/worded", "purposes/calls")

    assert [(one["state"], one["waived"]["waiver"]) for one in found["outcomes"]] == [("waived", "later")]
    assert "waiver later: soon (owner: lead, until 2027-01-31)" in run("why", "customer", "ours/worded").stdout


@pytest.mark.parametrize("words", [("customer",), ("customer", "gdpr/retention-determinable")])
@pytest.mark.parametrize("lang", ["en", "fi", "sv"])
def test_what_programs_read_has_the_published_schema(words: tuple[str, ...], lang: str, run: Cli) -> None:
    schema = json.loads((resources.schemas() / "why.schema.json").read_text("utf-8"))
    result = run("why", *words, "--repo", VEISTO, "--as-of", DAY, "--format", "json", "--lang", lang)

    Draft202012Validator(schema).validate(json.loads(result.stdout))


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "The rule asks only where:"), ("fi", "Sääntöä sovelletaan vain, kun:"), ("sv", "Regeln gäller bara där:")],
)
def test_it_speaks_three_languages(lang: str, words: str, run: Cli) -> None:
    assert words in run("why", "customer", "gdpr/transfers-listed", "--repo", VEISTO, "--lang", lang).stdout


def test_the_day_decides(run: Cli) -> None:
    early = run("why", "website-chat", "gdpr/transfer-safeguarded", "--repo", CLEAN, "--as-of", "2015-10-07").stdout

    assert "us-2023-1795" not in early
    assert "as of 2015-10-07" in early


def test_nothing_that_was_read_can_steer_a_terminal(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER.replace("text: Orders", 'text: "\\e[31mred\\a"'))
    repo.card("ours/worded")

    assert "\\u001b[31mred" in run("why", "customer", "ours/worded").stdout
    assert "\x1b" not in run("why", "customer", "ours/worded").stdout


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("custmer",), "did you mean 'customer'?"),
        (("customer", "ours/wordd"), "did you mean 'ours/worded'?"),
        (("customer", "ours/worded", "purposes/none"), "it looked at register/customer: purposes/calls/text"),
        (("customer", "ours/worded", "register/other: purposes"), "it looked at register/customer"),
    ],
)
@pytest.mark.usefixtures("ours")
def test_what_is_not_there_is_refused_with_a_hint(words: tuple[str, ...], hint: str, run: Cli) -> None:
    result = run("why", *words)

    assert result.exit_code == 2
    assert hint in result.stderr


def test_a_rule_that_the_configuration_leaves_out_is_told_as_that(ours: PolicyRepo, run: Cli) -> None:
    ours.configure(packs=["packs"], ignore=["ours"])
    result = run("why", "customer", "ours/worded")

    assert result.exit_code == 2
    assert "see 'select' and 'ignore' in the configuration" in result.stderr


@pytest.mark.usefixtures("ours")
def test_a_check_for_programs_carries_chains_and_one_for_people_none(run: Cli) -> None:
    found = json.loads(run("check", "--select", "ours", "--format", "json", "--as-of", DAY).stdout)
    (finding,) = found["findings"]

    assert finding["chain"]["require"]["outcome"] == "not met"
    assert finding["chain"]["as_of"] == DAY


@pytest.mark.usefixtures("ours")
def test_a_chain_is_told_in_whatever_place_the_format_is_written(run: Cli, tmp_path: Path) -> None:
    run("check", "--select", "ours", "--output", f"json={tmp_path / 'out.json'}")

    (finding,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["findings"]
    assert finding["chain"]["require"]["says"] == "text: something is stated"


def test_what_the_reader_raises_rests_on_no_chain(repo: PolicyRepo, run: Cli) -> None:
    repo.write("customer.yaml", REGISTER + "purposs: {orders: 1}\n")
    found = json.loads(run("check", "--select", "form", "--format", "json").stdout)

    assert [one["chain"] for one in found["findings"]] == [None]


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_chain_quotes_nothing_that_is_redacted(form: str, run: Cli) -> None:
    open_words = run("check", "--select", "ours", "--format", form).stdout
    redacted = run("check", "--select", "ours", "--format", form, "--redact").stdout

    assert '"chain": {' in open_words
    assert '"chain": {' in redacted
    assert "we ask" not in redacted


def test_the_law_may_be_assumed_to_be_otherwise(tmp_path: Path, run: Cli) -> None:
    assumption = tmp_path / "dpf.yaml"
    assumption.write_text(
        "policycheck: 1\nkind: assumption\ntitle: The framework ends\n"
        "law: {adequacy: {dpf: {valid_until: 2026-01-31}}}\n",
        encoding="utf-8",
    )
    words = ("why", "website-chat", "gdpr/transfer-safeguarded", "transfers", "--repo", CLEAN, "--as-of", DAY)

    assert "us-2023-1795" in run(*words).stdout
    result = run(*words, "--assume", assumption)
    assert result.exit_code == 0, result.stderr
    assert "us-2023-1795" not in result.stdout
    assert "assuming: The framework ends" in result.stdout


@pytest.fixture
def longer_in_archive(repo: PolicyRepo) -> PolicyRepo:
    """Two registers that keep data for eight years; in the archive ten are allowed, and there is no other rule."""
    kept = (
        "policycheck: 1\nkind: register\nid: {}\nretention: {{default: {{period: P8Y, from: end-of-relationship}}}}\n"
    )
    repo.write("customer.yaml", kept.format("customer"))
    repo.write("archive/old.yaml", kept.format("old"))
    rule = "gdpr/retention-differentiated"
    repo.configure(paths=[{"for": ["archive/"], "select": [rule], "params": {rule: {"long": "P10Y"}}}])
    return repo


@pytest.mark.usefixtures("longer_in_archive")
@pytest.mark.parametrize(("register", "state", "long"), [("customer", "not met", "P6Y"), ("old", "met", "P10Y")])
def test_the_reason_is_told_by_the_parameters_of_the_file(register: str, state: str, long: str, run: Cli) -> None:
    (outcome,) = told(run, register, "gdpr/retention-differentiated")["outcomes"]

    assert outcome["state"] == state
    assert outcome["chain"]["require"]["says"] == f"period is at most: {long}"


@pytest.mark.usefixtures("longer_in_archive")
def test_only_rules_by_which_its_file_is_judged_concern_a_register(run: Cli) -> None:
    assert {one["rule"] for one in told(run, "old")["outcomes"]} == {"gdpr/retention-differentiated"}
    assert len({one["rule"] for one in told(run, "customer")["outcomes"]}) > 1


def test_findings_rest_on_the_parameters_of_their_files(longer_in_archive: PolicyRepo) -> None:
    longer_in_archive.write(
        "archive/older.yaml",
        (longer_in_archive.root / "archive/old.yaml").read_text().replace("8", "20").replace("old", "older"),
    )
    rule = "gdpr/retention-differentiated"
    found = longer_in_archive.check(select=(), reasons=True).report.findings
    steps = {one.spot.file: one.chain.require for one in found if one.rule == rule and one.chain}

    assert {file: step.says for file, step in steps.items() if step} == {
        "customer.yaml": "period is at most: P6Y",
        "archive/older.yaml": "period is at most: P10Y",
    }
