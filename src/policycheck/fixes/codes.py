"""`fi` and `Order History` become `FI` and `order-history`: a code that is known, in its own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.fixes.edit import Fix
from policycheck.fixes.layout import only_like
from policycheck.schema.codes import vocabulary_of
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.fixes.site import Site


def fixes(site: Site) -> Iterator[Fix]:
    """The code in its layout, whether it is a value or a key; another code is never written."""
    old = site.word if site.finding.rule != "form/key-is-slug" else str(site.path[-1])
    new = only_like(old, _known(site)) if old else None
    if not (old and new):
        return
    edit = site.value_as(new) if old == site.word else None
    if edit is None and old == str(site.path[-1]) and new not in site.holder():
        edit = site.key_as(old, new)
    if edit:
        yield Fix(_("write {new} for '{old}'", new=new, old=old), (edit,), finding=site.finding)


def _known(site: Site) -> Iterable[str]:
    """What may stand at the place: a closed list of the schema, the codes of a vocabulary, or the kinds."""
    if site.path == ("kind",):
        return site.book.shapes.kinds
    if site.finding.rule == "form/key-is-slug":
        return _codes(site, (shape.get("x-keys", {}) for shape in site.shapes(site.path[:-1])))
    shapes = site.shapes(site.path)
    return {*_codes(site, shapes), *_listed(shapes)}


def _codes(site: Site, shapes: Iterable[dict[str, Any]]) -> set[str]:
    names = filter(None, map(vocabulary_of, shapes))
    return {code for name in names for code in site.book.vocabulary.codes(name)}


def _listed(shapes: Iterable[dict[str, Any]]) -> set[str]:
    choices = (choice for shape in shapes for choice in (*shape.get("enum", ()), shape.get("const")))
    return {choice for choice in choices if isinstance(choice, str)}
