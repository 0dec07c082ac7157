"""The plain values of ordinary documents, in one tight loop; `values` reads those that have anything unusual.

Unusual are aliases, merge keys, repeated keys, keys that are no scalars, and what exceeds a limit. A text with
anchors or tags is not for this module.
"""

from __future__ import annotations

from sys import intern
from typing import Any

from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from policycheck.document.events import DEEPEST, MOST_NODES, Events
from policycheck.document.values import MAY_BE_ANYTHING, plain

OFTEN_REPEATED = 40
"""Texts shorter than this are mostly codes and names: one copy serves all documents."""


class UnusualError(Exception):
    """The document needs the careful reader."""


def quick_value(stream: Events) -> Any:  # noqa: C901, PLR0912, PLR0915 - one loop, because every call in it would cost
    """The value of the document whose start was just read; its end is read too.

    Raises:
        UnusualError: if there is anything to be careful about; the stream is then somewhere in the document.
    """
    get = stream.get_event
    body: Any = []
    root = body
    outer: list[tuple[Any, bool]] = []
    keyed, key, nodes = False, "", 1
    while True:
        event = get()
        kind = type(event)
        if keyed:
            if kind is MappingEndEvent:
                nodes += len(body)
                body, keyed = outer.pop()
                continue
            if kind is not ScalarEvent:
                raise UnusualError
            key = intern(event.value)
            if key in body or key == "<<":
                raise UnusualError
            event = get()
            kind = type(event)
        if kind is ScalarEvent:
            text = event.value
            if text[:1] in MAY_BE_ANYTHING and event.implicit[0]:
                value = plain(text)
            else:
                value = intern(text) if len(text) < OFTEN_REPEATED else text
            if keyed:
                body[key] = value
            else:
                body.append(value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            value = {} if kind is MappingStartEvent else []
            if keyed:
                body[key] = value
            else:
                body.append(value)
            if len(outer) == DEEPEST or nodes > MOST_NODES:
                raise UnusualError
            outer.append((body, keyed))
            body, keyed = value, kind is MappingStartEvent
        elif kind is SequenceEndEvent:
            nodes += len(body)
            body, keyed = outer.pop()
        elif kind is DocumentEndEvent and nodes <= MOST_NODES:
            return root[0] if root else None
        else:
            raise UnusualError
