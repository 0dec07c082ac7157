"""The bench on which rules are judged by their cases."""

import pytest

from policycheck import resources
from policycheck.cards import load_rulebook
from policycheck.cases import Bench, read_clean


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench(load_rulebook(), read_clean([resources.clean()]))
