"""The record itself: what it is called, since when, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.facts.occasions import day_of
from policycheck.record.answers import answers
from policycheck.record.teller import Line
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.record.teller import Teller

ELSEWHERE = Phrase("not kept in these records")


@answers("name")
def name(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What it is called."""
    yield Line(("name",), teller.wording.name(teller.record.place))


@answers()
def reference(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What it is called in the repo."""
    yield Line(("id",), teller.record.described if teller.record.kind == "register" else teller.record.document.id)


@answers("dated")
def created(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """When it was made."""
    yield from _day(teller, "dated")


@answers("reviewed")
def reviewed(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """When it was last held against reality."""
    yield from _day(teller, "reviewed")


def _day(teller: Teller, field: str) -> Iterator[Line]:
    written = teller.stated.get(field)
    if written:
        yield Line((field,), teller.day(written), day=day_of(str(written)))


@answers("documents")
def documents(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Other documents that belong to it."""
    for key, one in teller.map("documents"):
        yield Line(("documents", key), teller.document(one) or key, internal=True)


@answers()
def kept_elsewhere(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What these records do not hold."""
    yield Line((), teller.say.gettext(ELSEWHERE))
