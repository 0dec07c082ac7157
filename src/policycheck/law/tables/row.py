"""What every row of the law carries, and what rows of one table owe each other."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from policycheck.errors import did_you_mean
from policycheck.period import Period
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable


class RowError(ValueError):
    """What is wrong with a row and how to mend it; its word shows where, in the table it names."""

    def __init__(self, message: str, hint: str | None = None, table: str | None = None, *, word: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.table = table
        self.word = word


def _day(text: str) -> str:
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError:
        written = ""
    if written != text:
        hint = _("write a day of the calendar as YYYY-MM-DD")
        raise RowError(_("'{value}' is no day", value=text), hint, word=text)
    return text


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except ValueError as error:
        raise RowError(str(error.args[0]), word=text) from None
    return text


def _form(pattern: str, what: Phrase, hint: Phrase) -> Callable[[str], str]:
    """Verifies a text of a form that the law gives it."""
    form = re.compile(pattern)

    def verify(text: str) -> str:
        if not form.fullmatch(text):
            raise RowError(_("'{value}' is no {form}", value=text, form=_(what)), _(hint), word=text)
        return text

    return verify


_number = _form(
    r"\d{1,4}/\d{1,4}(/E[CU])?|\d{4}:\d{1,4}",
    Phrase("number of an act"),
    Phrase("write it as the statute book does: 1050/2018, 2016/679, 95/46/EC, 2018:218"),
)
_article = _form(
    r"\d{1,3}[a-z]?(\(\d{1,2}\)|\([a-z]\))*",
    Phrase("article"),
    Phrase("write it as 13, 6(1)(f) or 49(1)(2), without 'Art.'"),
)
_celex = _form(
    r"3\d{4}[DLR]\d{4}",
    Phrase("CELEX number"),
    Phrase("write 3, the year, D, L or R for decision, directive or regulation, and four digits: 32016D1250"),
)
_official_journal = _form(
    r"OJ L( \d+, \d+\.\d+\.\d{4}, p\. \d+|, \d{4}/\d+, \d+\.\d+\.\d{4})",
    Phrase("place in the Official Journal"),
    Phrase("write 'OJ L 207, 1.8.2016, p. 1' or 'OJ L, 2025/1226, 26.6.2025'"),
)


def _celex_numbers(text: str) -> str:
    """The numbers within a text; it is the text that is written at a place."""
    for number in re.findall(r"\bCELEX:? ([\w/:-]+)", text):
        try:
            _celex(number)
        except RowError as error:
            raise RowError(str(error), error.hint, word=text) from None
    return text


def _note(value: Any) -> Any:
    """Any value, as long as the CELEX numbers in it have their form."""
    if isinstance(value, str):
        _celex_numbers(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _celex(str(inner)) if key == "celex" else _note(inner)
    elif isinstance(value, list):
        for inner in value:
            _note(inner)
    return value


def code(vocabulary: str) -> AfterValidator:
    """A word of a vocabulary; the context of the validation holds them all."""

    def verify(text: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(vocabulary, {})
        if text not in known:
            words = _("'{code}' is no code of the vocabulary '{vocabulary}'", code=text, vocabulary=vocabulary)
            raise RowError(words, did_you_mean(text, known), word=text)
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
Note = Annotated[Any, AfterValidator(_note)]
OfficialJournal = Annotated[str, AfterValidator(_official_journal)]
Confidence = Literal["high", "medium", "low"]
Basis = Literal["checked", "recalled"]


class Strict(BaseModel):
    """No unknown key and no coercion: an unquoted NO is refused, not read as false."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Meta(Strict):
    """When the table was last held against its sources, and notes for people."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Note] = Field(init=False)

    as_of: Day


class Span(Strict):
    """Inclusive days; null is open."""

    valid_from: Day | None
    valid_until: Day | None

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            words = _("ends on {last}, before it begins on {first}", last=self.valid_until, first=self.valid_from)
            hint = _("valid_from is the first day, valid_until the last")
            raise RowError(words, hint, word=self.valid_until)
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
        words = _("'{name}' stands more than once", name=twins[0])
        raise RowError(words, _("a row has a name of its own"), word=twins[0])


def refuse_unknown(named: Iterable[str], known: Collection[str], table: str | None = None) -> None:
    """Raise RowError when a row names something that no row is."""
    for name in named:
        if name not in known:
            raise RowError(_("there is no '{name}'", name=name), did_you_mean(name, known), table, word=name)


def refuse_overlap(spans: Iterable[Span]) -> None:
    """Raise RowError when two spans share a day."""
    ordered = sorted(spans, key=lambda span: span.valid_from or "")
    for earlier, later in pairwise(ordered):
        if not earlier.valid_until or earlier.valid_until >= (later.valid_from or ""):
            names = [span.id for span in (later, earlier) if isinstance(span, Row)]
            day = later.valid_from or earlier.valid_until
            words = _("two spans both hold on {day}", day=day)
            if names:
                words = _("'{one}' and '{other}' both hold on {day}", one=names[0], other=names[-1], day=day)
            raise RowError(words, _("end one of them on the day before the other begins"), word="".join(names[:1]))
