"""The rows of a record in a layout, and which descriptions of a register are its record."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from policycheck.facts.descriptions import by_audience
from policycheck.record.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policycheck.law import Law
    from policycheck.record.layouts import Heading, Layout
    from policycheck.record.teller import Line
    from policycheck.repo import Record, Repo
    from policycheck.wording import Wording

    Answer = Callable[[Teller, tuple[str, ...]], Iterator[Line]]

COOKIES = frozenset({"cookies"})


class Row(NamedTuple):
    """A heading with what a record answers to it."""

    heading: Heading
    lines: tuple[Line, ...]

    @property
    def gap(self) -> bool:
        """Whether something is missing here."""
        return any(line.gap for line in self.lines)


def rows(record: Record, form: Layout, wording: Wording, law: Law) -> Iterator[Row]:
    """What a record says under each heading of a layout."""
    teller = Teller(record, wording, law)
    for heading in form.processors if record.kind == "processor-record" else form.controllers:
        answers, field = _answer(heading.tells)
        lines = tuple(_told(teller, heading, field, answers))
        yield Row(heading, lines)


def _told(teller: Teller, heading: Heading, field: str, answers: Answer) -> Iterator[Line]:
    """The lines under a heading: what is said, then what is left open; where that is all, how nothing is said."""
    found = list(answers(teller, heading.of))
    yield from found
    if heading.asks:
        known = {line.path for line in found}
        yield from (line for line in teller.gaps_within(field) if line.path not in known)
    if not found and not teller.stated.get(field) and (heading.asks or teller.record.nothing(field)):
        yield teller.missing(field)


@cache
def _answer(name: str) -> tuple[Answer, str]:
    """The function that tells what stands under a heading, and the field of a record it is about."""
    module, _, function = name.partition(".")
    found = getattr(import_module(f"policycheck.record.answers.{module}"), function)
    return found, found.field


def kept(repo: Repo, language: str) -> list[Record]:
    """The records of Article 30 that a repo keeps: of each register in the reader's language, then of processors."""
    registers = (one for name in sorted(repo.descriptions) for one in in_place_of(repo.descriptions[name], language))
    return [*registers, *_of_processors(repo)]


def described(repo: Repo, language: str) -> list[Record]:
    """Whatever describes processing: all descriptions of registers, translations apart, and processors' records."""
    named = (repo.descriptions[name] for name in sorted(repo.descriptions))
    registers = (one for found in named for one in _untranslated(by_audience(list(found)), language))
    return [*registers, *_of_processors(repo)]


def _of_processors(repo: Repo) -> list[Record]:
    return sorted(repo.of_kind("processor-record"), key=lambda one: one.document.id)


def in_place_of(descriptions: Sequence[Record], language: str) -> list[Record]:
    """The descriptions of a register that are its record; where none is meant to be, the one that most people read.

    What only tells of cookies is no record.
    """
    ordered = [one for one in by_audience(list(descriptions)) if one.serves != COOKIES]
    records = _untranslated([one for one in ordered if "record" in one.serves], language)
    return records or _untranslated(ordered, language)[:1]


def _untranslated(descriptions: Sequence[Record], language: str) -> list[Record]:
    """Descriptions, in which one stands for all its translations: the one in the reader's language."""
    by_original: dict[str, Record] = {}
    for one in descriptions:
        known = by_original.setdefault(one.original.document.id, one)
        if one.language == language != known.language:
            by_original[one.original.document.id] = one
    return list(by_original.values())
