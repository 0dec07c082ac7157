"""Which rights a legal basis gives (Chapter III), and within what time requests are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, holds, is_sure, last_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.law.rows import Row

Given = Literal["always", "conditional", "never"]


class Right(NamedTuple):
    """A right under one basis; `id` is its code in the vocabulary `rights`.

    `condition`: when it applies, if it does not always. `told_in`: the provisions by which a notice mentions it.
    """

    id: str
    articles: tuple[str, ...]
    given: Given
    condition: str | None
    told_in: tuple[str, ...]
    automated_means: bool


class Deadline(NamedTuple):
    """A time to act in, as an ISO 8601 period from an event of the vocabulary."""

    id: str
    period: str | None
    extension: str | None
    event: str | None
    rule: str


class Rights:
    """The table of rights on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rights: list[Row] = table["rights"]
        self._deadlines: dict[str, Row] = {row["id"]: row for row in table["deadlines"]}
        self._under: dict[str, Answer[Mapping[str, Right]]] = {}

    def under(self, article: str) -> Answer[Mapping[str, Right]]:
        """Every right by its code, with whether the basis gives it; none before the Regulation applied."""
        if article not in self._under:
            self._under[article] = self._found_under(article)
        return self._under[article]

    def _found_under(self, article: str) -> Answer[Mapping[str, Right]]:
        rows = [row for row in self._rights if article in row["given"]]
        held = [row for row in rows if holds(row, self._day)]
        rights = {row["id"]: _right(row, article) for row in held}
        until = last_day(*held) or eve_of_next(rows, self._day)
        return Answer(rights, held[0] if held else None, until, bool(held) and all(map(is_sure, held)))

    def deadline(self, name: str) -> Answer[Deadline | None]:
        """The time that the law gives for something, such as `act-on-request`."""
        row = self._deadlines.get(name)
        if row is None:
            return Answer(None, certain=False)
        if not holds(row, self._day):
            return Answer(None, row, eve_of_next([row], self._day), is_sure(row))
        return Answer(_deadline(row), row, last_day(row), is_sure(row))


def _right(row: Row, article: str) -> Right:
    conditions = {told["article"]: told["when"] for told in row.get("conditions", ())}
    return Right(
        id=row["id"],
        articles=tuple(row["articles"]),
        given=row["given"][article],
        condition=conditions.get(article, row.get("applies_if")),
        told_in=tuple(row["told_in"]),
        automated_means=row.get("automated_means", False),
    )


def _deadline(row: Row) -> Deadline:
    return Deadline(
        id=row["id"],
        period=row.get("period"),
        extension=row.get("extension"),
        event=row.get("from"),
        rule=row["rule"],
    )
