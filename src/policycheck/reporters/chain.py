"""The chain that a judgement rests on, as plain values: part of what several commands write for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from policycheck.chain import Chain, Fact, Missing, Row, Step
    from policycheck.finding import Spot


class SpotDocument(TypedDict):
    """Where something stands: lines and columns from 1, in code points; the end is the character after the last."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    place: str | None


class FactDocument(SpotDocument):
    """What a record states at a place.

    `value` is null for nothing and for what holds more than a line; `nothing` is the kind of nothing that stands there,
    `absent` where not even the key does.
    """

    says: str
    value: Any
    nothing: str | None


class LinkDocument(SpotDocument):
    """A link of the chain by which data get somewhere: where it is written, and what it says."""

    says: str


class StepDocument(TypedDict):
    """An assertion of a card, what it came to, what it looked at, and the assertions that it joins."""

    says: str
    outcome: Literal["met", "not met", "cannot tell", "does not apply"]
    facts: list[FactDocument]
    parts: list[StepDocument]


class RowDocument(TypedDict):
    """A row of a table of the law, or that no table knows what was asked: then `id` is null.

    `until` is the last day on which the answer holds as things stand; null is open. Nothing is found on the strength of
    what is not `certain`.
    """

    table: str
    asked: list[str]
    id: str | None
    name: str
    source: str
    confidence: str
    valid_from: str | None
    valid_until: str | None
    until: str | None
    certain: bool


class MissingDocument(TypedDict):
    """What must be known before the rule can tell, and the role that finds out, if one is known."""

    spot: SpotDocument | None
    says: str
    owner: str | None
    until: str | None


class ChainDocument(TypedDict):
    """What a judgement rests on: what a card asked, or what a check in Python looked at, and rows of the law, on a day.

    `because` tells how one thing led to the next, `steps` where that is written.
    """

    as_of: str
    when: StepDocument | None
    require: StepDocument | None
    evidence: list[FactDocument]
    because: list[str]
    steps: list[LinkDocument]
    law: list[RowDocument]
    missing: list[MissingDocument]


def spot_document(spot: Spot) -> SpotDocument:
    """A spot as plain values."""
    return {
        "file": spot.file,
        "line": spot.span.line,
        "column": spot.span.column,
        "end_line": spot.span.end_line,
        "end_column": spot.span.end_column,
        "place": str(spot.place) if spot.place else None,
    }


def link_document(step: Fact) -> LinkDocument:
    """A link of a chain as plain values."""
    return {**spot_document(step.spot), "says": step.says}


def chain_document(chain: Chain) -> ChainDocument:
    """A chain as plain values."""
    return {
        "as_of": chain.day.isoformat(),
        "when": chain.when and _step(chain.when),
        "require": chain.require and _step(chain.require),
        "evidence": [_fact(fact) for fact in chain.evidence],
        "because": list(chain.because),
        "steps": [link_document(step) for step in chain.steps],
        "law": [_row(row) for row in chain.law],
        "missing": [_missing(one) for one in chain.missing],
    }


def _step(step: Step) -> StepDocument:
    found = {
        "says": step.says,
        "outcome": step.outcome.value,
        "facts": [_fact(fact) for fact in step.facts],
        "parts": [_step(part) for part in step.parts],
    }
    return cast("StepDocument", found)


def _fact(fact: Fact) -> FactDocument:
    return {**spot_document(fact.spot), "says": fact.says, "value": fact.value, "nothing": fact.nothing}


def _row(row: Row) -> RowDocument:
    return {
        "table": row.table,
        "asked": list(row.asked),
        "id": row.id,
        "name": row.name,
        "source": row.source,
        "confidence": row.confidence,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "until": row.until.isoformat() if row.until else None,
        "certain": row.certain,
    }


def _missing(one: Missing) -> MissingDocument:
    spot = spot_document(one.spot) if one.spot else None
    return {"spot": spot, "says": one.says, "owner": one.owner, "until": one.until}
