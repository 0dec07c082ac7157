"""Holds what a card compares a field with against what the field can hold: another value would never be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.fields import FieldPath
from policycheck.assertions.paths import resolved
from policycheck.errors import did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.place import Path
    from policycheck.schema import Shapes

COMPARING = ("equals", "one_of", "none_of", "includes")
NAMING_SETS = ("one_of", "none_of", "includes")
MOST_SHOWN = 20
TYPES = {"boolean": (bool, "true, false"), "integer": (int, "1, 2, 3")}
"""The types of fields that hold no text, and examples of them."""


class Misfit(NamedTuple):
    """A value that a field never holds, where the card names it, and what it could name."""

    path: Path
    message: str
    hint: str | None


def misfits(card: Mapping[str, Any], shapes: Shapes, vocabulary: Mapping[str, Iterable[str]]) -> Iterator[Misfit]:
    """Every such value of a card whose paths have been verified."""
    kind = card["applies_to"]["kind"]
    base = FieldPath.parse(card["for"], kind, shapes) if card.get("for") else None
    for part in ("when", "require"):
        for path, words in _fields(card.get(part), (part,)):
            schema = _of_items(FieldPath.parse(words["field"], kind, shapes, base).schema, shapes)
            for at, constant in _constants(words, path):
                fault = _fault(constant, schema, vocabulary)
                if fault:
                    yield Misfit(at, *fault)


def _fields(words: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(words, dict) and "field" in words:
        yield path, words
    elif isinstance(words, (dict, list)):
        for key, inner in words.items() if isinstance(words, dict) else enumerate(words):
            yield from _fields(inner, (*path, key))


def _of_items(schema: Mapping[str, Any], shapes: Shapes) -> Mapping[str, Any]:
    """The schema of a value; of a list, that of what it holds."""
    return resolved(schema["items"], shapes) if schema.get("type") == "array" else schema


def _constants(words: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    """The values that a field is compared with; what names a set is none."""
    for word in COMPARING:
        value = words.get(word)
        if isinstance(value, list):
            yield from (((*path, word, number), one) for number, one in enumerate(value))
        elif value is not None and not (word in NAMING_SETS and _names_set(word, value)):
            yield (*path, word), value


def _names_set(word: str, value: Any) -> bool:
    return isinstance(value, str) and (word != "includes" or "." in value)


def _fault(
    constant: Any, schema: Mapping[str, Any], vocabulary: Mapping[str, Iterable[str]]
) -> tuple[str, str | None] | None:
    """What is wrong with a value, and what to write instead; `none` may stand for any."""
    if constant == "none":
        return None
    kind = schema.get("type")
    if kind in TYPES:
        wanted, examples = TYPES[kind]
        fits = type(constant) is wanted
        return None if fits else (_never(constant), _("it holds {values}", values=examples))
    known = _known(schema, vocabulary)
    if known is None or constant in known:
        return None
    hint = did_you_mean(str(constant), known) or _offer(schema, known)
    return _never(constant), hint


def _never(constant: Any) -> str:
    return _("the field never holds '{value}'", value=constant)


def _known(schema: Mapping[str, Any], vocabulary: Mapping[str, Iterable[str]]) -> list[str] | None:
    """Every value that a field can hold, if they can be counted."""
    if "enum" in schema or "const" in schema:
        return list(schema.get("enum") or [schema["const"]])
    if schema.get("x-form") == "country":
        return list(vocabulary["countries"])
    return list(vocabulary[schema["x-vocabulary"]]) if "x-vocabulary" in schema else None


def _offer(schema: Mapping[str, Any], known: list[str]) -> str:
    if "x-vocabulary" in schema:
        return _("see 'policycheck codes {vocabulary}'", vocabulary=schema["x-vocabulary"])
    return _("it holds {values}", values=", ".join(known[:MOST_SHOWN]))
