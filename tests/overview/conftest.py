"""Overviews of repos, and one of a repo that is nasty on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.reporters.conftest import NASTY

from policycheck.evidence.types import Choice, Evidence, Judged, Pack, Table, Tree, TreeState
from policycheck.overview import overview
from policycheck.overview.types import LawTable
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import PolicyRepo

    from policycheck.overview.types import Overview

    Gather = Callable[..., Overview]

RESTS_ON = Evidence(
    "0.0.0",
    date(2026, 11, 22),
    date(2026, 12, 31),
    Tree(TreeState.CHANGED, "c0ffee" * 6 + "c0ff", ("=1+1.yaml", "<script>|\x1b[2J\u202e.yaml", *"abcde")),
    {"=1+1.yaml": "d" * 64, "<script>|\x1b[2J\u202e.yaml": "e" * 64},
    (
        Pack(
            "gdpr",
            own=False,
            publisher="policycheck",
            version="0.0.0",
            law_as_of="2026-11-22",
            rules=3,
            judged=2,
            digest="a" * 64,
        ),
        Pack("ours", own=True, publisher="=us", version="", law_as_of="2026-11-22", rules=1, judged=1, digest="b" * 64),
    ),
    (Table("adequacy", "2026-11-22", "c" * 64), Table("rights", "2026-01-31", "d" * 64)),
    Choice(("@registers",), ("ours",), ("gdpr", "30(1)"), "record", ("=1+1\n<script>",), waivers=False),
    Judged(33, 1, 2, 9, {"error": 12, "warning": 3, "info": 0}, {"met": 1, "not met": 15, "cannot tell": 4}, "f" * 64),
    "0123456789abcdef" * 4,
)
"""What no report rests on: digests of ours would change with every rule."""
YEAR = Period(months=12, days=0)
CLUB = """\
policycheck: 1
kind: organisation
id: club
name: Rowing Club
roles:
  secretary: {title: {en: Secretary, fi: Sihteeri, sv: Sekreterare}, contact: {email: secretary@club.example}}
  treasurer: {contact: {phone: "+358 6 555 0100"}}
"""


@pytest.fixture
def club(repo: PolicyRepo) -> PolicyRepo:
    """A repo with an organisation that has a secretary and a treasurer."""
    repo.configure()
    repo.write("club.yaml", CLUB)
    return repo


@pytest.fixture
def gather(repo: PolicyRepo) -> Gather:
    """The overview of the repo, or of some of its files."""

    def gathered(*paths: Path, within: Period = YEAR, **asked: Any) -> Overview:
        checked = repo.check(*paths, keep_judgements=True, **asked)
        return overview(checked, checked.report, within)

    return gathered


def nasty_documents(number: int, words: str) -> str:
    """A register, an open point and a waiver in whose words something nasty stands."""
    register = {
        "policycheck": 1,
        "kind": "register",
        "id": f"r{number}",
        "name": words,
        "responsible": "secretary",
        "reviewed": "2025-12-31",
        "review_every": "P1Y",
        "purposes": {"orders": {"text": words}},
        "retention": {"not_known": words, "owner": "treasurer", "until": "2026-10-31"},
    }
    waiver = {
        "policycheck": 1,
        "kind": "waiver",
        "id": f"w{number}",
        "rule": "ours/asked",
        "place": f"register/r{number}: consents",
        "reason": words,
        "owner": "secretary",
        "until": "2027-01-31",
    }
    return f"{yaml.safe_dump(register)}---\n{yaml.safe_dump(waiver)}"


@pytest.fixture
def nasty(club: PolicyRepo, gather: Gather) -> Overview:
    """Registers, open points, waivers and refused documents in whose words something nasty stands."""
    for number, words in enumerate(NASTY.values(), 1):
        club.write(f"r{number:02}.yaml", nasty_documents(number, words))
    club.write("broken.yaml", "a: [\n")
    club.write("refused.yaml", "policycheck: 1\nkind: register\nid: refused\nnam: x\n")
    club.card("ours/based", require={"has": "legal_basis"}, message={"en": "{register} needs a basis for {purpose}"})
    for field, slug in {"retention": "kept", "consents": "asked"}.items():
        message = {"en": f"{{register}} says nothing of {field}"}
        club.card(f"ours/{slug}", **{"for": None}, severity="warning", require={"has": field}, message=message)
    told = gather(select=("ours", "form", "waivers"))
    tables = (LawTable("adequacy", date(2026, 11, 22), stale=False), LawTable("rights", date(2026, 1, 31), stale=True))
    packs = tuple(pack._replace(rules=3) for pack in told.packs)
    return replace(told, report=replace(told.report, rules=9), packs=packs, tables=tables, evidence=RESTS_ON)
