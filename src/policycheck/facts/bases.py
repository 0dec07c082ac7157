"""Which legal basis each purpose rests on (Article 6(1)); a basis stated once for all purposes covers those without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law import Law
    from policycheck.law.rights import Given
    from policycheck.model.purpose import LegalBasis, Purpose
    from policycheck.place import Path
    from policycheck.repo import Record


class Based(NamedTuple):
    """A purpose, its legal basis if it has one, and where that is stated."""

    name: str
    purpose: Purpose
    basis: LegalBasis | None
    path: Path


def shared_basis(record: Record) -> LegalBasis | None:
    """The basis stated for all purposes that have none of their own."""
    purposes: Any = record.register.get("purposes", {})
    return cast("LegalBasis | None", purposes.get("legal_basis"))


@remembered
def bases(record: Record) -> tuple[Based, ...]:
    """Every purpose of a description with its basis."""
    return tuple(_bases(record))


def _bases(record: Record) -> Iterator[Based]:
    shared = shared_basis(record)
    for name, purpose in things(record.register.get("purposes")):
        if "legal_basis" in purpose or shared is None:
            yield Based(name, purpose, purpose.get("legal_basis"), ("purposes", name, "legal_basis"))
        else:
            yield Based(name, purpose, shared, ("purposes", "legal_basis"))


def by_statement(record: Record, article: str) -> dict[Path, list[Based]]:
    """The purposes that rest on an article, by the place that states so."""
    grouped: dict[Path, list[Based]] = {}
    for based in bases(record):
        if based.basis and based.basis.get("article") == article:
            grouped.setdefault(based.path, []).append(based)
    return grouped


def rights_given(record: Record, law: Law) -> dict[str, dict[str, Given]]:
    """The rights that the bases of a description give (Chapter III): by right, the articles that give it."""
    given: dict[str, dict[str, Given]] = {}
    articles = dict.fromkeys(
        based.basis["article"] for based in bases(record) if based.basis and "article" in based.basis
    )
    for article in articles:
        for name, right in law.rights(article).value.items():
            if right.given != "never":
                given.setdefault(name, {})[article] = right.given
    return given
