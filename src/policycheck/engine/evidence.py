"""What a judgement of a check in Python rests on, of all that the check has read so far.

A check reads more than one judgement needs: it goes through all recipients, say, and judges each. What counts is what
it read since the judgement before, and what it read ahead of all of them, as far as the judged thing leads there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.assertions.fields import ABSENT, item_at
from policycheck.assertions.trace import Looked
from policycheck.engine.watching import WatchedRepo
from policycheck.law.heard import WitnessLaw
from policycheck.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.engine.watching import Tape
    from policycheck.finding import Judgement
    from policycheck.law import Law
    from policycheck.repo import Record, Repo

Document = tuple[str, str]
THING = 2
"""So many steps lead to a thing of a map: `purposes/orders`."""
HOUSEKEEPING = (("id",), ("kind",), ("describes",), ("text",), ("language",))
"""What says which document something is, and nothing of what it is about."""


class Watch:
    """A repo and the law of a day, watched while rules are asked once more."""

    def __init__(self, repo: Repo, law: Law) -> None:
        self.law = WitnessLaw(law)
        self._plain = repo
        self._tape: Tape = []
        self._ahead: Tape | None = None
        self.repo = WatchedRepo(repo, (self._tape, self.law.noted))

    def forget(self, subject: Any) -> None:
        """Begin anew with a subject."""
        self._ahead = None
        self._tape.clear()
        self.law.noted.clear()
        watched = self.repo.watched(subject)
        for record in self.repo.records if watched is self.repo else _all(watched):
            record.known.clear()

    def looked(self, judgement: Judgement) -> Iterator[Looked]:
        """What a judgement rests on: the places it names, then what was read for it."""
        read, named = self._read(), _named(judgement)
        ours = [place for place in read if not any(place == one for one in named)]
        for place in dict.fromkeys((*named, *self._kept(ours, judgement))):
            yield Looked(place, stated_at(self._plain, place))

    def _read(self) -> list[Place]:
        """Each place that was read ahead of all judgements or since the last one."""
        now = self._tape.copy()
        self._tape.clear()
        if self._ahead is None:
            self._ahead = now
        return list(dict.fromkeys((*self._ahead, *now)))

    def _kept(self, read: list[Place], judgement: Judgement) -> list[Place]:
        """What tells something of the judged thing, the innermost places of it."""
        about = [place for place in read if place.path not in HOUSEKEEPING and _concerns(place, judgement)]
        stated = {place: stated_at(self._plain, place) for place in about}
        reached = self._reached(stated, judgement)
        kept = [one for one in about if _document(one) in reached and _tells(one, stated[one], judgement.place)]
        return [one for one in kept if not (type(stated[one]) is dict and any(_below(one, other) for other in read))]

    def _reached(self, stated: Mapping[Place, Any], judgement: Judgement) -> set[Document]:
        """The documents that the judged thing leads to by what they name; a chain tells all of them itself."""
        reached, left = {*map(_document, _named(judgement)), *self._only()}, not _chain(judgement)
        while left:
            told = (one for one in stated.items() if _document(one[0]) in reached)
            names = {name for place, value in told for name in _names(place, value)}
            more = {_document(place) for place in stated if place.id in names} - reached
            reached, left = reached | more, bool(more)
        return reached

    def _only(self) -> set[Document]:
        """The repo's only organisation, which nobody needs to name."""
        one = self._plain.of_kind("organisation")
        return {_document(one[0].place)} if len(one) == 1 else set()


def _all(subject: Any) -> list[Record]:
    return subject if isinstance(subject, list) else [subject]


def _document(place: Place) -> Document:
    return place.kind, place.id


def _chain(judgement: Judgement) -> list[Place]:
    """The way from the judged thing to what is found of it, where the check tells one."""
    return [ground for ground in judgement.because if isinstance(ground, Place)]


def _compares(judgement: Judgement) -> bool:
    """Whether it holds two documents of one kind against each other: all of both was read, to find what differs."""
    home = judgement.place
    return any(one.kind == home.kind and one.id != home.id for one in judgement.related)


def _named(judgement: Judgement) -> list[Place]:
    """The places that the judgement itself names."""
    return list(dict.fromkeys((judgement.place, *_chain(judgement), *judgement.related)))


def _concerns(place: Place, judgement: Judgement) -> bool:
    """Whether what stands at a place is not about another thing of the same map than the one that is judged."""
    here, there = judgement.place.path, place.path
    if any(place.covers(one) or one.covers(place) for one in _named(judgement)):
        return True
    if _compares(judgement) and place.kind == judgement.place.kind:
        return False
    if _chain(judgement) and _document(place) == _document(judgement.place):
        return here[:THING] == there[:THING]
    same_map = place.kind == judgement.place.kind and here[:1] == there[:1]
    return not (same_map and min(len(here), len(there)) >= THING and here[1] != there[1])


def _names(place: Place, value: object) -> Iterator[str]:
    """The words that may be the id of a document."""
    yield from map(str, place.path)
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _tells(place: Place, value: object, judged: Place) -> bool:
    """That nothing is written somewhere tells something only where it is looked for: at the judged thing."""
    near = place.path[:1] == judged.path[:1] or len(place.path) == 1
    return value is not ABSENT or (_document(place) == _document(judged) and near)


def _below(place: Place, other: Place) -> bool:
    return other != place and place.covers(other)


def stated_at(repo: Repo, place: Place) -> Any:
    """What stands at a place: a value, a `Nothing` at it or above it, or `ABSENT`."""
    record = repo.record(place.kind, place.id)
    if record is None:
        return ABSENT
    value = item_at(record, place.path).value
    if value is not ABSENT:
        return value
    depths = range(len(place.path), 0, -1)
    nothings = (record.nothing(*place.path[:depth]) for depth in depths)
    return next(filter(None, nothings), ABSENT)
