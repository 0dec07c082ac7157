"""How authorities lay out the record of Article 30, as `policies/vocabulary/record-layouts.yaml` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policycheck.vocabulary import Vocabulary

VOCABULARY = "record-layouts"
CONTROLLERS, PROCESSORS = "controllers", "processors"


class Heading(NamedTuple):
    """A heading of an authority, and who says what stands under it."""

    words: str
    tells: str
    """`module.function` of `policycheck.record.answers`."""
    of: tuple[str, ...] = ()
    """The codes it is about, where it is not about all."""
    asks: str = ""
    """The provision that asks for it: no answer is a gap."""
    under: str = ""
    """The part of the layout it stands in."""
    columns: tuple[str, ...] = ()
    """The headings of what stands beside each other."""


class Layout(NamedTuple):
    """The headings of an authority, in a language as far as it has them there."""

    name: str
    controllers: tuple[Heading, ...]
    processors: tuple[Heading, ...]
    has_foreword: bool = False
    """Whether those who answer for all records stand above the table."""
    is_sheets: bool = False
    """Whether each record is a sheet of its own, heading by heading, instead of a line of a table."""


def names(vocabulary: Vocabulary) -> list[str]:
    """The layouts there are."""
    return list(vocabulary.codes(VOCABULARY))


def chosen(vocabulary: Vocabulary, countries: Collection[str]) -> str:
    """The layout for records of controllers in these countries: theirs where they share one, else the default."""
    codes = vocabulary.codes(VOCABULARY)
    default = next(name for name, row in codes.items() if row.get("default"))
    theirs = {
        next((name for name, row in codes.items() if country in row.get("countries", ())), default)
        for country in countries
    }
    return theirs.pop() if len(theirs) == 1 else default


def layout(vocabulary: Vocabulary, name: str, language: str) -> Layout:
    """A layout by its name; what it has in one language only stands as it is."""
    row = vocabulary.codes(VOCABULARY)[name]
    parts = (tuple(_heading(one, language) for one in row[part]) for part in (CONTROLLERS, PROCESSORS))
    controllers, processors = parts
    return Layout(name, controllers, processors, bool(row.get("foreword")), bool(row.get("sheets")))


def _heading(row: Mapping[str, Any], language: str) -> Heading:
    words = row["heading"]
    heading = words if isinstance(words, str) else words.get(language) or words["en"]
    of, columns = (tuple(map(str, row.get(key, ()))) for key in ("of", "columns"))
    return Heading(heading, row["tells"], of, row.get("asks", ""), row.get("under", ""), columns)
