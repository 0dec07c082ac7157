"""A description against itself: what it says twice, and what it says otherwise elsewhere (Articles 5(1)(a), 12(1))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.things import repeats, things
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.repo import Record


@supplies("purposes", "limit")
def purposes_within_limit(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Purposes that are said to be the only ones are the only ones (Article 5(1)(b))."""
    only = record.register.get("only_purposes")
    if not only:
        return
    further = [name for name, _ in things(record.register.get("purposes")) if name not in only]
    place = record.place / "only_purposes"
    if further:
        places = [record.place.at("purposes", name) for name in further]
        yield not_met(place, *places, purposes=further, limit=only)
    else:
        yield met(place)


@supplies("data")
def data_lists_agree(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Two lists of the data of one register name the same data (Article 30(1)(c))."""
    data: Any = record.register.get("data", {})
    others = [other for other in data.get("also_stated", []) if isinstance(other, Mapping)]
    if not others:
        return
    main = _codes(data, setting)
    differing = {code for other in others for code in main ^ _codes(other, setting)}
    place = record.place.at("data", "also_stated")
    if differing:
        yield not_met(place, record.place / "data", data=[Term("data", code) for code in sorted(differing)])
    else:
        yield met(place)


def _codes(data: Mapping[str, Any], setting: Setting) -> frozenset[str]:
    """The categories of a list; one with a parent stands for the parent, as a summary would write it."""
    items = [code for _, group in things(data) for code in group.get("items", [])]
    return frozenset(setting.vocabulary.attribute("data", code, "parent") or code for code in items)


@supplies("clauses")
def clauses_once(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A clause is printed once, not again under another heading (Article 12(1))."""
    found = sorted(_repeated(record.stated, ()), key=str) if "also_stated" in record.document.source.text else []
    if found:
        first, *rest = (record.place.at(*path) for path in found)
        yield not_met(first, *rest, clauses=["/".join(map(str, path[:-2])) for path in found])


def _repeated(node: Any, path: Path) -> Iterator[Path]:
    if not isinstance(node, Mapping):
        return
    for index, other in enumerate(node.get("also_stated", ())):
        if repeats(node, other):
            yield (*path, "also_stated", index)
    for key, value in node.items():
        if key != "also_stated":
            yield from _repeated(value, (*path, key))


@supplies("said")
def access_circle_named(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Those who may use the data are named by role, not only called designated (Articles 25(2), 32(4))."""
    place = record.place.at("access", "restricted_to")
    access: Any = record.register.get("access", {})
    circle = access.get("restricted_to")
    nothing = record.nothing("access", "restricted_to")
    if nothing and nothing.kind == "said-only":
        yield not_met(place, said=nothing.words)
    elif circle:
        controller: Any = record.controller or {}
        known = {*dict(things(access)), *controller.get("roles", {})}
        yield met(place) if circle in known else not_met(place, said=circle)
