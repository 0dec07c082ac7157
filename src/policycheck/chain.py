"""How a rule came to what it says of a place: the chain of facts, rows of the law, and the day; in words, finished."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from policycheck.finding import Outcome, Spot

Plain = str | int | float | bool | list[Any] | None
"""What a record states, as far as one line tells it."""


class Fact(NamedTuple):
    """What a record states at a place, or how nothing is stated there."""

    spot: Spot
    says: str
    """In words, as one line."""
    value: Plain = None
    """As stated: a value, or the codes of a list; None for nothing, and for what holds more than a line."""
    nothing: str | None = None
    """The kind of nothing that stands there: `absent` where not even the key does."""


class Step(NamedTuple):
    """An assertion of a card about one item, and what it came to."""

    says: str
    outcome: Outcome
    facts: tuple[Fact, ...] = ()
    parts: tuple[Step, ...] = ()
    """The assertions that it joins."""


class Row(NamedTuple):
    """A row of a table of the law, or the silence of the tables about what they were asked."""

    table: str
    asked: tuple[str, ...]
    id: str | None
    name: str
    source: str
    confidence: str
    valid_from: str | None
    valid_until: str | None
    until: date | None
    """The last day on which the answer holds as things stand; None: it is open."""
    certain: bool
    """Whether a rule may rest a finding on it."""


class Missing(NamedTuple):
    """What must be known before the rule can tell, and the role that finds out, if one is known."""

    spot: Spot | None
    """Where it is to be written; None where the law leaves it open."""
    says: str
    owner: str | None = None
    until: str | None = None


class Chain(NamedTuple):
    """Everything one judgement rests on."""

    day: date
    when: Step | None = None
    """The condition of a card under which it asks."""
    require: Step | None = None
    """What a card asks."""
    evidence: tuple[Fact, ...] = ()
    """What a check in Python looked at for it."""
    because: tuple[str, ...] = ()
    """How a check in Python came from one fact to the next, as far as it says."""
    law: tuple[Row, ...] = ()
    missing: tuple[Missing, ...] = ()
    steps: tuple[Fact, ...] = ()
    """Where that is written, from the description to the last link."""
