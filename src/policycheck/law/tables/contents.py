"""The shape of `policies/law/contents.yaml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from policycheck.law.contents import Holder, Mandatory
from policycheck.law.tables.acts import Provision
from policycheck.law.tables.row import Article, Country, Day, Meta, Row, Strict, Text, Words, refuse_twins


class ItemRow(Row):
    """Something that a document must contain."""

    of: Holder
    article: Article
    names: Words
    mandatory: Mandatory


class DutyRow(Row):
    """What the same articles ask beside the contents."""

    articles: list[Article]
    rule: Text
    names: Words | None = None
    country: Country | None = None
    staff_below: Annotated[int, Field(ge=1)] | None = None
    may_have_changed_from: Day | None = None


class UsualRow(Row):
    """Often found in records, and no element of Article 30."""

    what: Text


class FormerRow(Row):
    """What documents of an older law contain."""

    country: Country
    act: Text
    section: Text
    items: list[Text] = Field(min_length=1)

    def provision(self) -> Provision:
        """Where that law asks for them."""
        return Provision(act=self.act, section=self.section)


class ContentsTable(Strict):
    """A row has a name of its own."""

    meta: Meta
    items: list[ItemRow]
    duties: list[DutyRow]
    usual: list[UsualRow]
    former: list[FormerRow]

    def articles(self) -> list[str]:
        """Every article that a row names."""
        return [*(row.article for row in self.items), *(article for row in self.duties for article in row.articles)]

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        rows: tuple[Row, ...] = (*self.items, *self.duties, *self.usual, *self.former)
        refuse_twins(row.id for row in rows)
        return self
