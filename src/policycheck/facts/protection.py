"""Where a register is kept, what protects it there, and which of its data call for more (Articles 9, 32, 87)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.model import System
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

NOTICES = frozenset({"notice", "cookies"})
"""What a description serves that owes nothing on security."""


@remembered
def systems(record: Record) -> dict[str, System]:
    """The systems in which a register lies, by id: those listed, and those that its flows copy data to."""
    flows = things(record.register.get("flows"))
    named = [*record.register.get("systems", []), *(end for _, flow in flows for end in flow.get("to", []))]
    found = {name: record.repo.system(name) for name in named}
    return {name: system for name, system in found.items() if system and system.get("stores_data") is not False}


@remembered
def on_machines(record: Record) -> dict[str, System]:
    """Those of the systems that are not paper."""
    return {name: system for name, system in systems(record).items() if system.get("medium") != "paper"}


@remembered
def on_paper_only(record: Record) -> bool:
    """Whether a register is known to lie on paper alone."""
    measures = [measure for _, measure in things(record.register.get("security"))]
    if systems(record):
        return not on_machines(record)
    return bool(measures) and all(measure.get("for") == ["manual"] for measure in measures)


def states_measures(record: Record) -> bool:
    """Whether any measure is stated: by the register, or by a system it lies in."""
    own = dict(things(record.register.get("security")))
    return bool(own) or any(system.get("measures") for system in systems(record).values())


def told_in_record(record: Record, told: Callable[[Record], bool]) -> bool:
    """Whether a mere notice leaves to the record of its register what Articles 13 and 14 do not ask for."""
    return record.serves <= NOTICES and any("record" in one.serves and told(one) for one in record.siblings)


def measures_at(record: Record, name: str) -> frozenset[str]:
    """The measures that protect a system: its own, and those of the register that are said of it or of all."""
    system: Any = record.repo.system(name) or {}
    said = (code for code, measure in things(record.register.get("security")) if name in measure.get("in", [name]))
    return frozenset((*said, *system.get("measures", {})))


def data_held(record: Record, vocabulary: Vocabulary, attribute: str, *values: str) -> dict[str, str]:
    """The categories of data whose attribute has one of the values, with the group that holds each."""
    return {code: group for group, code in _items(record) if vocabulary.attribute("data", code, attribute) in values}


def _items(record: Record) -> Iterator[tuple[str, str]]:
    for name, group in things(record.register.get("data")):
        for code in group.get("items", []):
            yield name, code
