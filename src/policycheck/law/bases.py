"""What a legal basis (Article 6(1)) or a condition (Articles 9(2), 10) asks of whoever relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.law.answer import Answer
from policycheck.law.rows import eve_of_next, holds, is_sure, last_day

if TYPE_CHECKING:
    from policycheck.law.rows import Row


class Basis(NamedTuple):
    """A basis or condition; `id` is its code in the vocabulary `bases`, `requires` what must be shown.

    `law_needed`: the statute must be named, or what `law_alternative` allows in its place.
    """

    id: str
    article: str
    requires: tuple[str, ...]
    law_needed: bool
    law_alternative: str | None


class Bases:
    """The table of bases on one day."""

    def __init__(self, table: Row, day: str) -> None:
        self._day = day
        self._rows: dict[str, Row] = {row["article"]: row for row in (*table["bases"], *table["conditions"])}

    def basis(self, article: str) -> Answer[Basis | None]:
        """The basis; before the Regulation applied there was none of this number."""
        row = self._rows.get(article)
        if row is None:
            return Answer(None, certain=False)
        if not holds(row, self._day):
            return Answer(None, row, eve_of_next([row], self._day), is_sure(row))
        return Answer(_basis(row), row, last_day(row), is_sure(row))


def _basis(row: Row) -> Basis:
    shown = [requirement["id"] for requirement in row.get("requires", ())]
    return Basis(
        id=row["id"],
        article=row["article"],
        requires=tuple(shown or row["needs"]),
        law_needed=row.get("law_needed", "name-the-law" in shown),
        law_alternative=row.get("law_alternative"),
    )
