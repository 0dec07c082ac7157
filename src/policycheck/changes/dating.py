"""Whether a description whose register has changed materially says so: by its version and its day of review."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.changes.comparing import descriptions
from policycheck.finding import not_met

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.changes.comparing import Change, Subject
    from policycheck.finding import Judgement
    from policycheck.place import Place
    from policycheck.repo import Record, Repo

RULE = "hygiene/material-change-is-dated"
FIELDS = ("version", "reviewed")


class Undated(NamedTuple):
    """A description that was not dated anew, and what was not raised in it."""

    record: Record
    fields: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where it would be raised."""
        stated = next((field for field in self.fields if field in self.record.stated), None)
        return self.record.place / stated if stated else self.record.place


def judgements(changes: Iterable[Change], before: Repo, after: Repo, name: str) -> Iterator[tuple[str, Judgement]]:
    """The same as judgements with their rule; `name` is how the older state is called."""
    for one in undated(changes, before, after):
        yield RULE, not_met(one.place, revision=name, fields=list(one.fields))


def undated(changes: Iterable[Change], before: Repo, after: Repo) -> Iterator[Undated]:
    """The descriptions of materially changed registers that are not dated anew; one that is new has no day to raise."""
    touched: dict[Subject, set[tuple[str, str]]] = {}
    for change in changes:
        if change.of.material:
            ends = filter(None, (change.before, change.after))
            touched.setdefault(change.register, set()).update((one.place.kind, one.place.id) for one in ends)
    for subject, documents in touched.items():
        for record in _concerned(descriptions(after, subject), documents):
            former = before.record(record.kind, record.document.id)
            missing = tuple(field for field in FIELDS if former and not _raised(former, record, field))
            if missing:
                yield Undated(record, missing)


def _concerned(records: list[Record], documents: set[tuple[str, str]]) -> list[Record]:
    """Those that the changes stand in; where they stand in parties and systems alone, the record of the register."""
    own = [record for record in records if (record.kind, record.document.id) in documents]
    keeping = [record for record in records if "record" in record.serves]
    return own or (keeping or records)[:1]


def _raised(former: Record, record: Record, field: str) -> bool:
    was, now = former.stated.get(field), record.stated.get(field)
    return now is not None and (was is None or now > was)
