"""Where a word leads: an id to its document, the name of a thing to where the document says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.editor.grammar import pointers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.document import Document
    from policycheck.editor.cursor import Cursor
    from policycheck.editor.grammar import Pointer
    from policycheck.place import Path
    from policycheck.repo import Repo
    from policycheck.schema import Shapes


class Spot(NamedTuple):
    """A place in a document."""

    document: Document
    path: Path


def definitions(cursor: Cursor, own: Document | None, repo: Repo, shapes: Shapes) -> list[Spot]:
    """Where the word at a cursor is defined; `own` is the document that it stands in, as it was last read."""
    found = [spot for pointer in pointers(shapes, cursor) for spot in _leads_to(pointer, cursor.word, own, repo)]
    if (cursor.kind, cursor.path) == ("waiver", ("place",)):
        found += _of_place(cursor.word, repo)
    return found


def _leads_to(pointer: Pointer, word: str, own: Document | None, repo: Repo) -> Iterator[Spot]:
    name, target = pointer
    if name == "x-refers-to":
        found = (repo.documents.get((kind, word)) for kind in target)
        yield from (Spot(document, ("id",)) for document in found if document)
    elif name == "x-within" and own and (word in own.stated.get(target, ()) or (target, word) in own.nothings):
        yield Spot(own, (target, word))
    elif name == "x-role":
        for record in repo.of_kind("organisation"):
            if word in record.stated.get("roles", ()):
                yield Spot(record.document, ("roles", word))


def _of_place(word: str, repo: Repo) -> Iterator[Spot]:
    kind, _, name = word.partition("/")
    document = repo.documents.get((kind, name))
    if document:
        yield Spot(document, ("id",))
