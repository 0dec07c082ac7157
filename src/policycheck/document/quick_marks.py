"""Where everything stands in ordinary documents, in two tight loops; `marks` takes those that have anything unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policycheck.document.events import DEEPEST, MOST_NODES
from policycheck.document.marks import Mark
from policycheck.document.quick import UnusualError

if TYPE_CHECKING:
    from policycheck.document.events import Events
    from policycheck.document.marks import Chart


class QuickMarker:
    """Marks the documents of a stream, and enters the spans of their scalars into a chart."""

    def __init__(self, stream: Events, chart: Chart) -> None:
        self._get = stream.get_event
        self._scalars = chart.scalars

    def tree(self) -> Mark:
        """The marks of the document whose start was just read; its end is read too.

        Raises:
            UnusualError: if there is anything to be careful about.
        """
        tree = self._marked(self._get(), 0)
        if type(self._get()) is not DocumentEndEvent or len(self._scalars) > MOST_NODES:
            raise UnusualError
        return tree

    def _marked(self, event: Any, depth: int) -> Mark:
        start, end = event.start_mark.index, event.end_mark.index
        if type(event) is ScalarEvent:
            self._scalars.append((start, end))
            return Mark(start, end, None, event.value)
        if depth == DEEPEST:
            raise UnusualError
        if type(event) is MappingStartEvent:
            return Mark(start, end, self._mapping(depth + 1))
        if type(event) is SequenceStartEvent:
            return Mark(start, end, self._sequence(depth + 1))
        raise UnusualError

    def _mapping(self, depth: int) -> dict[str, Mark]:
        get, scalars = self._get, self._scalars
        body: dict[str, Mark] = {}
        while type(event := get()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.value in body or event.value == "<<":
                raise UnusualError
            key: Any = event
            at = key.start_mark.index, key.end_mark.index
            body[key.value] = mark = self._marked(get(), depth)
            mark.key = at
            scalars.append(at)
        return body

    def _sequence(self, depth: int) -> list[Mark]:
        get = self._get
        body: list[Mark] = []
        while type(event := get()) is not SequenceEndEvent:
            body.append(self._marked(event, depth))
        return body
