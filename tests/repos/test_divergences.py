"""Where two language versions of a text differ: each difference is found, or it is said why it cannot be."""

from pathlib import Path
from typing import Any

import yaml

EXPECTED = Path(__file__).parents[1] / "expected"
DIVERGENCES: dict[str, Any] = yaml.safe_load((EXPECTED / "btb-plaza-divergences.yaml").read_text(encoding="utf-8"))
GOLD: dict[str, Any] = yaml.safe_load((EXPECTED / "btb-plaza.yaml").read_text(encoding="utf-8"))
ALWAYS_FOUND = ("material", "structure")


def test_every_divergence_is_accounted_for() -> None:
    assert list(DIVERGENCES) == [f"D-{number:02}" for number in range(1, 28)]
    for row in DIVERGENCES.values():
        assert ("found" in row) is not ("not_found" in row)
        assert "found" in row or row["weight"] not in ALWAYS_FOUND


def test_what_the_versions_are_blamed_for_is_a_divergence_each_time() -> None:
    blamed = {place for finding in ("X-09", "X-10") for place in GOLD[finding]["places"]}

    assert {place for row in DIVERGENCES.values() for place in row.get("found", ())} == blamed
