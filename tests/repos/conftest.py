"""The fixture repos, each checked once, on one day."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from policycheck import Checked, Request, check

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def checked() -> Callable[[Path], Checked]:
    """Check a repo."""
    return cache(lambda folder: check(Request((folder,), DAY, "en")))


@pytest.fixture(scope="session")
def fixture_repo(checked: Callable[[Path], Checked]) -> Callable[[str], Checked]:
    """Check a fixture repo by its name."""
    return lambda name: checked(ROOT / "fixtures" / "repos" / name)
