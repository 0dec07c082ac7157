"""Reports as pages: the files of one by their names, and a repo in whose words something nasty stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.reporters.conftest import NASTY

from policycheck.checking import check
from policycheck.period import Period
from policycheck.reading import Request
from policycheck.site.gathering import Wanted, site
from policycheck.site.rendering import pages

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

REPOS = Path(__file__).parents[2] / "fixtures" / "repos"
DAY = date(2026, 11, 22)
YEAR = Period(months=12, days=0)
ATTACKS = {
    **NASTY,
    "attribute": "\"' onmouseover=alert(1) x='",
    "template": "{{ 7 * 7 }} {% raw %}",
    "long": "lang" * 2_500,
    "svg": "</title></svg><script>alert(2)</script>",
    "blank": "  ",
}


def made(
    folder: Path, language: str = "en", audience: str = "internal", history: int = 0, **asked: Any
) -> dict[str, str]:
    """The pages of a report on a repo, by their names."""
    wanted = {"keep_judgements": True, "reasons": audience == "internal", "language": language, "for_people": True}
    checked = check(Request((folder,), DAY, **{**wanted, **asked}))
    found = dict(pages(site(checked, Wanted(audience, YEAR, history))))
    return {name: content.decode() for name, content in found.items()}


def attacked(number: int, words: str) -> str:
    """A register, its party and its system, in whose words something nasty stands."""
    party = {"policycheck": 1, "kind": "party", "id": f"p{number}", "name": words, "country": "US", "service": words}
    system = {"policycheck": 1, "kind": "system", "id": f"s{number}", "name": words, "operator": f"p{number}"}
    register = {
        "policycheck": 1,
        "kind": "register",
        "id": f"r{number}",
        "name": words,
        "purposes": {"orders": {"text": words}},
        "data": {"them": {"text": words, "items": ["name"]}},
        "sources": {"they": {"text": words, "from": "third-party"}},
        "systems": [f"s{number}"],
        "recipients": {f"p{number}": {"role": "processor", "task": words}},
        "retention": {"all": {"period": "P2Y", "text": words, "reason": words}},
        "security": {"encryption-at-rest": {"detail": words}},
        "cookies": {"c": {"text": words}},
        "rights": {"not_known": words, "owner": "clerk", "until": "2026-10-31"},
    }
    return "---\n".join(yaml.safe_dump(one) for one in (party, system, register))


@pytest.fixture
def attacked_repo(repo: PolicyRepo) -> PolicyRepo:
    """A repo that somebody has written to get at those who read the report."""
    repo.configure()
    for number, words in enumerate(ATTACKS.values(), 1):
        repo.write(f"r{number:02}.yaml", attacked(number, words))
    return repo
