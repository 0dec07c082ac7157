"""The plain values of ordinary documents, in one tight loop; `values` reads those that have anything unusual.

Unusual are aliases, merge keys, repeated keys, keys that are no scalars, and what exceeds a limit. A text with
anchors or tags is not for this module.
"""

from sys import intern
from typing import Any

from yaml import events

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
    root: list[Any] = []
    outer: list[tuple[Any, bool]] = []
    body: Any = root
    keyed, key, nodes = False, None, 0
    while True:
        event = get()
        kind = type(event)
        if kind is events.ScalarEvent:
            text = event.value
            if keyed and key is None:
                if text in body or text == "<<":
                    raise UnusualError
                key = intern(text)
                continue
            if text[:1] in MAY_BE_ANYTHING and event.implicit[0]:
                value = plain(text)
            else:
                value = intern(text) if len(text) < OFTEN_REPEATED else text
        elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
            if keyed and key is None:
                raise UnusualError
            value = {} if kind is events.MappingStartEvent else []
        elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
            body, keyed = outer.pop()
            continue
        elif kind is events.DocumentEndEvent:
            if nodes > MOST_NODES:
                raise UnusualError
            return root[0] if root else None
        else:
            raise UnusualError
        nodes += 1
        if keyed:
            body[key] = value
            key = None
        else:
            body.append(value)
        if kind is not events.ScalarEvent:
            if len(outer) == DEEPEST or nodes > MOST_NODES:
                raise UnusualError
            outer.append((body, keyed))
            body, keyed = value, kind is events.MappingStartEvent
