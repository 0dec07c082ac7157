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
