from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.schema import Shapes

HEAD = {"policycheck": 1, "id": "x"}


@pytest.mark.parametrize(
    ("field", "value", "rule", "path", "values"),
    [
        ("naem", "x", "key-known", (), {"key": "naem", "suggestion": "name"}),
        ("zzz", "x", "key-known", (), {"key": "zzz", "suggestion": ""}),
        ("data", {"a": {"itms": ["x"]}}, "key-known", ("a", "itms"), {"key": "itms", "suggestion": "items"}),
        ("data", {"Bad Key": {}}, "key-is-slug", ("Bad Key",), {"key": "Bad Key"}),
        ("data", {"name\n": {}}, "key-is-slug", ("name\n",), {"key": "name\n"}),
        ("purposes", {"legal_bsis": {}}, "key-is-slug", ("legal_bsis",), {"suggestion": "legal_basis"}),
        ("data", [], "type", (), {"expected": "mapping", "found": "list"}),
        ("data", {"a": {"items": {"x": 1}}}, "type", ("a", "items"), {"expected": "list", "found": "mapping"}),
        ("data", {"a": {"items": [1]}}, "type", ("a", "items", 0), {"expected": "text", "found": "1"}),
        ("version", "two", "type", (), {"expected": "whole number", "said": "two"}),
        ("version", True, "type", (), {"expected": "whole number", "found": "true"}),
        ("data", {"a": {"personal": "ei"}}, "type", ("a", "personal"), {"expected": "true or false", "said": "ei"}),
        ("name", 3, "type", (), {"expected": ("text", "mapping"), "found": "3"}),
        ("name", {"fi": 3}, "type", ("fi",), {"expected": "text", "found": "3"}),
        ("serves", ["recrod"], "one-of", (0,), {"value": "recrod", "suggestion": "record"}),
        ("kind", "text", "one-of", (), {"value": "text", "choices": "register"}),
        ("purposes", {"a": {"also_stated": ["smae"]}}, "one-of", ("a", "also_stated", 0), {"suggestion": "same"}),
        ("reviewed", "yesterday", "date", (), {"value": "yesterday"}),
        ("reviewed", "2026-03-01\n", "date", (), {"value": "2026-03-01\n"}),
        ("retention", {"a": {"period": "6 months"}}, "period", ("a", "period"), {"value": "6 months"}),
        ("transfers", {"a": {"country": "Finland"}}, "country", ("a", "country"), {"value": "Finland"}),
        ("controller", "Our Firm", "slug", (), {"value": "Our Firm"}),
    ],
)
def test_a_fault_names_rule_place_and_what_to_say_of_it(  # noqa: PLR0913, PLR0917 - one column each
    field: str, value: Any, rule: str, path: Path, values: dict[str, str], shapes: Shapes
) -> None:
    (fault,) = shapes.faults("register", {**HEAD, "kind": "register", field: value})

    assert (fault.rule, fault.path) == (f"form/{rule}", (field, *path))
    assert values.items() <= fault.values.items()


def test_an_address_that_is_no_mailbox_is_told_as_such(shapes: Shapes) -> None:
    (fault,) = shapes.faults("organisation", {**HEAD, "kind": "organisation", "contact": {"email": "no at"}})

    assert (fault.rule, fault.path) == ("form/email", ("contact", "email"))


def test_every_missing_key_is_told_once(shapes: Shapes) -> None:
    faults = shapes.faults("waiver", {**HEAD, "kind": "waiver", "rule": "gdpr/basis-stated"})

    assert {fault.rule for fault in faults} == {"form/key-required"}
    assert [fault.path for fault in faults] == [("owner",), ("place",), ("reason",), ("until",)]
    assert [fault.values["key"] for fault in faults] == ["owner", "place", "reason", "until"]


def test_all_faults_are_told_in_the_order_of_their_places(shapes: Shapes) -> None:
    stated = {**HEAD, "kind": "register", "zzz": 1, "data": {"B": {}, "a": {"items": "x", "about": 1}}, "name": []}
    found = [fault.path for fault in shapes.faults("register", stated)]

    assert found == [("data", "B"), ("data", "a", "about"), ("data", "a", "items"), ("name",), ("zzz",)]


def test_nothings_are_no_choice_once_they_are_taken_out(shapes: Shapes) -> None:
    stated = {**HEAD, "kind": "register", "controller": None, "data": "none"}

    assert [fault.rule for fault in shapes.faults("register", stated)] == ["form/type", "form/type"]


def test_every_kind_has_a_schema_of_its_own_with_what_it_needs(shapes: Shapes) -> None:
    for kind in shapes.kinds:
        schema = shapes.of_kind(kind)
        needed = {reference.rsplit("/", 1)[1] for reference in _references(schema)}

        assert schema["$id"] == f"urn:policycheck:schema:{shapes.version}:{kind}"
        assert set(schema["$defs"]) == needed
    assert "Cookie" not in shapes.of_kind("waiver")["$defs"]


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for part in schema.values():
            yield from _references(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _references(part)
