from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.law import Answer, Law

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = """
import sys
from datetime import date
before = set(sys.modules)
from policycheck.law import Law
print(*({name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))
"""


def test_asking_needs_the_standard_library_only() -> None:
    command = [sys.executable, "-c", QUESTIONS]
    shown = subprocess.run(command, check=True, capture_output=True, text=True)

    assert shown.stdout.split() == ["policycheck"]


def test_only_the_table_a_question_needs_is_read(tables: dict[str, Any]) -> None:
    law = Law({"territories": tables["territories"]}, date(2026, 11, 22))

    assert law.inside("FI").value
    with pytest.raises(KeyError):
        law.tracker("hotjar")


def test_the_law_and_its_answers_travel_between_processes(law_on: Callable[[str], Law]) -> None:
    law = law_on("2026-11-22")
    answer = law.adequacy("US")

    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - it is our own
    assert pickle.loads(pickle.dumps(law)).adequacy("US") == answer  # noqa: S301 - it is our own


def test_an_answer_is_open_and_certain_unless_it_says_otherwise() -> None:
    assert Answer(value=True) == Answer(value=True, row=None, until=None, certain=True)


@pytest.mark.parametrize(
    ("day", "stale"),
    [("1990-01-01", ()), ("2027-05-21", ()), ("2027-05-22", ("older",)), ("2027-05-23", ("old", "older"))],
)
def test_a_table_is_stale_six_months_after_its_check(day: str, stale: tuple[str, ...]) -> None:
    law = Law({}, date.fromisoformat(day), {"old": "2026-11-22", "older": "2026-11-21", "new": "2027-05-01"})

    assert law.stale_tables() == stale
    assert law.oldest_check() == date(2026, 11, 21)


def test_every_table_tells_when_it_was_checked(law_on: Callable[[str], Law], tables: dict[str, Any]) -> None:
    assert law_on("2026-11-22").checked == dict.fromkeys(tables, "2026-11-22")


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "2099-12-31", "9999-12-31"])
def test_a_day_far_away_gets_an_answer_that_makes_sense(law_on: Callable[[str], Law], day: str) -> None:
    law = law_on(day)
    answers = [
        law.inside("FI"),
        law.adequacy("US"),
        law.tool("2021/914"),
        law.retention("FI", "accounting-vouchers"),
        law.age_of_consent("BE"),
        law.statute("1050/2018"),
        law.basis("6(1)(a)"),
        law.authority("FI"),
    ]

    assert all(answer.until is None or answer.until >= law.day for answer in answers)
    assert bool(law.stale_tables()) is (day > "2026")
