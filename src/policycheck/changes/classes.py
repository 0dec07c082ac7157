"""The classes of change and the duties that follow, as `policies/law/changes.yaml` has them on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from policycheck.law.rows import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

Direction = Literal["worsened", "improved", "neutral"]
DIRECTIONS: tuple[Direction, ...] = ("worsened", "neutral", "improved")
"""In the order in which changes are told."""


class Duty(NamedTuple):
    """What has to be done after a change, and the articles that ask for it."""

    id: str
    articles: tuple[str, ...]
    words: Mapping[str, str]


class Class(NamedTuple):
    """A class of change, and what it means for data subjects."""

    id: str
    reverse: str
    theme: str
    direction: Direction
    material: bool
    duties: tuple[Duty, ...]
    title: Mapping[str, str]
    names: frozenset[str]
    """What a gate may call it by: its id, direction, theme and groups."""


def classes_on(table: Mapping[str, Any], day: date) -> dict[str, Class]:
    """The classes by id, with the duties that there are on a day."""
    rows = (row for row in table["duties"] if holds(row, day.isoformat()))
    duties = {row["id"]: Duty(row["id"], tuple(row["articles"]), row["words"]) for row in rows}
    return {row["id"]: _class(row, duties) for row in table["classes"]}


def _class(row: Mapping[str, Any], duties: Mapping[str, Duty]) -> Class:
    following = tuple(duties[name] for name in row["duties"] if name in duties)
    names = frozenset((row["id"], row["direction"], row["theme"], *row.get("groups", ())))
    facts = (row["id"], row["reverse"], row["theme"], row["direction"], row["material"])
    return Class(*facts, following, row["title"], names)


def gates(classes: Iterable[Class]) -> list[str]:
    """Every name that a gate may be given."""
    return sorted({name for one in classes for name in one.names})
