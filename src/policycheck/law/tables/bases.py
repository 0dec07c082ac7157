"""The shape of `policies/law/bases.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import Article, Id, Meta, Row, Strict, Text, code, refuse_twins


class Requirement(Strict):
    """Something that a description resting on a basis must be able to show."""

    id: Id
    what: Text
    cite: Text


class GroundRow(Row):
    """A provision on which processing rests."""

    id: Annotated[Id, code("bases")]
    article: Article


class BasisRow(GroundRow):
    """A legal basis of Article 6(1)."""

    requires: list[Requirement]
    remarks: list[Text] = Field(default_factory=list)


class ConditionRow(GroundRow):
    """A condition of Article 9(2), or Article 10."""

    needs: list[Text]
    law_needed: bool
    law_alternative: Text | None = None


class BasesTable(Strict):
    """An article is one basis or one condition."""

    meta: Meta
    bases: list[BasisRow]
    conditions: list[ConditionRow]

    def articles(self) -> list[str]:
        """The articles of all rows."""
        rows: tuple[GroundRow, ...] = (*self.bases, *self.conditions)
        return [row.article for row in rows]

    @model_validator(mode="after")
    def _one_row_an_article(self) -> Self:
        refuse_twins(row.id for row in (*self.bases, *self.conditions))
        refuse_twins(self.articles())
        return self
