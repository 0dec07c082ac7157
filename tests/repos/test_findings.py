"""What a careful lawyer finds in the source texts is found in their repos, and nothing else is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycheck import Checked, Finding

EXPECTED = Path(__file__).parents[1] / "expected"
REPOS = ("veisto", "btb-plaza", "connect-services")
GOLD: dict[str, dict[str, Any]] = {
    repo: yaml.safe_load((EXPECTED / f"{repo}.yaml").read_text(encoding="utf-8")) for repo in REPOS
}

TOLD = {"B": 60, "C": 31, "V": 48, "W": 19, "X": 10}
"""The number of the lawyer's last finding, by the letter of the text; X are those across documents."""
MERGED = {"B-58", "C-08"}
"""Numbers that the lawyer gave up, as the finding is part of another."""
UNDECIDED: dict[str, str] = yaml.safe_load((EXPECTED / "undecided.yaml").read_text(encoding="utf-8"))


def key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.severity.value, str(finding.spot.place)


def expected(gold: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return sorted((row["rule"], row["severity"], place) for row in gold.values() for place in row["places"])


@pytest.mark.parametrize(("repo", "finding"), [(repo, finding) for repo, gold in GOLD.items() for finding in gold])
def test_a_finding_of_the_lawyer_is_found(repo: str, finding: str, fixture_repo: Callable[[str], Checked]) -> None:
    found = [key(one) for one in fixture_repo(repo).report.findings]

    for one in expected({finding: GOLD[repo][finding]}):
        assert one in found


@pytest.mark.parametrize("repo", REPOS)
def test_nothing_else_is_found(repo: str, fixture_repo: Callable[[str], Checked]) -> None:
    assert sorted(key(one) for one in fixture_repo(repo).report.findings) == expected(GOLD[repo])


def test_every_finding_of_the_lawyer_is_accounted_for() -> None:
    told = {f"{letter}-{number:02}" for letter, last in TOLD.items() for number in range(1, last + 1)} - MERGED
    found = {finding for gold in GOLD.values() for finding in gold}

    assert len(told) == 166
    assert told - found == UNDECIDED.keys()
    assert all(UNDECIDED.values())


@pytest.mark.parametrize("repo", REPOS)
def test_every_finding_points_at_a_line_of_its_file(repo: str, fixture_repo: Callable[[str], Checked]) -> None:
    checked = fixture_repo(repo)
    for finding in checked.report.findings:
        text = (checked.config.root / finding.spot.file).read_text(encoding="utf-8").splitlines()
        line = text[finding.spot.span.line - 1]

        assert line == finding.spot.line
        assert 1 <= finding.spot.span.column <= finding.spot.span.end_column <= len(line) + 1


@pytest.mark.parametrize("repo", REPOS)
def test_no_message_has_a_gap(repo: str, fixture_repo: Callable[[str], Checked]) -> None:
    for finding in fixture_repo(repo).report.findings:
        for words in (finding.message, finding.reason, finding.fix):
            assert words.strip()
            assert "  " not in finding.message
            assert "''" not in finding.message
