"""What was planted in twelve imagined repos is found where it stands, and nothing else; what is left says why."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycheck import Checked, Finding
from policycheck.cards import load_rulebook

ROOT = Path(__file__).parents[2]
REPOS = ROOT / "fixtures" / "imagined"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/expected/imagined.yaml").read_text("utf-8"))
RULES = {rule.id for rule in load_rulebook().rules()}
SETTLED = ("found", "undecided", "withdrawn")
"""What a planted finding came to: a rule finds it, none can decide it, or it was none."""

Row = tuple[str, str, str]


def rows(repo: str) -> list[Row]:
    """What is to be found by the rules there are; one that is still being written finds nothing."""
    found = [one for planted in EXPECTED[repo]["wrong"].values() for one in planted.get("found", ())]
    found = [one for one in found if one["rule"] in RULES]
    return sorted((one["rule"], one["severity"], place) for one in found for place in one["places"])


def key(finding: Finding) -> Row:
    return finding.rule, finding.severity.value, str(finding.spot.place)


def test_every_imagined_repo_is_expected() -> None:
    assert {path.name for path in REPOS.iterdir()} == set(EXPECTED)
    assert len(EXPECTED) == 12


@pytest.mark.parametrize("repo", EXPECTED)
def test_what_is_wrong_is_found_and_nothing_else(repo: str, checked: Callable[[Path], Checked]) -> None:
    assert sorted(key(one) for one in checked(REPOS / repo).report.findings) == rows(repo)


@pytest.mark.parametrize("repo", EXPECTED)
def test_what_looks_odd_and_is_fine_is_silent(repo: str, checked: Callable[[Path], Checked]) -> None:
    found = {str(one.spot.place) for one in checked(REPOS / repo).report.findings}
    for place in EXPECTED[repo]["fine"]:
        assert [one for one in found if one == place or one.startswith(f"{place}/")] == []


def test_every_planted_finding_is_settled_in_one_way() -> None:
    every = [planted for repo in EXPECTED.values() for planted in repo["wrong"].values()]

    assert all(sum(way in planted for way in SETTLED) == 1 for planted in every)
    assert all(planted[way] for planted in every for way in SETTLED if way in planted)


def test_the_first_run_stays_as_it_was() -> None:
    """The numbers that the head of the file states."""
    every = [planted for repo in EXPECTED.values() for planted in repo["wrong"].values()]
    planted = [one["at_first"] for one in every if not one.get("forgotten")]

    assert (len(planted), planted.count("found"), planted.count("missed")) == (85, 49, 36)
