"""Every finding has its chain, and every point that cannot be told names what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.rules.test_cases import JUDGED, cases_of

from policycheck import Request, check
from policycheck.engine import Ask, run
from policycheck.engine.asked import Asked
from policycheck.engine.reasons import Reasons
from policycheck.engine.telling import Telling
from policycheck.finding import Outcome
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cases import Bench


def first_failing() -> Iterator[Any]:
    """The first case of each rule in which it fails."""
    for rule in JUDGED:
        case = next(case for case in cases_of(rule).cases if any(one["rule"] == rule for one in case["expect"]))
        yield pytest.param(rule, case, id=rule)


@pytest.mark.parametrize(("rule", "case"), list(first_failing()))
def test_a_finding_rests_on_a_chain(rule: str, case: dict[str, Any], bench: Bench) -> None:
    report = run(bench.repo(case), bench.book, Ask(bench.day(case), reasons=True))
    (chain, *_) = (one.chain for one in report.findings if one.rule == rule)
    card = bench.book.cards[rule]

    assert chain is not None
    assert chain.day == bench.day(case)
    if card["check"]:
        assert chain.evidence[0].spot.place is not None
    else:
        assert chain.require is not None
        assert chain.require.outcome is Outcome.NOT_MET
        assert (chain.when is None) is (card["when"] is None)
        assert chain.when is None or chain.when.outcome is Outcome.MET


UNKNOWN = [
    pytest.param(case, id=f"{rule}: {case['name']}")
    for rule in JUDGED
    for case in cases_of(rule).cases
    if "not_known" in str(case.get("with"))
]


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_cannot_be_told_names_what_is_missing_and_who_owns_it(case: dict[str, Any], bench: Bench) -> None:
    repo, day, book = bench.repo(case), bench.day(case), bench.book
    reasons = Reasons(repo, Asked(book, day, book.rules(), {}))
    telling = Telling(Wording(book, repo, "en"), day)
    for rule, judgement in run(repo, book, Ask(day, keep_judgements=True)).judgements:
        if judgement.outcome is Outcome.CANNOT_TELL:
            reason = reasons.of(rule, judgement)
            assert reason is not None
            missing = telling.chain(reason).missing
            assert missing, (rule, judgement)
            assert all(one.owner for one in missing if one.spot), (rule, missing)


FIXTURES = Path(__file__).parents[2] / "fixtures"
REPOS = [root for root in (*(FIXTURES / "repos").iterdir(), *(FIXTURES / "imagined").iterdir()) if root.is_dir()]


@pytest.mark.parametrize("root", sorted(REPOS), ids=lambda root: root.name)
def test_in_a_whole_repo_what_cannot_be_told_names_what_is_missing(root: Path) -> None:
    day = date(2026, 11, 22)
    checked = check(Request((root,), day, keep_judgements=True))
    reasons = Reasons(checked.repo, Asked(checked.book, day, checked.rules, {}))
    telling = Telling(Wording(checked.book, checked.repo, "en"), day)
    for rule, judgement in checked.report.judgements:
        if judgement.outcome is Outcome.CANNOT_TELL:
            reason = reasons.of(rule, judgement)
            assert reason is not None
            missing = telling.chain(reason).missing
            assert missing, (rule, judgement)
            assert all(one.spot is None or one.spot.place for one in missing)
