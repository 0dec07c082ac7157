"""The other commands, and what all of them share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from policycheck import __version__
from policycheck.cli import COMMANDS

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo


def test_help_names_every_command(run: Cli) -> None:
    output = run("--help").stdout

    assert all(f"  {name}" in output and words in output for name, words in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_as_the_list_says(name: str, run: Cli) -> None:
    output = " ".join(run(name, "-h").stdout.split())

    assert COMMANDS[name].rstrip(".") in output


def test_an_unknown_command_exits_with_2(run: Cli) -> None:
    assert run("chekc").exit_code == 2


def test_the_version_is_told(run: Cli) -> None:
    assert run("--version").stdout == f"policycheck {__version__}\n"


def test_shells_can_complete_commands_and_options(command: Command) -> None:
    env = {"_POLICYCHECK_COMPLETE": "bash_complete", "COMP_WORDS": "policycheck ch", "COMP_CWORD": "1"}

    assert command(env=env).stdout == b"plain,check\n"


def test_rules_are_listed_with_severity_articles_and_requirement(run: Cli) -> None:
    output = run("rules", "--select", "gdpr/basis-stated").stdout.splitlines()

    assert output[0].split() == ["rule", "severity", "articles", "requirement"]
    assert "gdpr/basis-stated" in output[2]
    assert "GDPR Art. 6(1); GDPR Art. 13(1)(c)" in output[2]
    assert output[-1] == "1 rule in 1 pack"


def test_rules_are_listed_for_programs(run: Cli) -> None:
    (row,) = json.loads(run("rules", "--select", "gdpr/basis-stated", "--format", "json").stdout)

    assert row["id"] == "gdpr/basis-stated"
    assert row["severity"] == "error"
    assert row["articles"] == ["GDPR Art. 6(1)", "GDPR Art. 13(1)(c)"]


def test_the_severity_of_the_repo_is_the_one_that_is_told(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(severity={"gdpr/basis-stated": "info"})

    assert "info" in run("rules", "--select", "gdpr/basis-stated").stdout
    assert run("explain", "gdpr/basis-stated").stdout.startswith("gdpr/basis-stated (info)\n")


def test_a_rule_is_explained_with_its_reason_its_fix_and_its_articles(run: Cli) -> None:
    output = run("explain", "gdpr/basis-stated").stdout

    assert "Processing is lawful only if" in output
    assert "legal_basis: {article: 6(1)(f)" in output
    assert "GDPR Art. 6(1)  http://data.europa.eu/eli/reg/2016/679/art_6/oj" in output


def test_a_rule_is_explained_for_programs(run: Cli) -> None:
    told = json.loads(run("explain", "gdpr/basis-stated", "--format", "json").stdout)

    assert told["logic"] == {"has": "legal_basis"}
    assert told["articles"][0]["words"] == "GDPR Art. 6(1)"


def test_an_unknown_rule_is_not_explained(run: Cli) -> None:
    result = run("explain", "gdpr/basis")

    assert result.exit_code == 2
    assert "did you mean 'gdpr/basis-stated'?" in result.stderr


def test_rules_of_an_organisation_are_listed_and_explained(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded")

    assert "ours/worded" in run("rules").stdout
    assert "People read words." in run("explain", "ours/worded").stdout


@pytest.mark.parametrize("kind", ["register", "text", "organisation", "party", "system", "processor-record", "waiver"])
def test_the_schema_of_a_kind_is_whole_and_accepts_a_document_of_it(kind: str, run: Cli) -> None:
    schema = json.loads(run("schema", kind).stdout)
    Draft202012Validator.check_schema(schema)
    faults = Draft202012Validator(schema).iter_errors({"policycheck": 1, "kind": kind, "id": "a"})

    assert {fault.validator for fault in faults} <= ({"required"} if kind == "waiver" else set())


@pytest.mark.parametrize("name", [None, "config", "card", "pack", "report", "overview", "why"])
def test_the_other_schemas_are_printed_too(name: str | None, run: Cli) -> None:
    Draft202012Validator.check_schema(json.loads(run("schema", *filter(None, [name])).stdout))


def test_a_schema_of_nothing_is_refused(run: Cli) -> None:
    result = run("schema", "registre")

    assert result.exit_code == 2
    assert "did you mean 'register'?" in result.stderr


@pytest.mark.parametrize(("language", "label"), [("en", "loyalty club"), ("fi", "kanta-asiakaskerho")])
def test_the_schema_of_records_offers_the_codes_of_the_repo(
    language: str, label: str, repo: PolicyRepo, run: Cli
) -> None:
    club = {"parent": "marketing", "label": {"en": "loyalty club", "fi": "kanta-asiakaskerho"}}
    repo.configure(vocabulary={"purposes": {"club": club}})
    offered = json.loads(run("schema", "--lang", language).stdout)["$defs"]["codes.purposes"]["allOf"][0]["anyOf"][0]

    assert dict(zip(offered["enum"], offered["enumDescriptions"], strict=True))["club"] == label
    assert "marketing" in offered["enum"]


def test_codes_are_listed_with_their_labels_in_three_languages(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(vocabulary={"rights": {"club": {"parent": "objection", "label": {"en": "right to leave the club"}}}})
    listed = run("codes", "rights").stdout.splitlines()
    rows = {row["code"]: row for row in json.loads(run("codes", "rights", "--format", "json").stdout)}

    assert listed[0].split() == ["code", "English", "Finnish", "Swedish", "meaning", "of"]
    assert next(line for line in listed if line.startswith("access ")).split("  ")[-1].strip() == "rätt till tillgång"
    assert rows["access"]["label"] == {
        "en": "right of access", "fi": "oikeus saada pääsy tietoihin", "sv": "rätt till tillgång"
    }  # fmt: skip
    assert (rows["club"]["label"], rows["club"]["parent"]) == ({"en": "right to leave the club"}, "objection")


def test_vocabularies_are_listed_with_the_fields_that_take_their_codes(run: Cli) -> None:
    rows = {row["vocabulary"]: row for row in json.loads(run("codes", "--format", "json").stdout)}

    assert rows["purposes"]["fields"] == ["category"]
    assert rows["countries"]["codes"] == 250
    assert "placeholders" not in rows
    assert "koodisto" in run("codes", "--lang", "fi").stdout


def test_a_vocabulary_of_nothing_is_refused(run: Cli) -> None:
    for name, hint in (("purpses", "did you mean 'purposes'?"), ("zzz", "'policycheck codes' lists them")):
        result = run("codes", name)

        assert result.exit_code == 2
        assert hint in result.stderr


def test_a_register_is_shown_as_it_is_understood(repo: PolicyRepo, run: Cli) -> None:
    repo.register()

    assert shown(run)["customer"]
    assert json.loads(run("show", "customer", "--format", "json").stdout) == shown(run)


def shown(run: Cli) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(run("show", "customer").stdout)
    return found


def test_a_description_is_shown_by_its_own_id_or_with_its_register(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    repo.register("customer-notice", "describes: customer\n")

    assert set(shown(run)) == {"customer", "customer-notice"}
    assert set(yaml.safe_load(run("show", "customer-notice").stdout)) == {"customer-notice"}


def test_an_unknown_register_is_not_shown(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    result = run("show", "custmer")

    assert result.exit_code == 2
    assert "did you mean 'customer'?" in result.stderr
