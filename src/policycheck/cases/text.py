"""Tells for people how cases stand: what differs, which rules lack cases, and one line about all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cases.coverage import Coverage
    from policycheck.cases.proof import Proof
    from policycheck.cases.suite import Results


def lines(results: Results) -> Iterator[str]:
    """Every difference, every rule that lacks cases, and the last line."""
    for proof in results.failed:
        yield from _difference(proof)
    for one in results.uncovered:
        yield _lack(one)
    if not results.hold:
        yield ""
    yield _last(results)


def _difference(proof: Proof) -> Iterator[str]:
    yield f"{proof.file}:{proof.line} {proof.rule}"
    yield f"  {proof.name}"
    for told in proof.missing:
        yield "    - " + _("expected, not found: {rule} at {place}", rule=told.rule, place=told.place)
    for told in proof.surplus:
        yield "    + " + _("found, not expected: {rule} at {place}", rule=told.rule, place=told.place)


def _lack(one: Coverage) -> str:
    if not (one.failing or one.passing):
        return _("{rule} has no case", rule=one.rule)
    if not one.failing:
        return _("{rule} has no case that fails: nothing shows that it finds anything", rule=one.rule)
    return _("{rule} finds something in each of its cases: nothing shows what it leaves alone", rule=one.rule)


def _last(results: Results) -> str:
    cases = counted("{n} case", "{n} cases", len(results.proofs))
    rules = counted("{n} rule", "{n} rules", len(results.coverage))
    if results.hold:
        return _(
            "{cases} of {rules}: all as expected, and every rule has cases that fail and that pass. Exit code 0.",
            cases=cases,
            rules=rules,
        )
    return _(
        "{cases} of {rules}: {failed} not as expected, {uncovered} without cases that fail and that pass. Exit code 1.",
        cases=cases,
        rules=rules,
        failed=counted("{n} case", "{n} cases", len(results.failed)),
        uncovered=counted("{n} rule", "{n} rules", len(results.uncovered)),
    )
