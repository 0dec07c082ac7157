"""Acts that a record names: whether they are in force, and whether their provision can be looked up (Article 5(2))."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.checks import Setting, supplies
from policycheck.facts.occasions import day_of
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path, Place
    from policycheck.repo import Record


class Named(NamedTuple):
    """Where a record names an act, and the number of that."""

    path: Path
    code: str
    number: str


@supplies("statute", "ended", "begins", "successor")
def in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An act that something rests on is in force on the day; one that no table has is not judged."""
    for path, code, number in _named(record, setting):
        yield from _judged(record.place.at(*path), number, Term("statutes", code), setting)


def _judged(place: Place, number: str, named: Term | str, setting: Setting) -> Iterator[Judgement]:
    """Whether the act of a number, called as it is named at a place, is in force on the day."""
    answer = setting.law.statute(number)
    if answer.row is None:
        return
    if answer.value is not None:
        yield met(place)
    else:
        yield not_met(place, statute=named, **_out_of_force(answer.row, setting))


def _out_of_force(row: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """When an act ended and what came after it, or when it begins."""
    if row["valid_from"] > setting.day.isoformat():
        return {"begins": day_of(row["valid_from"]), "ended": "", "successor": ""}
    codes = setting.vocabulary.codes("statutes")
    replaced_by = row.get("replaced_by")
    after = (Term("statutes", code) for code, one in codes.items() if replaced_by and one.get("number") == replaced_by)
    return {"ended": day_of(row["valid_until"]), "begins": "", "successor": next(after, "")}


@supplies("statute", "ended", "begins", "successor")
def cited_in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """An act whose number a text prints in its title, its headings or its references is in force on the day."""
    for path, words in _printed(record):
        for number in dict.fromkeys(_NUMBER.findall(words)):
            yield from _judged(record.place.at(*path), number, number, setting)


_NUMBER = re.compile(r"(?<![\d/:])(?:\d{1,4}/\d{4}|\d{4}:\d{1,4})(?![\d/:])")
"""The number of a Finnish act, or of a Swedish one. Acts of the Union turn year and number round, and are long."""


def _printed(record: Record) -> Iterator[tuple[Path, str]]:
    title: Any = record.stated.get("title", "")
    yield ("title",), " ".join(title.values()) if isinstance(title, dict) else title
    for index, section in enumerate(record.stated.get("outline", [])):
        yield ("outline", index, "title"), section.get("title", "")
    for name, reference in things(record.stated.get("references")):
        yield ("references", name, "words"), reference.get("words", "")


@supplies("statute", "section")
def provision_there(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A provision that is named has a number, and one that its act reaches."""
    for path, code, number in _named(record, setting):
        section = _beside(record, path).get("section")
        if section is None:
            continue
        place = record.place.at(*path[:-1], "section")
        if _can_be_found(section, setting.law.highest_provision(number)):
            yield met(place)
        else:
            yield not_met(place, statute=Term("statutes", code), section=section)


def _can_be_found(section: str, highest: int | None) -> bool:
    """The first number is that of the article or section; of an act that counts by chapter, no last one is known.

    Parts and titles of an act are counted in Roman numerals.
    """
    first = re.search(r"\d+", section)
    if first is None:
        return re.search(r"\b[IVXLC]+\b", section) is not None
    return int(first[0]) > 0 and (highest is None or int(first[0]) <= highest)


def _named(record: Record, setting: Setting) -> Iterator[Named]:
    """Each act that a record names, with its number; an organisation's own words for acts may have none."""
    for link in record.acts:
        number = setting.vocabulary.attribute("statutes", link.value, "number")
        if number:
            yield Named(link.path, link.value, number)


def _beside(record: Record, path: Path) -> Mapping[str, Any]:
    """What stands around a value."""
    node: Any = record.stated
    for step in path[:-1]:
        node = node[step]
    return node if isinstance(node, dict) else {}
