"""What every row of the law carries, and what rows of one table owe each other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def _written_out(text: str) -> str:
    if date.fromisoformat(text).isoformat() != text:
        message = f"{text} is not written YYYY-MM-DD"
        raise ValueError(message)
    return text


Day = Annotated[str, AfterValidator(_written_out)]
Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,3}(-[A-Z0-9]+)?$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Site = Annotated[str, Field(pattern=r"^https://\S+$")]
Number = Annotated[str, Field(pattern=r"^([0-9]{1,4}/[0-9]{1,4}|[0-9]{4}:[0-9]{1,4})(/E[CU])?$")]
Provision = Annotated[str, Field(pattern=r"^[0-9]+[a-z]?(\([0-9]+\)|\([a-z]\))*$")]
Celex = Annotated[str, Field(pattern=r"^3[0-9]{4}[DLR][0-9]{4}$")]
OfficialJournal = Annotated[
    str,
    Field(pattern=r"^OJ L( \d+, \d+\.\d+\.\d{4}, p\. \d+|, \d{4}/\d+, \d+\.\d+\.\d{4})$"),
]
Confidence = Literal["high", "medium", "low"]
Basis = Literal["checked", "recalled"]


class Strict(BaseModel):
    """No unknown key and no coercion: an unquoted NO is refused, not read as false."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Meta(Strict):
    """When the table was last held against its sources, and notes for people."""

    model_config = ConfigDict(extra="allow")

    as_of: Day


class Span(Strict):
    """Inclusive days; null is open."""

    valid_from: Day | None
    valid_until: Day | None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            message = f"ends on {self.valid_until}, before it begins on {self.valid_from}"
            raise ValueError(message)
        return self


class Row(Span):
    """A fact of the law, the days on which it holds, and how it is known."""

    id: Id
    source: Text
    confidence: Confidence
    basis: Basis
    note: Text | None = None


def refuse_twins(ids: Iterable[str]) -> None:
    """Raise ValueError when an id stands twice."""
    twins = [name for name, count in Counter(ids).items() if count > 1]
    if twins:
        message = f"more than one row is called {', '.join(twins)}"
        raise ValueError(message)


def refuse_unknown(named: Iterable[str], known: Container[str]) -> None:
    """Raise ValueError when a row names something that no row is."""
    unknown = [name for name in named if name not in known]
    if unknown:
        message = f"there is no {', '.join(unknown)}"
        raise ValueError(message)


def refuse_overlap(spans: Iterable[Span]) -> None:
    """Raise ValueError when two spans share a day."""
    ordered = sorted(spans, key=lambda span: span.valid_from or "")
    for earlier, later in pairwise(ordered):
        if not earlier.valid_until or earlier.valid_until >= (later.valid_from or ""):
            message = f"two rows hold on {later.valid_from}"
            raise ValueError(message)
