"""Annexes of repos, and of one whose every word is nasty on purpose."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from openpyxl import load_workbook
from tests.reporters.conftest import NASTY

from policycheck.annexes import annexes, writer
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook
    from tests.conftest import PolicyRepo

    from policycheck import Checked
    from policycheck.annexes import Annexes

    Gather = Callable[..., Annexes]

YEAR = Period(months=12, days=0)
WORDS = {
    **NASTY,
    "a formula": '=HYPERLINK("https://example.org";"click")',
    "a sum": "+1+1",
    "a difference": "-2+3",
    "a name": "@SUM(A1)",
    "a tab before": "\t=1+1",
    "a return before": "\r=1+1",
    "in full width": "\uff1d1+1",
    "a script": "<script>alert(1)</script>",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "turned round": "abc\u202edef\u202c",
    "control characters": "bell\x07 escape\x1b[31m null\x00 unit\x1f delete\x7f next\x85",
    "no characters": "a\ufffeb\uffffc",
    "an escape of Excel": "_x0041_ and _x000D_",
    "the end of data": "]]> &amp; &#0; <!--",
    "an emoji": "\U0001f512",
    "10,000 characters": "pitkä " * 1_667,
    "too long": "x" * 40_000,
    "too long and beyond": "\U0001f512" * 20_000,
}


def nasty(number: int, words: str) -> str:
    """A register and a waiver in which words stand wherever there are words."""
    register = {
        "policycheck": 1,
        "kind": "register",
        "id": f"r{number:02}",
        "name": words,
        "responsible": "secretary",
        "dated": "2026-01-31",
        "purposes": {"orders": {"text": words}},
        "data_subjects": ["customer"],
        "data": {"all": {"text": words, "items": ["name"]}},
        "recipients": {"bank": {"text": words, "task": words}},
        "retention": {"all": {"period": "P2Y", "reason": words}},
        "security": {"password": {"detail": words}},
        "transfers": {"not_known": words, "until": "2026-12-31"},
    }
    waiver = {
        "policycheck": 1,
        "kind": "waiver",
        "id": f"w{number:02}",
        "rule": "gdpr/basis-stated",
        "place": f"register/r{number:02}: purposes/orders",
        "reason": words,
        "owner": "secretary",
        "until": "2027-01-31",
    }
    return f"{yaml.safe_dump(register)}---\n{yaml.safe_dump(waiver)}"


@pytest.fixture
def gather(repo: PolicyRepo) -> Gather:
    """The annexes of the repo."""

    def gathered(
        checked: Checked | None = None, layout: str | None = None, language: str = "en", **asked: Any
    ) -> Annexes:
        found = checked or repo.check(keep_judgements=True, **asked)
        return annexes(found, found.told(language, for_people=True), YEAR, layout)

    return gathered


@pytest.fixture
def nasty_repo(repo: PolicyRepo) -> PolicyRepo:
    """A repo whose every word is nasty."""
    club = "policycheck: 1\nkind: organisation\nid: club\nname: '=1+1'\ncountry: FI\n"
    repo.write("club.yaml", f"{club}roles: {{secretary: {{title: '@secretary'}}}}\n")
    for number, words in enumerate(WORDS.values(), 1):
        repo.write(f"r{number:02}.yaml", nasty(number, words))
    repo.write("blank.yaml", "policycheck: 1\nkind: register\nid: blank\nname: ''\n")
    repo.write("broken.yaml", "a: [\n")
    return repo


def written(found: Annexes, form: str) -> bytes:
    """A format of bytes."""
    out = io.BytesIO()
    writer(form).write(found, out)
    return out.getvalue()


def workbook(found: Annexes) -> Workbook:
    """The spreadsheet as another library reads it."""
    return load_workbook(io.BytesIO(written(found, "xlsx")))
