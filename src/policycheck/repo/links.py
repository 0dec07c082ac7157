"""What accepted documents point at: a reference to nothing, an unknown code, an impossible date are flaws."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.errors import nearest
from policycheck.period import Period
from policycheck.repo.flaws import Flaw, flaw

if TYPE_CHECKING:
    from policycheck.repo.record import Record
    from policycheck.schema import Link, Shapes
    from policycheck.vocabulary import Vocabulary


def link_flaws(record: "Record", shapes: "Shapes", vocabulary: "Vocabulary") -> Iterator[Flaw]:
    """Every link of a record that leads nowhere."""
    for link in shapes.links(record.kind, record.stated):
        found = _JUDGES[link.word](record, link, vocabulary)
        if found:
            yield found


def _reference(record: "Record", link: "Link", _: "Vocabulary") -> Flaw | None:
    """The id of a refused document still counts."""
    if any((kind, link.value) in record.repo.documents for kind in link.target):
        return None
    known = [name for kind, name in record.repo.documents if kind in link.target]
    near = nearest(link.value, known) or ""
    kinds = " / ".join(link.target)
    rule = "form/reference-resolves"
    return flaw(rule, record.document, link.path, value=link.value, kind=kinds, suggestion=near)


def _own_key(record: "Record", link: "Link", _: "Vocabulary") -> Flaw | None:
    keys = _keys(record, link.target)
    if link.value in keys:
        return None
    near = nearest(link.value, keys) or ""
    rule = "form/key-resolves"
    return flaw(rule, record.document, link.path, value=link.value, field=link.target, suggestion=near)


def _keys(record: "Record", field: str) -> set[str]:
    """The things of a map, those about which nothing is said among them."""
    unsaid = {str(path[1]) for path in record.document.nothings if path[:1] == (field,) and path[1:]}
    return set(record.stated.get(field, ())) | unsaid


def _code(record: "Record", link: "Link", vocabulary: "Vocabulary") -> Flaw | None:
    if vocabulary.has(link.target, link.value):
        return None
    near = nearest(link.value, vocabulary.codes(link.target)) or ""
    rule = "form/code-known"
    return flaw(rule, record.document, link.path, value=link.value, vocabulary=link.target, suggestion=near)


def _form(record: "Record", link: "Link", vocabulary: "Vocabulary") -> Flaw | None:
    well_formed = {
        "date": lambda: _parses(date.fromisoformat, link.value),
        "period": lambda: _parses(Period.parse, link.value),
        "country": lambda: vocabulary.has("countries", link.value),
    }
    if well_formed[link.target]():
        return None
    return flaw(f"form/{link.target}", record.document, link.path, value=link.value)


def _parses(parse: Callable[[str], Any], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


_JUDGES: dict[str, Callable[["Record", "Link", "Vocabulary"], Flaw | None]] = {
    "x-refers-to": _reference,
    "x-within": _own_key,
    "x-vocabulary": _code,
    "x-form": _form,
}
