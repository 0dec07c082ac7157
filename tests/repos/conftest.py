"""The fixture repos, checked on one day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policycheck import Checked, Request, check

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def checked() -> Callable[[Path], Checked]:
    """Check a repo."""
    return lambda folder: check(Request((folder,), DAY, "en"))


@pytest.fixture(scope="session")
def veisto(checked: Callable[[Path], Checked]) -> Checked:
    return checked(ROOT / "fixtures" / "repos" / "veisto")
