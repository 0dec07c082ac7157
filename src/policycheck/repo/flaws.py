"""What cannot be read as meant: a flaw breaks a rule of the pack `form`, and is never waived."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.document import Kind, Nothing
from policycheck.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.document import Document, Lexicon, Problem, Refused, Text
    from policycheck.place import Path
    from policycheck.schema import Shapes
    from policycheck.schema.explain import Fault

RESERVED = ("request", "breach", "dpia")
"""Kinds kept for a later version."""


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
    near = any(nearest(key, ("policycheck",)) for key in document.stated)
    return near or document.kind in shapes.kinds


def identity_flaws(document: Document, shapes: Shapes, known: Mapping[tuple[str, str], Document]) -> Iterator[Flaw]:
    """A document says that it is ours, which version and kind it is, and has an id of its own."""
    stated = document.stated
    if "policycheck" not in stated:
        near = next((key for key in stated if nearest(key, ("policycheck",))), "")
        yield flaw("form/is-ours", document, ("policycheck",), suggestion=near, version=str(shapes.version))
    elif stated["policycheck"] != shapes.version or stated["policycheck"] is True:
        found = str(stated["policycheck"])
        yield flaw("form/version-known", document, ("policycheck",), value=found, version=str(shapes.version))
    kind = stated.get("kind")
    if kind is None and document.nothing(("kind",)) is None:
        yield flaw("form/key-required", document, ("kind",), key="kind")
    elif not isinstance(kind, str) or kind not in shapes.kinds:
        yield _kindflaw(document, kind, shapes)
    elif (document.kind, document.id) in known:
        first = known[document.kind, document.id]
        line = str(first.span(("id",)).line)
        twice = flaw("form/id-unique", document, ("id",), id=document.id, file=first.source.file, line=line)
        yield Flaw(twice.rule, twice.source, twice.values, document, ("id",), related=((first, ("id",)),))


def _kindflaw(document: Document, kind: object, shapes: Shapes) -> Flaw:
    rule = "form/kind-reserved" if isinstance(kind, str) and kind in RESERVED else "form/kind-known"
    choices = ", ".join(shapes.kinds)
    near = nearest(str(kind), shapes.kinds) or ""
    return flaw(rule, document, ("kind",), value=str(kind or ""), choices=choices, suggestion=near)


def shape_flaws(document: Document, shapes: Shapes, lexicon: Lexicon) -> list[Flaw]:
    """The faults of its shape. A hidden e-mail address is none: it is taken out, as other nothings are."""
    if shapes.accepts(document.kind, document.stated):
        return []
    faults = [fault for fault in shapes.faults(document.kind, document.stated) if not _hidden(fault, document, lexicon)]
    return [Flaw(fault.rule, document.source, fault.values, document, fault.path) for fault in faults]


def own_flaws(document: Document, shapes: Shapes) -> Iterator[Flaw]:
    """The faults of an organisation's own fields; the record is judged by the law all the same."""
    for fault in shapes.own_faults(document.kind, document.stated):
        yield Flaw(fault.rule, document.source, fault.values, document, fault.path)


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
