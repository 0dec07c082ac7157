"""YAML as a stream of events, assembled without recursion and within limits.

One assembly serves two readers: `values` builds plain values, `marks` builds where they stand. libyaml parses where
PyYAML was built with it; its pure twin does where it was not.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, NoReturn, Protocol, TypeVar, cast

import yaml
from yaml import events
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from policycheck.document.problem import LimitError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 64
MOST_NODES = 200_000
"""Counted with aliases written out, so that a few lines cannot stand for millions of nodes."""


class Events(Protocol):
    """What both parsers offer."""

    def check_event(self, *choices: type) -> bool:
        """Whether there is another event, of one of `choices` if any are given."""

    def get_event(self) -> Any:
        """The next event."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, for machines without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def parser(text: str) -> Events:
    """The quickest parser at hand, set on `text`."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return cast("Events", CParser(text))
    return cast("Events", PureParser(text))


class _Merge(str):
    """The key `<<` written plain: not a key but a request to merge."""

    __slots__ = ()


MERGE = _Merge("<<")
N = TypeVar("N")


class Anchored(NamedTuple, Generic[N]):
    """A node with an anchor: how many nodes it stands for, and how many containers deep."""

    node: N
    size: int = 1
    depth: int = 0


class Frame(Generic[N]):
    """A mapping or sequence that is still open."""

    __slots__ = ("anchor", "before", "body", "depth", "key", "key_event", "keyed", "merges", "node")

    def __init__(self, body: Any, node: N | None, anchor: str | None, before: int) -> None:
        self.body = body
        self.node = node
        self.anchor = anchor
        self.before = before
        self.depth = 0
        self.keyed = type(body) is dict
        self.key: str | None = None
        self.key_event: Any = None
        self.merges: list[tuple[N, Any]] = []


class Assembly(ABC, Generic[N]):
    """Builds one document from its events. Subclasses say what scalars, containers and aliases become."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.problems: list[Problem] = []
        self.handle: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.AliasEvent: self._alias,
            events.MappingStartEvent: self._open_mapping,
            events.SequenceStartEvent: self._open_sequence,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
        }
        self._frame: Frame[N] = Frame([], None, None, 0)
        self._outer: list[Frame[N]] = []
        self._anchors: dict[str, Anchored[N]] = {}
        self._nodes = 0

    @property
    def root(self) -> N | None:
        """The finished document; None when it was empty or cannot be read."""
        return self._frame.body[0] if self._frame.body and not self.problems else None

    @abstractmethod
    def leaf(self, event: Any) -> N:
        """What a scalar becomes."""

    @abstractmethod
    def branch(self, event: Any, body: Any) -> N:
        """What a mapping or sequence becomes; `body` is filled later."""

    @abstractmethod
    def body_of(self, node: N) -> Any:
        """The body that `branch` was given."""

    def alias(self, event: Any, node: N) -> N:  # noqa: ARG002
        """What a second mention of `node` becomes."""
        return node

    def attach(self, frame: Frame[N], node: N) -> None:
        """Put `node` where the frame expects it."""
        if frame.keyed:
            frame.body[frame.key] = node
        else:
            frame.body.append(node)

    def refuse(self, rule: str, event: Any, **values: object) -> None:
        """Note that the document cannot be read; reading goes on to find its end."""
        self.problems.append(Problem(rule, event.start_mark.index + self.base, values))

    def _scalar(self, event: Any) -> None:
        frame = self._frame
        if frame.keyed and frame.key is None:
            self._read_key(frame, event)
            return
        self._count(1, event)
        node = self.leaf(event)
        if event.anchor:
            self._anchors[event.anchor] = Anchored(node)
        self._put(frame, node)

    def _read_key(self, frame: Frame[N], event: Any) -> None:
        frame.key_event = event
        if event.value == "<<" and event.implicit[0]:
            frame.key = MERGE
            return
        frame.key = event.value
        if frame.key in frame.body:
            self.refuse("form/keys-unique", event, key=event.value)
        if event.tag or event.anchor:
            node = self.leaf(event)
            if event.anchor:
                self._anchors[event.anchor] = Anchored(node)

    def _refuse_key(self, frame: Frame[N], event: Any) -> None:
        """A key that is no word still has a value, which must not be taken for the next key."""
        self.refuse("form/keys-are-words", event)
        frame.key, frame.key_event = "", event

    def _put(self, frame: Frame[N], node: N) -> None:
        if frame.key is MERGE:
            frame.merges.append((node, frame.key_event))
        else:
            self.attach(frame, node)
        frame.key = None

    def _open_mapping(self, event: Any) -> None:
        self._open(event, {})

    def _open_sequence(self, event: Any) -> None:
        self._open(event, [])

    def _open(self, event: Any, body: Any) -> None:
        frame = self._frame
        self._dive(1, event)
        self._count(1, event)
        node = self.branch(event, body)
        if frame.keyed and frame.key is None:
            self._refuse_key(frame, event)
        else:
            self._put(frame, node)
        self._outer.append(frame)
        self._frame = Frame(body, node, event.anchor, self._nodes)

    def _close(self, _: Any) -> None:
        frame = self._frame
        for source, key_event in frame.merges:
            self._merge(frame, source, key_event)
        depth = frame.depth + 1
        if frame.anchor and frame.node is not None:
            self._anchors[frame.anchor] = Anchored(frame.node, self._nodes - frame.before + 1, depth)
        self._frame = self._outer.pop()
        self._frame.depth = max(self._frame.depth, depth)

    def _merge(self, frame: Frame[N], source: N, event: Any) -> None:
        body = self.body_of(source)
        parts = [self.body_of(part) for part in body] if isinstance(body, list) else [body]
        for part in parts:
            if not isinstance(part, dict):
                self.refuse("form/merge-of-mappings", event)
                continue
            for key, node in part.items():
                frame.body.setdefault(key, node)

    def _alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        frame = self._frame
        if frame.keyed and frame.key is None:
            self._refuse_key(frame, event)
        elif known is None:
            self.refuse("form/alias-known", event, alias=event.anchor)
            frame.key = None
        else:
            self._dive(known.depth, event)
            self._count(known.size, event)
            frame.depth = max(frame.depth, known.depth)
            self._put(frame, self.alias(event, known.node))

    def _dive(self, depth: int, event: Any) -> None:
        if len(self._outer) + depth > DEEPEST:
            self._stop("form/not-too-deep", event, most=DEEPEST)

    def _count(self, size: int, event: Any) -> None:
        self._nodes += size
        if self._nodes > MOST_NODES:
            self._stop("form/not-too-large", event, most=MOST_NODES)

    def _stop(self, rule: str, event: Any, **values: object) -> NoReturn:
        raise LimitError(Problem(rule, event.start_mark.index + self.base, values))
