from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policycheck.schema import Link
from policycheck.schema.links import Links, path_of

if TYPE_CHECKING:
    from policycheck.document import Document
    from policycheck.schema import Shapes

HEAD = {"policycheck": 1, "kind": "register", "id": "x"}


@pytest.mark.parametrize(
    ("stated", "path", "word", "target", "value"),
    [
        ({"controller": "c"}, ("controller",), "x-refers-to", ["organisation"], "c"),
        ({"systems": ["crm"]}, ("systems", "crm"), "x-refers-to", ["system"], "crm"),
        ({"data": {"d": {"items": ["name"]}}}, ("data", "d", "items", "name"), "x-vocabulary", "data", "name"),
        ({"purposes": {"p": {"data": ["d"]}}}, ("purposes", "p", "data", "d"), "x-within", "data", "d"),
        ({"reviewed": "2026-02-30"}, ("reviewed",), "x-form", "date", "2026-02-30"),
        ({"retention": {"r": {"period": "P9"}}}, ("retention", "r", "period"), "x-form", "period", "P9"),
        ({"transfers": {"t": {"country": "XX"}}}, ("transfers", "t", "country"), "x-form", "country", "XX"),
        ({"security": {"moat": {}}}, ("security", "moat"), "x-vocabulary", "measures", "moat"),
        (
            {"purposes": {"p": {"also_stated": ["same", {"category": "q"}]}}},
            ("purposes", "p", "also_stated", 1, "category"),
            "x-vocabulary",
            "purposes",
            "q",
        ),
        ({"data": {"d": {"under": "h"}}}, ("data", "d", "under"), "x-vocabulary", "headings", "h"),
    ],
)
def test_everything_that_points_at_something_is_a_link(  # noqa: PLR0913, PLR0917 - one column each
    stated: dict[str, Any], path: tuple[str | int, ...], word: str, target: Any, value: str, shapes: Shapes
) -> None:
    found = shapes.broken_links("register", {**HEAD, **stated}, lambda *_: False)

    assert found == [Link(path, word, target, value)]


def test_links_that_hold_are_not_told(shapes: Shapes) -> None:
    stated = {**HEAD, "controller": "c", "reviewed": "2026-02-30"}
    found = shapes.broken_links("register", stated, lambda word, _, __: word == "x-form")

    assert [link.value for link in found] == ["c"]


def test_the_own_words_of_a_map_are_none_of_its_things(shapes: Shapes) -> None:
    stated = {**HEAD, "purposes": {"legal_basis": {"article": "6(1)(b)"}, "also_stated": ["same"]}, "name": "x"}

    assert shapes.broken_links("register", stated, lambda *_: False) == []


def test_every_link_of_the_fixtures_stands_in_its_record(records: list[Document], shapes: Shapes) -> None:
    for record in records:
        for link in shapes.broken_links(record.kind, record.stated, lambda *_: False):
            assert link.value in (link.path[-1], _at(record.stated, link.path))


def test_a_value_of_the_wrong_type_points_at_nothing() -> None:
    leaf = {"type": "string", "x-form": "date"}
    properties = {"day": leaf, "days": {"type": "array", "items": leaf}, "inner": {"type": "object", "properties": {}}}
    links = Links({"Node": {"type": "object", "properties": {**properties, "self": {"$ref": "#/$defs/Node"}}}})

    wrong = {"day": 1, "days": "2026", "inner": [], "self": ["x"], "other": "2026"}
    right = {"day": "a", "days": ["b", 2], "self": {"self": {"day": "c"}}}
    assert links.broken("Node", wrong, lambda *_: False) == []
    assert [link.value for link in links.broken("Node", right, lambda *_: False)] == ["a", "b", "c"]


def test_a_trail_is_a_path_from_the_top() -> None:
    assert path_of(None) == ()
    assert path_of(((None, "purposes"), 3)) == ("purposes", 3)


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = step if isinstance(value, list) and isinstance(step, str) else value[step]
    return value
