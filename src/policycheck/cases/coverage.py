"""Which rules their cases prove: those that fail show that a rule finds, those that pass that it does not overreach."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policycheck.cases.reading import CasesFile


class Coverage(NamedTuple):
    """How many cases of a rule fail and pass it."""

    rule: str
    failing: int
    passing: int

    @property
    def complete(self) -> bool:
        """Whether it has cases of both sorts."""
        return bool(self.failing and self.passing)


def coverage(rule: str, found: CasesFile | None) -> Coverage:
    """How a rule's own cases cover it."""
    cases = found.cases if found else []
    failing = sum(any(one["rule"] == rule for one in case["expect"]) for case in cases)
    return Coverage(rule, failing, len(cases) - failing)
