"""The keys of nothings: a rule cannot ask about what is not stated, so a misspelt one would be passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck.schema import Link

if TYPE_CHECKING:
    from policycheck.document import Document
    from policycheck.place import Path
    from policycheck.schema import Shapes


@pytest.mark.parametrize(
    ("path", "rule", "suggestion"),
    [
        (("purpses",), "key-known", "purposes"),
        (("loging",), "key-known", "logging"),
        (("zzz",), "key-known", ""),
        (("logging", "evnts"), "key-known", "events"),
        (("data", "names", "itms"), "key-known", "items"),
        (("data", "names", "also_stated", 0, "itms"), "key-known", "items"),
        (("Purposes",), "key-known", "purposes"),
        (("purposes", "Send Letters"), "key-is-slug", ""),
        (("purposes", "legal_bsis"), "key-is-slug", "legal_basis"),
        (("name", "finnish"), "key-is-slug", ""),
    ],
)
def test_a_key_that_a_document_does_not_have_is_known_by_its_path(
    path: Path, rule: str, suggestion: str, shapes: Shapes
) -> None:
    (fault,) = shapes.faults_of_nothings("register", [path])

    assert (fault.rule, fault.path) == (f"form/{rule}", path)
    assert fault.values == {"key": path[-1], "suggestion": suggestion}


@pytest.mark.parametrize(
    "path",
    [
        ("purposes",),
        ("purposes", "letters"),
        ("purposes", "legal_basis"),
        ("purposes", "letters", "also_stated", 0, "legal_basis"),
        ("name", "fi"),
        ("data", "names", "items", 0),
        ("loging", "evnts"),
        ("name", "fi", "first"),
        ("version", "major"),
    ],
)
def test_a_key_of_the_schema_and_what_stands_below_a_wrong_one_are_passed_over(path: Path, shapes: Shapes) -> None:
    assert list(shapes.faults_of_nothings("register", [path])) == []


def test_a_key_that_is_a_code_points_at_it(shapes: Shapes) -> None:
    paths: list[Path] = [("security", "moat"), ("security", "also_stated"), ("name",), ("retention", "moat")]
    found = shapes.broken_keys("register", paths, lambda *_: False)

    assert list(found) == [Link(("security", "moat"), "x-vocabulary", "measures", "moat")]


def test_the_nothings_of_every_fixture_stand_under_keys_of_the_schema(shapes: Shapes, records: list[Document]) -> None:
    assert sum(len(record.nothings) for record in records) > 20
    for record in records:
        assert list(shapes.faults_of_nothings(record.kind, record.nothings)) == []
