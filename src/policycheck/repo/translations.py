"""Which texts translate which, and so which descriptions say one thing in several languages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo.record import Record, Repo

Statement = tuple[str, str, str]
"""What language versions have in common: their kind, the text they come from, and the register described."""


class Translations:
    """The language versions of a repo. Texts that translate each other in a circle have no original."""

    def __init__(self, repo: Repo) -> None:
        self._repo = repo
        self._said = {
            name: document.stated["translation_of"]
            for (kind, name), document in repo.documents.items()
            if kind == "text" and isinstance(document.stated.get("translation_of"), str)
        }
        """What each text says it translates, refused ones too."""

    def __bool__(self) -> bool:
        """Whether any text is a translation."""
        return bool(self._said)

    @cached_property
    def circles(self) -> list[list[str]]:
        """Texts that translate each other, each circle once and from its first text on."""
        found = {frozenset(circle) for name in self._said if (circle := self._way(name)[1])}
        return sorted(self._way(min(circle))[1] for circle in found)

    @cached_property
    def roots(self) -> dict[str, str]:
        """The original of each text that has translations or is one; the original may itself be missing or refused."""
        ends = {name: way[-1] for name in self._said for way, circle in [self._way(name)] if not circle}
        return {**ends, **{root: root for root in ends.values()}}

    def _way(self, name: str) -> tuple[list[str], list[str]]:
        """The texts from one to its original; and the circle among them, if it ends in one."""
        way = [name]
        while (after := self._said.get(way[-1])) is not None:
            if after in way:
                return way, way[way.index(after) :]
            way.append(after)
        return way, []

    def original(self, record: Record) -> Record:
        """The description or text that a record translates; itself if it translates none.

        Where the original's own description is missing or refused, the first of its translations stands in for it.
        """
        statement = self._statement(record) if self._said else None
        if statement is None:
            return record
        source = self._sources[statement]
        if record in source:
            return record
        return next((one for one in source if one.serves == record.serves), source[0])

    def pairs(self) -> Iterator[tuple[Record, Record]]:
        """Each original with each of its translations, texts and descriptions alike."""
        for kind in ("text", "register") if self._said else ():
            for record in self._repo.of_kind(kind):
                original = self.original(record)
                if original is not record:
                    yield original, record

    def described_in(self, text: Record) -> dict[str, Record] | None:
        """The descriptions that a text has, by register; None where one was refused and its register is not known."""
        name = text.document.id
        documents = self._repo.documents.items()
        described = [key for key, document in documents if key[0] == "register" and document.stated.get("text") == name]
        found = [self._repo.record(*key) for key in described]
        return None if None in found else {record.described: record for record in found if record}

    def _statement(self, record: Record) -> Statement | None:
        root = self.roots.get(_text_of(record))
        return (record.kind, root, record.described if record.kind == "register" else "") if root else None

    @cached_property
    def _sources(self) -> dict[Statement, list[Record]]:
        """For each statement the records of the text that counts as the original."""
        versions: dict[Statement, list[Record]] = {}
        for kind in ("text", "register"):
            for record in self._repo.of_kind(kind):
                statement = self._statement(record)
                if statement:
                    versions.setdefault(statement, []).append(record)
        return {statement: _from_one_text(found, statement[1]) for statement, found in versions.items()}


def _text_of(record: Record) -> str:
    return record.document.id if record.kind == "text" else str(record.stated.get("text", ""))


def _from_one_text(records: list[Record], root: str) -> list[Record]:
    """Those of the original text, else those of the first of its translations."""
    first = min(_text_of(record) for record in records)
    chosen = root if any(_text_of(record) == root for record in records) else first
    return [record for record in records if _text_of(record) == chosen]
