"""The shape of `policies/law/rights.yaml`."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policycheck.law.rights import Given
from policycheck.law.tables.row import Article, Id, Length, Meta, Row, RowError, Strict, Text, code, refuse_twins
from policycheck.speech import _

Basis6 = Literal["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"]


class Condition(Strict):
    """When a basis gives the right."""

    article: Basis6
    when: Text


class RightRow(Row):
    """A right, and which bases give it."""

    id: Annotated[Id, code("rights")]
    articles: list[Article]
    told_in: list[Article]
    given: Annotated[dict[Basis6, Given], Field(min_length=6)]
    conditions: list[Condition] = Field(default_factory=list)
    applies_if: Text | None = None
    automated_means: bool = False
    absolute: bool = False
    duty_of_controller: bool = False
    also_when: list[Text] = Field(default_factory=list)
    exceptions: list[Text] = Field(default_factory=list)
    permitted_grounds: list[Text] = Field(default_factory=list)
    safeguards: Text | None = None

    @model_validator(mode="after")
    def _says_when_it_is_conditional(self) -> Self:
        explained = {condition.article for condition in self.conditions}
        for article, given in self.given.items():
            if given == "conditional" and not (article in explained or self.applies_if):
                words = _("'{article}' gives it under a condition that is not told", article=article)
                raise RowError(words, _("add it to conditions"), word=article)
        return self


class Deadline(Row):
    """Within what time something is done."""

    period: Length | None = None
    extension: Length | None = None
    from_: Annotated[Id, code("events")] | None = Field(None, alias="from")
    rule: Text


class Formality(Row):
    """What the use of a right may not be made to depend on, and the words that show it is."""

    rule: Text
    flag_if: list[Text]


class RightsTable(Strict):
    """A right is one row."""

    meta: Meta
    rights: list[RightRow]
    deadlines: list[Deadline]
    formalities: list[Formality]

    def articles(self) -> list[str]:
        """Every article that a right names."""
        return [article for row in self.rights for article in (*row.articles, *row.told_in)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        rows: tuple[Row, ...] = (*self.rights, *self.deadlines, *self.formalities)
        refuse_twins(row.id for row in rows)
        return self
