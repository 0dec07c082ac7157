"""Every rule is judged by its cases, with all packs; the cases of a rule are one file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policycheck.cards import load_rulebook
from policycheck.document.stream import parts

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "fixtures" / "rules").glob("*/*.yaml"))
Judge = Callable[[dict[str, Any]], tuple[list[Any], list[Any]]]


def cases(file: Path) -> list[dict[str, Any]]:
    (part,) = (part for part in parts(file.read_text(encoding="utf-8")) if part.value is not None)
    found: list[dict[str, Any]] = part.value["cases"]
    return found


def every_case() -> Iterator[Any]:
    for file in FILES:
        for case in cases(file):
            yield pytest.param(case, id=f"{file.parent.name}/{file.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(every_case()))
def test_a_case_yields_exactly_what_it_expects(case: dict[str, Any], judge: Judge) -> None:
    found, expected = judge(case)

    assert found == expected


def test_the_clean_repo_is_clean(judge: Judge) -> None:
    found, expected = judge({"clean": "register/website-chat", "expect": []})

    assert found == expected


def judged_rules() -> list[str]:
    return [rule.id for rule in load_rulebook().rules() if not rule.card["raised_by"]]


@pytest.mark.parametrize("rule", judged_rules())
def test_every_rule_has_cases_that_fail_and_that_pass(rule: str) -> None:
    found = cases(ROOT / "fixtures" / "rules" / f"{rule}.yaml")
    failing = [case for case in found if any(one["rule"] == rule for one in case["expect"])]

    assert failing
    assert len(found) - len(failing) >= 2
