"""What every row of the law carries, and what rows of one table owe each other."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from policycheck.errors import did_you_mean
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


class RowError(ValueError):
    """What is wrong with a row and how to mend it; the words it quotes first show where, in the table it names."""

    def __init__(self, message: str, hint: str | None = None, table: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.table = table


def _day(text: str) -> str:
    hint = "write a day of the calendar as YYYY-MM-DD"
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise RowError(f"'{text}' is no day: {error}", hint) from None
    if written != text:
        raise RowError(f"{text} is not written YYYY-MM-DD", hint)
    return text


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError as error:
        raise RowError(str(error)) from None
    return text


def _form(pattern: str, what: str, hint: str) -> Callable[[str], str]:
    """Verifies a text of a form that the law gives it."""
    form = re.compile(pattern)

    def verify(text: str) -> str:
        if not form.fullmatch(text):
            raise RowError(f"'{text}' is no {what}", hint)
        return text

    return verify


_number = _form(
    r"\d{1,4}/\d{1,4}(/E[CU])?|\d{4}:\d{1,4}",
    "number of an act",
    "write it as the statute book does: 1050/2018, 2016/679, 95/46/EC, 2018:218",
)
_article = _form(
    r"\d{1,3}[a-z]?(\(\d{1,2}\)|\([a-z]\))*",
    "article",
    "write it as 13, 6(1)(f) or 49(1)(2), without 'Art.'",
)
_celex = _form(
    r"3\d{4}[DLR]\d{4}",
    "CELEX number",
    "write 3, the year, D, L or R for decision, directive or regulation, and four digits: 32016D1250",
)
_official_journal = _form(
    r"OJ L( \d+, \d+\.\d+\.\d{4}, p\. \d+|, \d{4}/\d+, \d+\.\d+\.\d{4})",
    "place in the Official Journal",
    "write 'OJ L 207, 1.8.2016, p. 1' or 'OJ L, 2025/1226, 26.6.2025'",
)


def _celex_numbers(text: str) -> str:
    for number in re.findall(r"\bCELEX (\w+)", text):
        _celex(number)
    return text


def code(vocabulary: str) -> AfterValidator:
    """A word of a vocabulary; the context of the validation holds them all."""

    def verify(text: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(vocabulary, {})
        if text not in known:
            raise RowError(f"'{text}' is no code of the vocabulary '{vocabulary}'", did_you_mean(text, known))
        return text

    return AfterValidator(verify)


Day = Annotated[str, AfterValidator(_day)]
Length = Annotated[str, AfterValidator(_period)]
Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,3}(-[A-Z0-9]+)?$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Words = Annotated[dict[Language, Text], Field(min_length=1)]
Site = Annotated[str, Field(pattern=r"^https://\S+$")]
Number = Annotated[str, AfterValidator(_number)]
Article = Annotated[str, AfterValidator(_article)]
Celex = Annotated[str, AfterValidator(_celex)]
Source = Annotated[str, Field(min_length=1), AfterValidator(_celex_numbers)]
OfficialJournal = Annotated[str, AfterValidator(_official_journal)]
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
            message = f"ends on '{self.valid_until}', before it begins on {self.valid_from}"
            raise RowError(message, "valid_from is the first day, valid_until the last")
        return self


class Row(Span):
    """A fact of the law, the days on which it holds, and how it is known."""

    id: Id
    source: Source
    confidence: Confidence
    basis: Basis
    note: Text | None = None


def refuse_twins(ids: Iterable[str]) -> None:
    """Raise RowError when an id stands twice."""
    twins = [name for name, count in Counter(ids).items() if count > 1]
    if twins:
        raise RowError(f"'{twins[0]}' stands more than once", "a row has a name of its own")


def refuse_unknown(named: Iterable[str], known: Collection[str], table: str | None = None) -> None:
    """Raise RowError when a row names something that no row is."""
    for name in named:
        if name not in known:
            raise RowError(f"there is no '{name}'", did_you_mean(name, known), table)


def refuse_overlap(spans: Iterable[Span]) -> None:
    """Raise RowError when two spans share a day."""
    ordered = sorted(spans, key=lambda span: span.valid_from or "")
    for earlier, later in pairwise(ordered):
        if not earlier.valid_until or earlier.valid_until >= (later.valid_from or ""):
            names = " and ".join(f"'{span.id}'" for span in (later, earlier) if isinstance(span, Row))
            message = f"{names or 'two spans'} both hold on {later.valid_from or earlier.valid_until}"
            raise RowError(message, "end one of them on the day before the other begins")
