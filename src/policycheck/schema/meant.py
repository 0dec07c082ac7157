"""Faults of a shape where a kind of nothing was meant, told as such: a key beside it, a misspelt word, a capital."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.document.nothing import SAYINGS
from policycheck.errors import nearest
from policycheck.schema.explain import TYPES, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path

RULE = "form/nothing-in-form"
BESIDE = {"not_known": ("owner", "until")}
"""What may stand beside the words of a nothing."""
LIKENESS = 0.8
LONGEST = 3
"""Keys of the longest nothing."""


def as_meant(found: list[Fault], stated: Mapping[str, Any]) -> list[Fault]:
    """The faults, those of a nothing that was meant in its words; each is told once."""
    told: dict[tuple[str, Path], Fault] = {}
    for fault in found:
        for meant in _meant(fault, stated) or [fault]:
            told.setdefault((meant.rule, meant.path), meant)
    return list(told.values())


def _meant(fault: Fault, stated: Mapping[str, Any]) -> list[Fault]:
    """The faults of the nothing at a fault's place or around it, if one was meant there."""
    holder = _at(stated, fault.path[:-1])
    value = _at(holder, fault.path[-1:])
    if fault.rule == "form/type" and _reads_none(value):
        return [Fault(RULE, fault.path, {"word": value, "suggestion": "none"})]
    around = _misspoken(holder, fault.path[:-1]) if len(fault.path) > 1 else []
    return _misspoken(value, fault.path) or around


def _reads_none(value: object) -> bool:
    return isinstance(value, str) and value != "none" and value.casefold().strip(" .") == "none"


def _at(value: Any, path: Path) -> Any:
    """What stands at the place of a fault; for a key that is missing, None."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _misspoken(value: object, path: Path) -> list[Fault]:
    if not isinstance(value, dict) or not value:
        return []
    saying = next((key for key in value if key in SAYINGS), None)
    if saying:
        return [*_beside(value, saying, path), *_ill_said(value, saying, path)]
    near = {key: _saying_like(key) for key in value} if len(value) <= LONGEST else {}
    return [Fault(RULE, (*path, key), {"word": key, "suggestion": word}) for key, word in near.items() if word]


def _beside(value: Mapping[str, Any], saying: str, path: Path) -> Iterator[Fault]:
    """Keys that do not belong beside the one that says it."""
    known = BESIDE.get(saying, ())
    for key in value:
        if key != saying and key not in known:
            words = {"key": key, "beside": saying, "suggestion": nearest(key, known) or ""}
            yield Fault(RULE, (*path, key), words)


def _ill_said(value: Mapping[str, Any], saying: str, path: Path) -> Iterator[Fault]:
    """Values of the wrong type."""
    for key in (saying, *BESIDE.get(saying, ())):
        expected = "array" if key == "none_except" else "string"
        if key in value and not _fits(value[key], expected):
            yield Fault(RULE, (*path, key), {"before": key, "expected": TYPES[expected]})


def _fits(said: object, expected: str) -> bool:
    return isinstance(said, list) and bool(said) if expected == "array" else isinstance(said, str | dict)


def _saying_like(key: str) -> str | None:
    return nearest(key.casefold().replace("-", "_").replace(" ", "_"), SAYINGS, LIKENESS)
