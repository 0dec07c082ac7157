"""A repo in an editor is judged as `check` judges it, whatever was typed before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck import Request, check
from policycheck.editor.session import Session

if TYPE_CHECKING:
    from policycheck.finding import Finding

FIXTURE = Path(__file__).parents[2] / "fixtures/repos/veisto"


def shown(found: list[Finding]) -> list[tuple[object, ...]]:
    return [(one.rule, one.spot.file, one.spot.span, one.message) for one in found]


def test_what_is_typed_is_judged_as_if_it_were_saved(tmp_path: Path) -> None:
    root = tmp_path.resolve() / "repo"
    shutil.copytree(FIXTURE, root)
    session = Session(root)
    session.renew()
    session.judge()
    path = root / "customer-notice.yaml"
    text = path.read_text(encoding="utf-8")
    for typed in (
        text.replace("purposes:", "purposes: {", 1),
        text.replace("rights:", "rihgts:", 1),
        "# one more\n" + text,
    ):
        session.write(path, typed)
        session.judge_one(path)
        session.judge()
    at_once = shown(session.judge_one(path))
    session.judge()

    path.write_text("# one more\n" + text, encoding="utf-8")
    saved = check(Request((root,), baseline=True, for_people=True)).report.findings

    assert sorted(map(str, shown([one for found in session.findings.values() for one in found]))) == sorted(
        map(str, shown(list(saved)))
    )
    assert at_once == shown([one for one in saved if one.spot.file == path.name])
