"""A text encoded a second time, from its words alone, gives the same findings."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policycheck import Checked, Finding

FIXTURES = Path(__file__).parents[2] / "fixtures"
ENCODED = {"veisto": ("customer-notice.yaml", "parties.yaml")}
"""The files that somebody else wrote again, by repo."""


def gist(checked: Checked) -> set[tuple[str, str, str]]:
    """What is found, whatever the things are called: rule, severity and document."""
    return {(one.rule, one.severity.value, document(one)) for one in checked.report.findings}


def document(finding: Finding) -> str:
    place = finding.spot.place
    return f"{place.kind}/{place.id}" if place else ""


@pytest.mark.parametrize("repo", ENCODED)
def test_two_encodings_of_one_text_give_the_same_findings(
    repo: str,
    tmp_path: Path,
    checked: Callable[[Path], Checked],
    fixture_repo: Callable[[str], Checked],
) -> None:
    second = tmp_path / repo
    shutil.copytree(FIXTURES / "repos" / repo, second)
    for file in ENCODED[repo]:
        shutil.copy(FIXTURES / "second-encoding" / file, second / file)

    assert gist(checked(second)) == gist(fixture_repo(repo))
