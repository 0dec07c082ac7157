"""`legalBasis` and `purpses` become `legal_basis` and `purposes`: a key that can only be one key of the schema."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from policycheck.document.nothing import SAYINGS
from policycheck.fixes.edit import Fix, Safety
from policycheck.fixes.layout import only_like, parts
from policycheck.schema.meant import BESIDE
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.fixes.site import Site

NEAR = 0.6
"""From here on two keys are near, as in the hints of findings."""
SURE = 0.8
"""From here on a key is taken for the one that was meant, if it is clearly the nearest."""
CLEARLY = 0.15
"""How much nearer it is than any other."""
LONG_ENOUGH = 4
"""Letters; `fo` may be `of` or `for`."""


def fixes(site: Site) -> Iterator[Fix]:
    """The key renamed, if exactly one key is near it, and that is not there yet."""
    old = str(site.path[-1])
    if site.finding.rule == "form/nothing-in-form" and site.word is not None and old not in _sayings(site):
        yield from _none(site)
    found = meant(old, list(_names(site)))
    edit = site.key_as(old, found[0]) if found and found[0] not in site.holder() else None
    if found and edit:
        title = _("rename the key '{old}' to {new}", old=old, new=found[0])
        yield Fix(title, (edit,), found[1], site.finding)


def meant(key: str, names: list[str]) -> tuple[str, Safety] | None:
    """The one name that a key was meant to be, and whether that is sure; None where there are several or none."""
    alike = only_like(key, names)
    if alike:
        return alike, Safety.SAFE
    plainly = "_".join(parts(key)) or key
    near = get_close_matches(plainly, names, n=2, cutoff=NEAR)
    first, second = ([SequenceMatcher(None, name, plainly).ratio() for name in near] + [0.0, 0.0])[:2]
    if key in near or not near:
        return None
    if len(plainly) >= LONG_ENOUGH and first >= SURE and first - second >= CLEARLY:
        return near[0], Safety.SAFE
    return None if second else (near[0], Safety.UNSAFE)


def _names(site: Site) -> Iterable[str]:
    """The keys that the mapping may have; none where the schema has several mappings there."""
    if site.finding.rule == "form/nothing-in-form":
        return _sayings(site)
    holders = [shape for shape in site.shapes(site.path[:-1]) if "properties" in shape]
    return holders[0]["properties"] if len(holders) == 1 else ()


def _sayings(site: Site) -> Iterable[str]:
    """The words of a nothing that may stand in the mapping: what says it, or what stands beside that."""
    saying = next((key for key in site.holder() if key in SAYINGS), None)
    return BESIDE.get(saying, ()) if saying else SAYINGS


def _none(site: Site) -> Iterator[Fix]:
    """The word `none` in lower case."""
    word = site.word or ""
    edit = site.value_as("none") if only_like(word, ["none"]) else None
    if edit:
        yield Fix(_("write {new} for '{old}'", new="none", old=word), (edit,), finding=site.finding)
