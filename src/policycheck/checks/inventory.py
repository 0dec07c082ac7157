"""What a repo describes and no register uses (Articles 5(2), 30(1))."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record, Repo

USED_BY_NAME = ("party", "system")
"""The kinds of documents that are there for others to name."""


@supplies("name")
def described_is_used(repo: Repo, setting: Setting) -> Iterator[Judgement]:
    """A party or system that is described is named by another; of what could not be read nothing is known.

    A system that is said to store no data may be described for that alone.
    """
    registers = repo.of_kind("register")
    if not registers or repo.flaws:
        return
    every = (record for kind in USED_BY_NAME for record in repo.of_kind(kind))
    described = [record for record in every if record.stated.get("stores_data") is not False]
    unnamed = {record.document.id for record in described} - {
        name for one in registers for name in _at_first_sight(one)
    }
    for record in repo.records if unnamed else ():
        unnamed -= _mentioned({key: value for key, value in record.stated.items() if key != "id"}, unnamed)
    for record in described:
        if record.document.id in unnamed:
            yield not_met(record.place, name=record.stated.get("name") or record.document.id)
        else:
            yield met(record.place)


def _at_first_sight(record: Record) -> Iterator[str]:
    """The parties and systems that nearly all registers name; it spares reading everything for them."""
    yield from record.register.get("systems", ())
    for name, recipient in things(record.register.get("recipients")):
        yield recipient.get("party", name)


def _mentioned(value: Any, names: set[str]) -> set[str]:
    """Those of the names that a value has for a key or says anywhere."""
    if isinstance(value, Mapping):
        return names.intersection(value).union(*(_mentioned(item, names) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_mentioned(item, names) for item in value))
    return {value} & names if isinstance(value, str) else set()
