"""Where a kind of nothing was meant, the fault says so, and not what the schema makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.schema import Shapes

HEAD = {"policycheck": 1, "kind": "register", "id": "x"}
RULE = "form/nothing-in-form"
UNKNOWN = {"not_known": "why"}


@pytest.mark.parametrize(
    ("field", "value", "path", "values"),
    [
        (
            "location",
            {**UNKNOWN, "ower": "y"},
            ("ower",),
            {"key": "ower", "beside": "not_known", "suggestion": "owner"},
        ),
        ("name", {**UNKNOWN, "ower": "y"}, ("ower",), {"key": "ower", "beside": "not_known", "suggestion": "owner"}),
        ("serves", {**UNKNOWN, "fi": "y"}, ("fi",), {"key": "fi", "beside": "not_known", "suggestion": ""}),
        (
            "rights",
            {"not_applicable": "why", "owner": "y"},
            ("owner",),
            {"key": "owner", "beside": "not_applicable", "suggestion": ""},
        ),
        ("data", {**UNKNOWN, "until": 2027}, ("until",), {"before": "until", "expected": "text"}),
        ("data", {"not_known": 5}, ("not_known",), {"before": "not_known", "expected": "text"}),
        ("data", {"not_known": ["why"]}, ("not_known",), {"before": "not_known", "expected": "text"}),
        ("logging", {"none_except": "payroll"}, ("none_except",), {"before": "none_except", "expected": "list"}),
        ("logging", {"none_except": []}, ("none_except",), {"before": "none_except", "expected": "list"}),
        (
            "transfers",
            {"not_aplicable": "x"},
            ("not_aplicable",),
            {"word": "not_aplicable", "suggestion": "not_applicable"},
        ),
        ("recipients", {"not-known": "x"}, ("not-known",), {"word": "not-known", "suggestion": "not_known"}),
        ("name", {"Said only": "x"}, ("Said only",), {"word": "Said only", "suggestion": "said_only"}),
        ("version", {"notKnown": "x"}, ("notKnown",), {"word": "notKnown", "suggestion": "not_known"}),
        ("transfers", "None", (), {"word": "None", "suggestion": "none"}),
        ("serves", "NONE.", (), {"word": "NONE.", "suggestion": "none"}),
        ("serves", ["record", {"not_know": "x"}], (1, "not_know"), {"word": "not_know", "suggestion": "not_known"}),
    ],
)
def test_a_nothing_that_was_meant_is_told_once_with_what_is_wrong(
    field: str, value: Any, path: Path, values: dict[str, str], shapes: Shapes
) -> None:
    (fault,) = shapes.faults("register", {**HEAD, field: value})

    assert (fault.rule, fault.path, fault.values) == (RULE, (field, *path), values)


def test_everything_wrong_with_a_nothing_is_told(shapes: Shapes) -> None:
    stated = {**HEAD, "purposes": {"a": {"not_known": 5, "ower": "y", "until": "2027-01-31", "fi": "z"}}}

    assert [fault.path[-1] for fault in shapes.faults("register", stated)] == ["ower", "fi", "not_known"]


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("data", {"a": {"itms": ["x"]}}, "form/key-known"),
        ("data", {"note-known": {"itms": 1}, "b": {}, "c": {}, "d": {}}, "form/key-known"),
        ("transfers", "nowhere", "form/type"),
        ("transfers", [], "form/type"),
        ("not_known", "why", "form/key-known"),
        ("none_such", "x", "form/key-known"),
    ],
)
def test_other_faults_stay_as_they_are(field: str, value: Any, rule: str, shapes: Shapes) -> None:
    assert [fault.rule for fault in shapes.faults("register", {**HEAD, field: value})] == [rule]
