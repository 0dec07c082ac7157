"""What cannot be read as meant: a flaw breaks a rule of the pack `form`, and is never waived."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policycheck.document import Kind, Nothing
from policycheck.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.document import Document, Lexicon, Problem, Refused, Text
    from policycheck.place import Path
    from policycheck.schema import Shapes
    from policycheck.schema.explain import Fault

ABSENT = object()
RESERVED = ("request", "breach", "dpia")
"""Kinds kept for a later version."""
WRITTEN = (Kind.NONE, Kind.NOT_FILLED)
"""The nothings that are words where a word is wanted."""


class Flaw(NamedTuple):
    """Something that cannot be read as meant: the rule of the pack `form` it breaks, where, and its words."""

    rule: str
    source: Text
    values: Mapping[str, object]
    document: Document | None = None
    path: Path = ()
    offset: int = 0
    related: tuple[tuple[Document, Path], ...] = ()


def unreadable(part: Refused) -> Iterator[Flaw]:
    """The flaws of a part of a file that is no document."""
    for problem in part.problems:
        values = dict(problem.values)
        first = _first_key(part, problem)
        if first is not None:
            values["line"] = str(part.source.lines.position(first)[0])
        yield Flaw(problem.rule, part.source, values, offset=problem.offset)


def _first_key(part: Refused, problem: Problem) -> int | None:
    return part.source.chart.first.get(problem.offset) if "key" in problem.values else None


def meant_for_us(document: Document, shapes: Shapes) -> bool:
    """Whether a document without `policycheck` was probably meant to have it."""
    return _nearly_says_so(document) != "" or document.kind in shapes.kinds


def _nearly_says_so(document: Document) -> str:
    """The first key on top that nearly reads `policycheck`, whatever it holds."""
    unsaid = (str(path[0]) for path in document.nothings if len(path) == 1)
    return next((key for key in (*document.stated, *unsaid) if nearest(key, ("policycheck",))), "")


def identity_flaws(document: Document, shapes: Shapes, known: Mapping[tuple[str, str], Document]) -> Iterator[Flaw]:
    """A document says that it is ours, which version and kind it is, and has an id of its own."""
    yield from _versionflaws(document, shapes)
    if document.kind not in shapes.kinds:
        yield _kindflaw(document, shapes)
    elif (document.kind, document.id) in known:
        first = known[document.kind, document.id]
        line = str(first.span(("id",)).line)
        twice = flaw("form/id-unique", document, ("id",), id=document.id, file=first.source.file, line=line)
        yield Flaw(twice.rule, twice.source, twice.values, document, ("id",), related=((first, ("id",)),))


def _versionflaws(document: Document, shapes: Shapes) -> Iterator[Flaw]:
    path, version = ("policycheck",), str(shapes.version)
    stated = document.stated.get("policycheck", ABSENT)
    if stated is ABSENT and document.nothing(path) is None:
        near = _nearly_says_so(document)
        yield flaw("form/is-ours", document, path, suggestion=near, version=version)
    elif stated != shapes.version or stated is True:
        yield flaw("form/version-known", document, path, version=version, **_unusable(document, "policycheck"))


def _kindflaw(document: Document, shapes: Shapes) -> Flaw:
    if "kind" not in document.stated and document.nothing(("kind",)) is None:
        return flaw("form/key-required", document, ("kind",), key="kind", absent="kind")
    words = _unusable(document, "kind")
    rule = "form/kind-reserved" if words["value"] in RESERVED else "form/kind-known"
    near = nearest(words["value"], shapes.kinds) or ""
    return flaw(rule, document, ("kind",), choices=", ".join(shapes.kinds), suggestion=near, **words)


def _unusable(document: Document, key: str) -> dict[str, str]:
    """What stands after a key of the head that cannot be used; where that is no word, the key."""
    nothing = document.nothing((key,))
    value = str(document.stated.get(key, ""))
    if nothing and nothing.kind in WRITTEN:
        value = str(nothing.words or nothing.kind)
    return {"value": value, "key": "" if value else key}


def shape_flaws(document: Document, shapes: Shapes, lexicon: Lexicon) -> list[Flaw]:
    """The faults of its shape. A hidden e-mail address is none: it is taken out, as other nothings are."""
    kind, stated = document.kind, document.stated
    found = [] if shapes.accepts(kind, stated) else shapes.faults(kind, stated)
    faults = [_left_open(fault, document) for fault in found if not _hidden(fault, document, lexicon)]
    faults += shapes.faults_of_nothings(kind, document.nothings)
    return [Flaw(fault.rule, document.source, fault.values, document, fault.path) for fault in faults]


def own_flaws(document: Document, shapes: Shapes) -> Iterator[Flaw]:
    """The faults of an organisation's own fields; the record is judged by the law all the same."""
    for fault in shapes.own_faults(document.kind, document.stated):
        yield Flaw(fault.rule, document.source, fault.values, document, fault.path)


def _left_open(fault: Fault, document: Document) -> Fault:
    """A required key that holds a nothing is there, and only its value is missing."""
    if fault.rule != "form/key-required" or document.nothing(fault.path) is None:
        return fault
    return replace(fault, values={"key": fault.values["key"], "open": fault.values["key"]})


def _hidden(fault: Fault, document: Document, lexicon: Lexicon) -> bool:
    """Whether what is no e-mail address is the picture of one; only here is it known that one is asked for."""
    words = fault.values.get("value", "")
    if fault.rule != "form/email" or not lexicon.hides_address(words):
        return False
    document.take_out(fault.path, Nothing(Kind.MASKED, words))
    return True


def flaw(rule: str, document: Document, path: Path, **values: object) -> Flaw:
    """A flaw at a path of a document."""
    return Flaw(rule, document.source, values, document, path)
