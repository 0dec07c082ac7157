"""Which rights of data subjects national law lets a description limit, as far as it says so (Articles 23, 85, 89)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.remembered import remembered
from policycheck.facts.things import statements, things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.law import Law
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

ERASURE = "erasure"
"""The one right that any duty laid down by law limits by itself (Article 17(3)(b))."""


class Derogation(NamedTuple):
    """A national provision that a description relies on to limit rights, and where it says so."""

    path: Path
    law: str
    """The code of the statute; empty where none is named."""
    section: str
    rights: frozenset[str]
    """Codes of the rights that the description limits by it; empty where it names none."""


@remembered
def derogations(record: Record) -> tuple[Derogation, ...]:
    """The derogations of a description, and the statutes that it names as limits of single rights."""
    return tuple(_derogations(record))


def _derogations(record: Record) -> Iterator[Derogation]:
    for name, stated in things(record.register.get("derogations")):
        yield _derogation(("derogations", name), stated, stated.get("rights", ()))
    rights: dict[str, Any] = dict(things(record.register.get("rights")))
    for name, right in rights.items():
        for path, said in statements(right, ("rights", name)) if name != ERASURE else ():
            for ground, limit in things(said.get("limits")):
                if "law" in limit:
                    yield _derogation((*path, "limits", ground), limit, (name,))


def _derogation(path: Path, stated: Mapping[str, Any], rights: Any) -> Derogation:
    return Derogation(path, stated.get("law", ""), stated.get("section", ""), frozenset(rights))


def number(law: str, vocabulary: Vocabulary) -> str:
    """The number of an act in the statute book, by its code."""
    return str(vocabulary.attribute("statutes", law, "number") or "")


@remembered
def limited(record: Record, law: Law, vocabulary: Vocabulary) -> frozenset[str]:
    """The rights from which a description departs: those it names, else those that the provision named is about."""
    found: set[str] = set()
    for derogation in derogations(record):
        if derogation.path[0] == "derogations":
            known = law.derogation(number(derogation.law, vocabulary), derogation.section).value
            found |= derogation.rights or (known.rights if known else frozenset())
    return frozenset(found)
