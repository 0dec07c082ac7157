"""The plain values of ordinary documents, read in two tight loops; `values` reads those that have anything unusual.

Unusual are aliases, merge keys, repeated keys, keys that are no scalars, and what exceeds a limit. A text with
anchors or tags is not for this module. On the way it notes where a nothing may stand, so that nobody has to walk
through a document that has none.
"""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policycheck.document.events import DEEPEST, MOST_NODES, Events
from policycheck.document.nothing import SAYINGS
from policycheck.document.values import plain

if TYPE_CHECKING:
    from policycheck.document.nothing import Lexicon
    from policycheck.place import Path

OFTEN_REPEATED = 40
"""Texts shorter than this are mostly codes and names: one copy serves all documents."""


class UnusualError(Exception):
    """The document needs the careful reader."""


class Doubts(NamedTuple):
    """Where nothings may stand: in some mappings, by path; or, when a list is among them, anywhere."""

    mappings: list[tuple[Path, dict[str, Any]]]
    lists: list[Path]


class QuickReader:
    """Reads ordinary documents from a stream; `lexicon` tells which texts may be a nothing."""

    def __init__(self, stream: Events, lexicon: Lexicon) -> None:
        self._get = stream.get_event
        self._suspects, self._openers = lexicon.suspects
        self._unplain_words, self._unplain_openers = lexicon.unplain
        self._nodes = 0
        self.doubts = Doubts([], [])

    def value(self) -> Any:
        """The value of the document whose start was just read; its end is read too.

        Raises:
            UnusualError: if there is anything to be careful about; the stream is then somewhere in the document.
        """
        self._nodes, self.doubts = 1, Doubts([], [])
        event = self._get()
        if type(event) is MappingStartEvent:
            value: Any = self._mapping(())
        elif type(event) is ScalarEvent:
            value = plain(event.value) if event.implicit[0] else event.value
        else:
            raise UnusualError
        if type(self._get()) is not DocumentEndEvent or self._nodes > MOST_NODES:
            raise UnusualError
        return value

    def _mapping(self, path: Path) -> dict[str, Any]:  # noqa: C901, PLR0915 - one loop: a call per scalar would cost
        get, openers, words = self._get, self._unplain_openers, self._unplain_words
        body: dict[str, Any] = {}
        doubtful = False
        self._enter(path)
        while True:
            event = get()
            kind = type(event)
            if kind is MappingEndEvent:
                break
            if kind is not ScalarEvent:
                raise UnusualError
            key = intern(event.value)
            if key in body or key == "<<":
                raise UnusualError
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                if value[:1] in openers or value in words:
                    value = plain(value) if event.implicit[0] else value
                    doubtful = doubtful or self._may_be_nothing(value)
                elif len(value) < OFTEN_REPEATED:
                    value = intern(value)
                body[key] = value
            elif kind is MappingStartEvent:
                body[key] = value = self._mapping((*path, key))
                doubtful = doubtful or not value or not SAYINGS.isdisjoint(value)
            elif kind is SequenceStartEvent:
                body[key] = value = self._sequence((*path, key))
                doubtful = doubtful or not value
            else:
                raise UnusualError
        self._nodes += len(body)
        if doubtful:
            self.doubts.mappings.append((path, body))
        return body

    def _sequence(self, path: Path) -> list[Any]:  # noqa: C901, PLR0915 - one loop: a call per scalar would cost
        get, openers, words = self._get, self._unplain_openers, self._unplain_words
        body: list[Any] = []
        doubtful = False
        self._enter(path)
        while True:
            event = get()
            kind = type(event)
            if kind is SequenceEndEvent:
                break
            if kind is ScalarEvent:
                value = event.value
                if value[:1] in openers or value in words:
                    value = plain(value) if event.implicit[0] else value
                    doubtful = doubtful or self._may_be_nothing(value)
                elif len(value) < OFTEN_REPEATED:
                    value = intern(value)
            elif kind is MappingStartEvent:
                value = self._mapping((*path, len(body)))
                doubtful = doubtful or not value or not SAYINGS.isdisjoint(value)
            elif kind is SequenceStartEvent:
                value = self._sequence((*path, len(body)))
                doubtful = doubtful or not value
            else:
                raise UnusualError
            body.append(value)
        self._nodes += len(body)
        if doubtful:
            self.doubts.lists.append(path)
        return body

    def _enter(self, path: Path) -> None:
        if len(path) >= DEEPEST or self._nodes > MOST_NODES:
            raise UnusualError

    def _may_be_nothing(self, value: Any) -> bool:
        if type(value) is str:
            return value in self._suspects or value[:1] in self._openers
        return value is None
