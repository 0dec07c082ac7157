"""How an assertion came to what it says of an item: each part, and everything its path leads to.

A part is asked by the very code that judges, so that a trace never says anything else than the judgement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.fields import ABSENT, FieldPath, Found
from policycheck.assertions.words import Context, compile_assertion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.assertions.fields import Item
    from policycheck.finding import Outcome
    from policycheck.place import Place

JOINING = ("all_of", "any_of", "not")
ASKING = ("has", "lacks", "field")


class Looked(NamedTuple):
    """What stands at a place: a value, a `Nothing`, or `ABSENT`."""

    place: Place
    value: Any


class Traced(NamedTuple):
    """An assertion as the card writes it, what it came to, and what was looked at."""

    words: Mapping[str, Any]
    outcome: Outcome
    looked: tuple[Looked, ...]
    parts: tuple[Traced, ...]
    vocabulary: str | None
    """The vocabulary of the codes that the field holds."""
    every: bool
    """Whether `*` in its path means every."""


def trace(words: Mapping[str, Any], context: Context, item: Item, day: date) -> Traced:
    """Ask an assertion and all its parts about an item."""
    outcome = compile_assertion(words, context).ask(item, day).outcome
    parts = tuple(trace(part, context, item, day) for part in _parts(words))
    path = context.path(next(words[word] for word in ASKING if word in words)) if not parts else None
    looked = tuple(_looked(path, item)) if path else ()
    vocabulary = _vocabulary(path) if path else None
    return Traced(words, outcome, looked, parts, vocabulary, context.required)


def _parts(words: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The assertions that one joins."""
    joined: Any = next((words[word] for word in JOINING if word in words), [])
    return joined if isinstance(joined, list) else [joined]


def _vocabulary(path: FieldPath) -> str | None:
    items = path.schema.get("items", {})
    shapes = (path.schema, items, *items.get("anyOf", ()))
    return next((str(shape["x-vocabulary"]) for shape in shapes if "x-vocabulary" in shape), None)


def _looked(path: FieldPath, item: Item) -> Iterator[Looked]:
    """Everything a path leads to; through a reference also what the document says that it names."""
    through = next((number for number, step in enumerate(path.steps[:-1], 1) if step.through), None)
    if through is None:
        yield from (Looked(item.record.place.at(*at), value) for at, value in _found(path, item))
        return
    rest = path.steps[through:]
    onward = path._replace(words="/".join(step.key for step in rest), steps=rest, absolute=False, plain=None)
    for at, name in _found(path._replace(steps=path.steps[:through], plain=None), item):
        yield Looked(item.record.place.at(*at), name)
        named = at[-2] if name is ABSENT and at[-1] == "party" else name  # a recipient's key is its party
        for kind in path.steps[through - 1].through:
            other = item.record.repo.record(kind, named)
            if other:
                whole = item._replace(record=other, path=(), value=other.stated)
                yield from (Looked(other.place.at(*place), value) for place, value in _found(onward, whole))


def _found(path: FieldPath, item: Item) -> list[Found]:
    """What a path leads to; where it leads nowhere, the map in which nothing was found."""
    found = path.find(item) if path.steps else [Found(item.path, item.value)]
    if found:
        return found
    stem = path.steps[: next(number for number, step in enumerate(path.steps) if step.key == "*")]
    keys = tuple(step.key for step in stem)
    return path._replace(steps=stem, starred=False, plain=keys).find(item) if keys else []
