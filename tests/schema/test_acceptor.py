from __future__ import annotations

import copy
import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.schema.acceptor import Compiler
from policycheck.schema.explain import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.document import Document
    from policycheck.place import Path
    from policycheck.schema import Shapes

STRANGE = st.sampled_from(
    [
        *("", "x", "same", "chat", "chat\n", "Two Words", "P1Y", "2026-03-01", "2026-03-01\n", "FI", "6(1)(b)"),
        *(True, False, 0, 1, 1.0, 1.5, -1, 10**30, math.inf, math.nan, None),
    ]
)
VALUES = st.recursive(
    STRANGE,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["x", "en", "text", "under", "legal_basis", "also_stated"]), inner, max_size=2
        )
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        *(
            "x",
            "chat",
            "chat\n",
            "Two Words",
            "",
            "under",
            "also_stated",
            "legal_basis",
            "text",
            "data",
            "period",
            "en",
        ),
        *("en\n", "policycheck", "kind", "id", "x-y", "-x", "ä", "1"),
    ]
)


def test_every_record_of_the_fixtures_has_the_shape_of_its_kind(records: list[Document], shapes: Shapes) -> None:
    assert {record.kind for record in records} >= {"organisation", "party", "system", "register", "text"}
    for record in records:
        assert shapes.accepts(record.kind, record.stated)
        assert shapes.faults(record.kind, record.stated) == []


@given(data=st.data())
def test_the_acceptor_and_jsonschema_agree_on_records_changed_at_random(
    data: st.DataObject, records: list[Document], shapes: Shapes
) -> None:
    record = data.draw(st.sampled_from(records))
    stated = copy.deepcopy(record.stated)
    for _ in range(data.draw(st.integers(1, 3))):
        _change(data, stated, records)

    assert shapes.accepts(record.kind, stated) == (not shapes.faults(record.kind, stated))


@given(data=st.data(), value=VALUES)
def test_they_agree_on_anything_at_all(data: st.DataObject, value: Any, shapes: Shapes) -> None:
    kind = data.draw(st.sampled_from(sorted(shapes.kinds)))
    stated = value if isinstance(value, dict) else {"policycheck": 1, "kind": kind, "id": "x", "data": value}

    assert shapes.accepts(kind, stated) == (not shapes.faults(kind, stated))


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string"}, ["", "x"], [1, None, ["x"]]),
        ({"type": "string", "pattern": "^a+$"}, ["aa"], ["", "ab", "a\n", 1]),
        ({"type": "integer"}, [0, -1, 2.0], [1.5, True, "1", math.inf, math.nan]),
        ({"type": "boolean"}, [True, False], [0, 1, "true"]),
        ({"const": 1}, [1, 1.0], [True, "1", 2]),
        ({"const": "a"}, ["a"], ["b", ["a"], 1]),
        ({"enum": ["a", "b"]}, ["a", "b"], ["c", {"a": 1}]),
        ({"type": "array", "items": {"type": "integer"}}, [[], [1]], [["1"], {}, "1"]),
        ({"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/Words"}]}, [1, "x"], [1.5, []]),
        ({"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/Nothing"}]}, [1], [None, "none", ""]),
        ({}, [None, 1, "x", []], []),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]},
            [{"a": 1}, {"a": 1, "b": []}],
            [{}, {"a": "1"}, [], "a"],
        ),
        (
            {"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": False},
            [{}, {"a": 1}],
            [{"b": 1}, {"a": "x"}],
        ),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, [{}, {"b": 1}], [{"b": "x"}]),
        (
            {"type": "object", "patternProperties": {"^[a-z]+$": {"type": "integer"}}, "additionalProperties": False},
            [{}, {"ab": 1}],
            [{"ab": "x"}, {"a-b": 1}, {"ab\n": 1}],
        ),
        ({"$ref": "#/$defs/Tree"}, [{}, {"a": {"b": {}}}], [{"a": 1}, {"a": {"b": []}}]),
    ],
)
def test_both_read_each_keyword_alike(schema: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    definitions = {
        "Words": {"type": "string"},
        "Tree": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Tree"}},
    }
    accepts = Compiler(definitions).compile(schema)
    stated = (
        {"anyOf": [part for part in schema["anyOf"] if "Nothing" not in str(part)]} if "anyOf" in schema else schema
    )

    for value in (*good, *bad):
        assert accepts(value) == any(value is one for one in good)
        assert accepts(value) == (not faults({**stated, "$defs": definitions}, value))


def test_a_type_that_the_acceptor_does_not_know_is_an_error() -> None:
    with pytest.raises(ValueError, match=re.escape("the acceptor does not know the type null")):
        Compiler({}).compile({"type": "null"})


def _change(data: st.DataObject, stated: dict[str, Any], records: list[Document]) -> None:
    path = data.draw(st.sampled_from(list(_paths(stated, ()))))
    holder = _at(stated, path[:-1])
    step = path[-1]
    if data.draw(st.booleans()):
        holder[step] = data.draw(VALUES)
    elif data.draw(st.booleans()):
        donor = data.draw(st.sampled_from(records)).stated
        holder[step] = copy.deepcopy(_at(donor, data.draw(st.sampled_from(list(_paths(donor, ()))))))
    elif isinstance(holder, dict) and data.draw(st.booleans()):
        holder[data.draw(KEYS)] = holder.pop(step)
    elif isinstance(holder, dict):
        holder[data.draw(KEYS)] = data.draw(VALUES)
    elif len(stated) > 1:
        del holder[step]


def _paths(value: Any, path: Path) -> Iterator[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield (*path, step)
        yield from _paths(part, (*path, step))


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
