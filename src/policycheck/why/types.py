"""What rules come to about a register, in finished words of one language: writers look nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from policycheck.chain import Chain
    from policycheck.finding import Citation, Severity, Spot, Waived


class State(StrEnum):
    """What a rule comes to at a place, and what became of it. None of these says that the law is complied with."""

    NOT_MET = "not met"
    WAIVED = "waived"
    TOLD_ELSEWHERE = "told elsewhere"
    """A graver rule speaks of the same place, or the original of a translation does."""
    CANNOT_TELL = "cannot tell"
    MET = "met"
    DOES_NOT_APPLY = "does not apply"


class Told(NamedTuple):
    """What a rule comes to at one place."""

    rule: str
    severity: Severity
    state: State
    spot: Spot | None
    """None where it looked at nothing."""
    message: str = ""
    """What is wrong, where something is."""
    chain: Chain | None = None
    """What it rests on; where all rules are asked, only that of what cannot be told."""
    waived: Waived | None = None


class Asked(NamedTuple):
    """A rule, as far as its reasons need it."""

    id: str
    severity: Severity
    title: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What was asked about a register, and every outcome, the gravest states first."""

    register: str
    name: str
    files: tuple[str, ...]
    as_of: date
    language: str
    outcomes: tuple[Told, ...]
    assumed: tuple[str, ...] = ()
    """What was assumed of the law, in the words of those who assumed it."""
    rule: Asked | None = None
    """The rule whose reasons were asked for; None: all rules that concern the register."""

    def of(self, state: State) -> Iterator[Told]:
        """The outcomes of a state."""
        return (one for one in self.outcomes if one.state is state)

    def rules(self, *states: State) -> tuple[str, ...]:
        """The rules whose gravest outcome is one of these states, by id."""
        gravest: dict[str, State] = {}
        for one in self.outcomes:
            gravest.setdefault(one.rule, one.state)
        return tuple(sorted(rule for rule, state in gravest.items() if state in states))
