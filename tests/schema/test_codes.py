"""Codes in the schema: editors find them all, and an organisation's own pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from policycheck.schema.codes import completed, fields_of_codes, suggesting

if TYPE_CHECKING:
    from policycheck.schema import Shapes

HEAD = {"policycheck": 1, "kind": "register", "id": "a"}
CODES = {"purposes": {"orders": "order handling", "club": "loyalty club"}, "measures": {"moat": "moat"}}


def labels(vocabulary: str) -> dict[str, str]:
    return CODES.get(vocabulary, {"other": "other"})


def offered(schema: dict[str, Any]) -> list[str]:
    """What an editor offers: the values of an enum, wherever in the choices it stands."""
    inner = [part for word in ("allOf", "anyOf") for part in schema.get(word, ())]
    return [*schema.get("enum", ()), *(value for part in inner for value in offered(part))]


def test_each_vocabulary_is_listed_once_and_whole(shapes: Shapes) -> None:
    definitions = shapes.published["$defs"]

    assert {"marketing", "customer-service"} <= set(offered(definitions["codes.purposes"]))
    assert {"FI", "NO"} <= set(offered(definitions["codes.countries"]))
    assert "personal-account" in offered(definitions["Register.security"]["propertyNames"])
    assert definitions["Purpose"]["properties"]["category"]["anyOf"][0] == {"$ref": "#/$defs/codes.purposes"}


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        ({"data_subjects": ["customer", "x-of-our-own"]}, True),
        ({"purposes": {"a": {"category": "club-of-ours"}}}, True),
        ({"security": {"moat-of-ours": {}, "also_stated": []}}, True),
        ({"transfers": {"a": {"country": "XK"}}}, True),
        ({"data_subjects": ["Not a code"]}, False),
        ({"security": {"Not a code": {}}}, False),
    ],
)
def test_what_editors_are_offered_refuses_no_code_of_an_own_vocabulary(
    stated: dict[str, Any], shapes: Shapes, *, fits: bool
) -> None:
    for schema in (shapes.of_kind("register"), completed(shapes.of_kind("register"), labels)):
        assert Draft202012Validator(schema).is_valid({**HEAD, **stated}) is fits
    assert shapes.accepts("register", {**HEAD, **stated}) is fits


def test_a_completed_schema_has_the_codes_at_hand_with_their_labels(shapes: Shapes) -> None:
    definitions = completed(shapes.published, labels)["$defs"]

    assert offered(definitions["codes.purposes"]) == ["orders", "club"]
    assert definitions["codes.purposes"]["allOf"][0]["anyOf"][0]["enumDescriptions"] == [
        "order handling",
        "loyalty club",
    ]
    assert definitions["Register.security"]["properties"].keys() == {"moat", "also_stated"}
    assert definitions["Register.security"]["properties"]["moat"]["title"] == "moat"
    assert definitions["Register"]["properties"].keys() == shapes.definition("register")["properties"].keys()


def test_without_labels_codes_are_offered_alone() -> None:
    assert suggesting(["a"]) == {"allOf": [{"anyOf": [{"enum": ["a"]}, {}]}]}


def test_the_fields_that_take_codes_are_known(shapes: Shapes) -> None:
    fields = fields_of_codes(shapes.published["$defs"])

    assert fields["purposes"] == ["category"]
    assert fields["measures"] == ["measures", "security"]
    assert fields["data-subjects"] == ["about", "audience", "data_subjects"]
