"""Agendas of repos, and one of a repo that is nasty on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import DAY
from tests.overview.conftest import CLUB, nasty_documents
from tests.reporters.conftest import NASTY

from policycheck import Request
from policycheck.agenda import agenda
from policycheck.period import Period
from policycheck.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from tests.conftest import PolicyRepo

    from policycheck.agenda import Agenda

    Gather = Callable[..., Agenda]


@pytest.fixture
def club(repo: PolicyRepo) -> PolicyRepo:
    """A repo with an organisation that has a secretary and a treasurer."""
    repo.configure()
    repo.write("club.yaml", CLUB)
    return repo


@pytest.fixture
def gather(repo: PolicyRepo) -> Gather:
    """The agenda of the repo, or of some of its files."""

    def gathered(*paths: Path, day: date = DAY, within: str = "P1Y", language: str = "en") -> Agenda:
        return agenda(read(Request(paths or (repo.root,))), day, Period.parse(within), language)

    return gathered


@pytest.fixture
def nasty(club: PolicyRepo, gather: Gather) -> Agenda:
    """Registers, open points, waivers and a refused document in whose words something nasty stands."""
    for number, words in enumerate(NASTY.values(), 1):
        club.write(f"r{number:02}.yaml", nasty_documents(number, words))
    club.write("broken.yaml", "a: [\n")
    return gather()
