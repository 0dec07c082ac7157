"""The shape of `policies/law/acts.yaml`."""

import re
from string import Formatter
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from policycheck.law.acts import resolves
from policycheck.law.rows import number_in
from policycheck.law.tables.row import (
    Basis,
    Code,
    Confidence,
    Id,
    Language,
    Meta,
    Number,
    RowError,
    Source,
    Strict,
    Text,
    Words,
    refuse_unknown,
)
from policycheck.speech import _


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        words = _("'{form}' cannot be read as a form: {reason}", form=text, reason=error)
        raise RowError(words, word=text) from None
    return text


def _with_number(words: dict[str, str]) -> dict[str, str]:
    """Each language has one place for the number of a part."""
    for said in words.values():
        places = [name for _, name, _, _ in Formatter().parse(said) if name is not None]
        if len(places) != 1 or places[0] not in ("n", "apart", "nth"):
            hint = _("write {places} where it stands", places="{n}, {apart}, {nth}")
            raise RowError(_("'{text}' has no place for the number", text=said), hint, word=said)
    return words


Piece = Annotated[Words, AfterValidator(_with_number)]


class Unit(Strict):
    """How the provisions of some acts are put into words, part by part."""

    cited: Words
    chapter: Piece | None = None
    number: Piece
    paragraph: Piece | None = None
    definition: Piece | None = None
    second: Piece | None = None
    point: Piece | None = None


class ActRow(Strict):
    """What an act is called for short, and the form of its provisions."""

    number: Text
    country: Code
    short: Words
    genitive: Text
    unit: Id
    definitions: Text | None = None
    form: Annotated[str, AfterValidator(_pattern)]
    highest: Annotated[int, Field(gt=0)] | None = None
    paragraphs: list[Annotated[int, Field(ge=0)]] | None = None
    """Of each article, from the first one on, how many numbered paragraphs or points it has."""
    link: Annotated[str, Field(pattern=r"^https?://\S+$")]
    source: Source
    confidence: Confidence
    basis: Basis

    @model_validator(mode="after")
    def _counts_every_article(self) -> Self:
        if self.paragraphs is not None and len(self.paragraphs) != self.highest:
            raise RowError(_("there must be as many counts of paragraphs as articles"), word="paragraphs")
        return self


class ActsTable(Strict):
    """Acts by the key that cards cite."""

    meta: Meta
    units: dict[Id, Unit]
    ordinals: dict[Language, list[Text]]
    genitives: dict[Language, dict[Text, Text]]
    acts: dict[Id, ActRow]

    @model_validator(mode="after")
    def _has_units(self) -> Self:
        refuse_unknown({act.unit for act in self.acts.values()}, self.units, "acts")
        return self

    def refuse_unresolved(self, number: str, provision: str | None, table: str) -> None:
        """Raise RowError when the act is not here, or has no such provision."""
        known = {number_in(act.number): act for act in self.acts.values() if not act.number.endswith("recitals")}
        act = known.get(number_in(number))
        if act is None:
            hint = _("enter it there, with the form of its provisions")
            raise RowError(_("'{act}' is no act of acts.yaml", act=number), hint, table, word=number)
        if provision and not resolves(act.model_dump(), provision):
            hint = _("its provisions are written as {form}", form=act.form)
            words = _("'{article}' is no provision of {act}", article=provision, act=act.number)
            raise RowError(words, hint, table, word=provision)


class Provision(Strict):
    """A provision of an act, by the number under which records name it."""

    act: Number
    section: Text | None = None
