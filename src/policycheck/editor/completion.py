"""What may be written at a cursor: keys, kinds, codes with their labels, ids of documents, names of things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.editor.grammar import keys, pointers, words
from policycheck.vocabulary import Term
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.cards import Rulebook
    from policycheck.editor.cursor import Cursor
    from policycheck.editor.grammar import Pointer
    from policycheck.repo import Repo


class Choice(NamedTuple):
    """A word that may be written, what it is, and what it means."""

    word: str
    sort: str
    """`key`, `code`, `document`, `thing` or `value`."""
    detail: str = ""
    about: str = ""


class Known(NamedTuple):
    """What answers are given from: the rulebook, the repo, the document at hand as last read, and a language."""

    book: Rulebook
    repo: Repo
    stated: Mapping[str, Any]
    language: str


def choices(cursor: Cursor, known: Known) -> list[Choice]:
    """What may be written at a cursor, each word once, in the order of the schema."""
    found: dict[str, Choice] = {}
    for choice in _choices(cursor, known):
        found.setdefault(choice.word, choice)
    return list(found.values())


def _choices(cursor: Cursor, known: Known) -> Iterator[Choice]:
    shapes = known.book.shapes
    if not cursor.is_key and cursor.path == ("kind",):
        for kind, name in shapes.kinds.items():
            yield Choice(kind, "value", about=str(shapes.published["$defs"][name].get("description", "")))
        return
    for pointer in pointers(shapes, cursor):
        yield from _pointed_at(pointer, known)
    if cursor.is_key or (cursor.path and isinstance(cursor.path[-1], int)):
        yield from _keys(cursor, known)
    if not cursor.is_key:
        yield from (Choice(word, "value") for word in words(shapes, cursor))
        yield from _rules(cursor, known)


def _keys(cursor: Cursor, known: Known) -> Iterator[Choice]:
    kind, path = cursor.kind, cursor.path
    told = keys(known.book.shapes, kind, path) if kind in known.book.shapes.kinds else _HEAD if not path else {}
    for key, about in told.items():
        if key not in cursor.present:
            yield Choice(key, "key", about=about)


_HEAD = {"policycheck": "", "kind": "", "id": ""}
"""The keys that every document begins with."""


def _pointed_at(pointer: Pointer, known: Known) -> Iterator[Choice]:
    """The words that lead somewhere, as `repo.links` follows them."""
    word, target = pointer
    wording = Wording(known.book, known.repo, known.language, for_people=True)
    if word == "x-refers-to":
        documents = [known.repo.documents[key] for key in sorted(known.repo.documents) if key[0] in target]
        yield from (Choice(one.id, "document", one.kind, wording.name(one.place)) for one in documents)
    elif word == "x-within":
        yield from (Choice(name, "thing", target, said(target, name, known)) for name in known.stated.get(target, ()))
    elif word == "x-role":
        yield from (Choice(name, "thing", "roles") for name in sorted(known.repo.roles))
    elif vocabulary := vocabulary_of(pointer):
        codes = known.book.vocabulary.codes(vocabulary)
        yield from (Choice(code, "code", wording.show(Term(vocabulary, code))) for code in codes)


def vocabulary_of(pointer: Pointer) -> str | None:
    """The vocabulary whose codes a word may be; countries are one."""
    if pointer.target == "country":
        return "countries"
    return str(pointer.target) if pointer.word == "x-vocabulary" else None


def said(field: str, name: str, known: Known) -> str:
    """What the document at hand says of a thing: its text, or what it is called."""
    things = known.stated.get(field)
    thing = things.get(name) if isinstance(things, dict) else None
    words = thing.get("text") or thing.get("name") if isinstance(thing, dict) else None
    return Wording(known.book, known.repo, known.language).said(words)


def _rules(cursor: Cursor, known: Known) -> Iterator[Choice]:
    """The rules that a waiver may name."""
    if (cursor.kind, cursor.path) == ("waiver", ("rule",)):
        for rule in known.book.rules():
            yield Choice(rule.id, "value", known.book.words(rule.id, known.book.spoken(known.language))["title"])
