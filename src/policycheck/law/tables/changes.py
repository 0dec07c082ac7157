"""The shape of `policies/law/changes.yaml`."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policycheck.law.tables.row import (
    Article,
    Id,
    Meta,
    Row,
    RowError,
    Strict,
    Words,
    code,
    refuse_twins,
    refuse_unknown,
)
from policycheck.speech import _


class DutyRow(Row):
    """What has to be done after a change, by which articles."""

    articles: Annotated[list[Article], Field(min_length=1)]
    words: Words


class ClassRow(Row):
    """A class of change: what it means for data subjects, and the duties that follow."""

    id: Id
    reverse: Id
    theme: Annotated[str, code("themes")]
    direction: Literal["worsened", "improved", "neutral"]
    material: bool
    groups: list[Id] = Field(default_factory=list)
    duties: list[Id]
    title: Words


class ChangesTable(Strict):
    """Every class has a reverse that means the opposite, and names duties of the table."""

    meta: Meta
    duties: list[DutyRow]
    classes: list[ClassRow]

    def articles(self) -> Iterator[str]:
        """Every article of the Regulation that a duty rests on."""
        return (article for duty in self.duties for article in duty.articles)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        refuse_twins(row.id for row in self.duties)
        refuse_twins(row.id for row in self.classes)
        refuse_unknown((name for row in self.classes for name in row.duties), {row.id for row in self.duties})
        classes = {row.id: row for row in self.classes}
        refuse_unknown((row.reverse for row in self.classes), classes)
        for row in self.classes:
            back = classes[row.reverse]
            if back.reverse != row.id or back.direction != OPPOSITE[row.direction]:
                words = _("'{one}' and '{other}' are no opposites", one=row.id, other=back.id)
                raise RowError(words, _("each names the other, and one improves what the other worsens"), word=row.id)
        return self


OPPOSITE = {"worsened": "improved", "improved": "worsened", "neutral": "neutral"}
