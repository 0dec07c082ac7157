"""A repo that notes what is read of it, so that a check in Python can be asked what it looked at.

It answers as the repo does. What is worked out once and asked for again counts as read again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from policycheck.repo import Record, Repo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.document import Nothing
    from policycheck.model import Register
    from policycheck.place import Place

Tape = list[Any]
"""What was noted, in order."""


_NONE = object()


class Stated(dict[str, Any]):
    """What is stated at a place; reading it is noted."""

    def __init__(self, things: Mapping[str, Any], place: Place, tape: Tape) -> None:
        super().__init__(things)
        self._place = place
        self._tape = tape

    def __getitem__(self, key: str) -> Any:
        self._tape.append(self._place / key)
        return self._watched(key, super().__getitem__(key))

    def get(self, key: str, default: Any = None) -> Any:
        """Read a value, or that there is none."""
        self._tape.append(self._place / key)
        value = super().get(key, _NONE)
        return default if value is _NONE else self._watched(key, value)

    def __contains__(self, key: object) -> bool:
        self._tape.append(self._place / str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        return super().__iter__()  # so that a copy reads value by value

    def values(self) -> Any:
        """Read everything."""
        self._read_all()
        return super().values()

    def items(self) -> Any:
        """Read everything."""
        self._read_all()
        return super().items()

    def _read_all(self) -> None:
        for key in list(self):
            value = self._watched(key, super().__getitem__(key))
            if not isinstance(value, Stated):
                self._tape.append(self._place / key)

    def _watched(self, key: str, value: Any) -> Any:
        """A value that notes what is read of it, the same one every time."""
        if type(value) is dict or (type(value) is list and any(type(item) is dict for item in value)):
            value = _watched(value, self._place / key, self._tape)
            super().__setitem__(key, value)
        return value


def _watched(value: Any, place: Place, tape: Tape) -> Any:
    if type(value) is dict:
        return Stated(value, place, tape)
    if type(value) is list:
        return [_watched(item, place / number, tape) for number, item in enumerate(value)]
    return value


class _Facts(dict[tuple[Any, ...], Any]):
    """Facts that were worked out, with what was noted on the way: who asks for one has read all that again."""

    def __init__(self, tapes: Iterable[Tape]) -> None:
        super().__init__()
        self._tapes = tuple(tapes)
        self._begun: dict[tuple[Any, ...], list[int]] = {}
        self._noted: dict[tuple[Any, ...], list[Tape]] = {}

    def __contains__(self, key: object) -> bool:
        known = super().__contains__(key)
        if not known and isinstance(key, tuple):
            self._begun[key] = [len(tape) for tape in self._tapes]
        return known

    def __setitem__(self, key: tuple[Any, ...], fact: Any) -> None:
        begun = self._begun.pop(key)
        self._noted[key] = [tape[start:] for tape, start in zip(self._tapes, begun, strict=True)]
        super().__setitem__(key, fact)

    def __getitem__(self, key: tuple[Any, ...]) -> Any:
        for tape, noted in zip(self._tapes, self._noted[key], strict=True):
            tape.extend(noted)
        return super().__getitem__(key)


class WatchedRecord(Record):
    """A record that notes what is read of it."""

    def __init__(self, record: Record, repo: WatchedRepo, tapes: tuple[Tape, ...]) -> None:
        super().__init__(record.document, repo)
        self._tape = tapes[0]
        self.stated = Stated(record.stated, record.place, self._tape)
        self.register = cast("Register", self.stated)
        self.known = _Facts(tapes)
        self.lost, self.acts = record.lost, record.acts

    def nothing(self, *path: str | int) -> Nothing | None:
        """How nothing is said at a path."""
        self._tape.append(self.place.at(*path))
        return super().nothing(*path)


for _name, _property in vars(Record).items():
    if isinstance(_property, cached_property):
        setattr(WatchedRecord, _name, property(_property.func))


class WatchedRepo(Repo):
    """A repo whose records note on the first of some tapes what is read of them."""

    def __init__(self, repo: Repo, tapes: tuple[Tape, ...]) -> None:
        vars(self).update({one.name: getattr(repo, one.name) for one in fields(repo)})
        self._watched = {id(one): WatchedRecord(one, self, tapes) for one in repo._accepted.values()}  # noqa: SLF001 - a repo itself
        self._accepted = {key: self._watched[id(one)] for key, one in repo._accepted.items()}  # noqa: SLF001
        self._by_kind = defaultdict(list)
        for record in self._accepted.values():
            self._by_kind[record.kind].append(record)
        self.records = [self._watched[id(one)] for one in repo.records]

    def watched(self, subject: Any) -> Any:
        """The subject of a check as it is here: a record, some of them, or the repo."""
        if isinstance(subject, list):
            return [self._watched[id(one)] for one in subject]
        return self if isinstance(subject, Repo) else self._watched[id(subject)]

    def stated(self, kind: str, name: object) -> Mapping[str, Any] | None:
        """What a document states."""
        record = self.record(kind, name)
        return record.stated if record else None
