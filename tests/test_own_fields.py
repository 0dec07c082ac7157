"""Fields of an organisation's own, `x-…`, and the JSON Schema that it may hold them against."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from policycheck.errors import PolicycheckError

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

SCHEMA: dict[str, Any] = {
    "properties": {
        "x-cost-centre": {"type": "integer", "minimum": 1000},
        "x-systems": {"type": "array", "items": {"$ref": "#/$defs/name"}},
    },
    "additionalProperties": False,
    "$defs": {"name": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]+$"}},
}


def own(repo: PolicyRepo, schema: Any = None, **settings: Any) -> None:
    repo.write("schemas/own.json", json.dumps(SCHEMA if schema is None else schema, indent=1))
    repo.configure(fields={"register": "schemas/own.json"}, folders=["registers"], **settings)


def record(repo: PolicyRepo, own_fields: str) -> None:
    repo.write("registers/a.yaml", f"policycheck: 1\nkind: register\nid: a\nname: A\n{own_fields}")


def told(repo: PolicyRepo) -> list[tuple[int, str]]:
    findings = repo.check(select=("form",)).report.findings
    return [(one.spot.span.line, one.message) for one in findings]


def test_without_a_schema_an_own_field_may_hold_anything(repo: PolicyRepo) -> None:
    record(repo, "x-anything: {deep: [1, {er: true}]}\n")
    repo.configure()

    assert told(repo) == []


@pytest.mark.parametrize("key", ["x-", "x-Cost", "x_cost", "xcost", "x-cost_centre"])
def test_what_has_not_the_form_of_an_own_field_is_an_unknown_key(key: str, repo: PolicyRepo) -> None:
    record(repo, f"{key}: 1\n")
    repo.configure()

    assert [one.rule for one in repo.check(select=("form",)).report.findings] == ["form/key-known"]


def test_only_the_top_of_a_record_has_own_fields(repo: PolicyRepo) -> None:
    record(repo, "logging: {x-level: 1}\n")
    repo.configure()

    assert [one.rule for one in repo.check(select=("form",)).report.findings] == ["form/key-known"]


GOOD = "x-cost-centre: 1234\nx-systems: [CR-1, HR-20]\n"


def test_what_the_schema_accepts_is_no_finding(repo: PolicyRepo) -> None:
    own(repo)
    record(repo, GOOD)

    assert told(repo) == []


@pytest.mark.parametrize(
    ("fields", "line", "words"),
    [
        ("x-cost-centre: HR\n", 5, 'x-cost-centre is not as your own schema asks: type: "integer"'),
        ("x-cost-centre: 1\n", 5, "x-cost-centre is not as your own schema asks: minimum: 1000"),
        ("x-systems:\n  - CR-1\n  - crm\n", 7, "x-systems/#1 is not as your own schema asks: pattern:"),
        ("x-owner: HR\n", 3, "x-… is not as your own schema asks: additionalProperties: false"),
    ],
)
def test_what_the_schema_does_not_accept_is_found_at_its_line(
    fields: str, line: int, words: str, repo: PolicyRepo
) -> None:
    own(repo)
    record(repo, fields)

    ((at, message),) = told(repo)

    assert message.startswith(words)
    assert at == line


def test_a_field_that_the_schema_asks_for_is_missed(repo: PolicyRepo) -> None:
    own(repo, {**SCHEMA, "required": ["x-cost-centre"]})
    record(repo, "")

    assert told(repo) == [(3, "x-cost-centre is not as your own schema asks: required")]


def test_records_of_other_kinds_are_not_asked(repo: PolicyRepo) -> None:
    own(repo, {**SCHEMA, "required": ["x-cost-centre"]})
    repo.write("registers/a.yaml", "policycheck: 1\nkind: party\nid: a\nname: A\nx-rating: 5\n")

    assert told(repo) == []


def test_a_record_with_a_fault_in_its_own_fields_is_judged_by_the_law_all_the_same(repo: PolicyRepo) -> None:
    own(repo)
    record(repo, "x-owner: HR\npurposes: {orders: {category: orders}}\n")

    assert [one.rule for one in repo.check().report.findings] == ["form/own-field", "gdpr/basis-stated"]


def test_too_many_values_are_not_looked_through(repo: PolicyRepo) -> None:
    own(repo)
    record(repo, f"x-systems: {['CR-1'] * 2000}\n")

    assert told(repo) == [(5, "x-systems is not as your own schema asks: ≤ 1000")]


def test_an_own_card_may_ask_about_own_fields(repo: PolicyRepo) -> None:
    repo.card(
        "ours/cost-centre-stated",
        **{"for": None},
        require={"all_of": [{"has": "x-cost-centre"}, {"field": "x-cost-centre/code", "at_least": 1000}]},
        message={"en": "{register}: {value}"},
    )
    record(repo, "x-cost-centre: {code: 12}\n")
    repo.write("registers/b.yaml", "policycheck: 1\nkind: register\nid: b\nname: B\nx-cost-centre: {code: 1200}\n")
    repo.write("registers/c.yaml", "policycheck: 1\nkind: register\nid: c\nname: C\n")

    findings = repo.check(select=("ours",)).report.findings

    assert [(one.spot.file, one.message) for one in findings] == [
        ("registers/a.yaml", "A: 12"),
        ("registers/c.yaml", "C: "),
    ]


def bomb() -> dict[str, Any]:
    """A schema that is small until its references are followed."""
    parts = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 3} for n in range(12)}
    return {"properties": {"x-a": {"$ref": "#/$defs/d0"}}, "$defs": {**parts, "d12": {}}}


UNFIT = {
    "no schema": ({"properties": {"x-a": {"type": "text"}}}, 4, "no JSON Schema: "),
    "another dialect": (
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        2,
        "only JSON Schema 2020-12 is spoken",
    ),
    "from the network": (
        {"properties": {"x-a": {"$ref": "https://example.org/a.json"}}},
        4,
        "'https://example.org/a.json' lies outside: nothing is fetched",
    ),
    "from the network, in a field that is called const": (
        {"properties": {"x-a": {"properties": {"const": {"$ref": "https://example.org/a.json"}}}}},
        6,
        "'https://example.org/a.json' lies outside",
    ),
    "from a file": ({"properties": {"x-a": {"$ref": "other.json"}}}, 4, "'other.json' lies outside"),
    "a name of its own": ({"$id": "https://example.org/own"}, 2, "'$id' cannot be used here"),
    "moving": ({"properties": {"x-a": {"$dynamicRef": "#a"}}}, 4, "'$dynamicRef' cannot be used here"),
    "nowhere": ({"properties": {"x-a": {"$ref": "#/$defs/nam"}}, "$defs": {"name": {}}}, 4, "did you mean 'name'?"),
    "in a circle": (
        {"properties": {"x-a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}},
        4,
        "the reference '#/$defs/a' leads back to itself",
    ),
    "too large": (bomb(), None, "too large once its references are followed"),
    "a harmful pattern": ({"properties": {"x-a": {"pattern": "(a+)+$"}}}, 4, "could be tried for ever"),
    "a pattern to search long for": ({"properties": {"x-a": {"pattern": ".*.*x"}}}, 4, "could be tried for ever"),
    "harmful keys": ({"properties": {"x-a": {"patternProperties": {"(a+)+": {}}}}}, 4, "could be tried for ever"),
    "an unreadable pattern": ({"properties": {"x-a": {"pattern": "["}}}, 4, "the pattern cannot be read"),
    "a field that is not own": ({"properties": {"cost": {}}}, 3, "'cost' is no field of your own"),
}


@pytest.mark.parametrize(("schema", "line", "words"), UNFIT.values(), ids=UNFIT)
def test_a_schema_that_cannot_be_used_is_blamed_at_its_line(
    schema: dict[str, Any], line: int | None, words: str, repo: PolicyRepo
) -> None:
    own(repo, schema)
    record(repo, GOOD)

    with pytest.raises(PolicycheckError) as caught:
        repo.check()

    assert str(caught.value.file).endswith("schemas/own.json")
    assert words in str(caught.value)
    assert line in (None, caught.value.line)


def test_values_and_names_may_look_like_keywords(repo: PolicyRepo) -> None:
    constant = {"$ref": "https://example.org", "pattern": "(a+)+"}
    named = {"pattern": {"type": "string"}, "$ref": {"type": "string"}}
    own(repo, {"properties": {"x-a": {"const": constant}, "x-b": {"default": {"$id": 1}, "properties": named}}})
    record(repo, "")

    assert told(repo) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"registre": "schemas/own.json"}, ":3:3: there is no kind 'registre'\n  did you mean 'register'?"),
        ({"register": "schemas/nowhere.json"}, ":3:3: 'schemas/nowhere.json' does not exist"),
        ({"register": "../own.json"}, ":3:3: '../own.json' lies outside the repo"),
    ],
)
def test_a_schema_is_a_file_of_the_repo_for_a_kind(fields: dict[str, str], words: str, repo: PolicyRepo) -> None:
    repo.register()
    repo.write("schemas/own.json", "{}")
    repo.write(".policycheck.yaml", "policycheck: 1\n" + yaml.safe_dump({"fields": fields}))

    with pytest.raises(PolicycheckError) as caught:
        repo.check()

    assert words in str(caught.value)


def test_editors_are_told_of_own_fields(repo: PolicyRepo, run: Cli) -> None:
    own(repo)
    record(repo, GOOD)
    start = {"policycheck": 1, "kind": "register", "id": "a"}

    for words in (("schema",), ("schema", "register")):
        schema = json.loads(run(*words).stdout)
        validator = Draft202012Validator(schema)

        assert validator.is_valid({**start, "x-cost-centre": 1234, "x-systems": ["CR-1"]})
        assert not validator.is_valid({**start, "x-systems": ["crm"]})
    assert "x-cost-centre" not in run("schema", "party").stdout


def test_the_form_of_a_configuration_is_told_even_where_it_is_broken(repo: PolicyRepo, run: Cli) -> None:
    repo.write(".policycheck.yaml", "policycheck: 1\nfieldz: {}\n")

    assert run("schema", "config").exit_code == 0
