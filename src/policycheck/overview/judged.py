"""What was judged: by which rules, with which outcomes, and by the law as last checked when."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from policycheck.overview.types import LawTable, PackCount

if TYPE_CHECKING:
    from policycheck.cards import Rules
    from policycheck.finding import Outcome
    from policycheck.overview.reading import Reading


def packs(reading: Reading, rules: Rules) -> tuple[PackCount, ...]:
    """What the rules of each pack came to; what could not be read as meant is a finding of the pack `form`."""
    outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for rule, judgement, _ in reading.judgements():
        outcomes[_pack(rule)][judgement.outcome] += 1
    findings = Counter(_pack(finding.rule) for finding in reading.report.findings)
    waived = Counter(_pack(item.finding.rule) for item in reading.report.waived)
    own = Counter(_pack(rule.id) for rule in rules)
    return tuple(
        PackCount(pack, _title(reading, pack), own[pack], outcomes[pack], findings[pack], waived[pack])
        for pack in sorted({*own, *findings})
    )


def _pack(rule: str) -> str:
    return rule.partition("/")[0]


def _title(reading: Reading, pack: str) -> str:
    return reading.wording.said(reading.book.packs[pack]["title"]) if pack in reading.book.packs else pack


def tables(reading: Reading) -> tuple[LawTable, ...]:
    """The tables of the law with the day on which each was last checked."""
    checked, stale = reading.book.law_checked, reading.report.stale_tables
    return tuple(LawTable(name, date.fromisoformat(day), name in stale) for name, day in sorted(checked.items()))
