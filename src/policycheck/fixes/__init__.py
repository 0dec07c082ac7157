"""Fixes that findings offer: what may be written otherwise without saying anything else.

`fixes_for` is for everybody who shows findings: the command `fix`, an editor's quick fixes, SARIF. A fix never states a
legal fact. It is an edit of text at a known position, not a file written anew: so every comment, quotation mark, line
end and blank outside of it stays as it is, byte for byte, which no round trip through a YAML library promises.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from policycheck.fixes.edit import Edit, Fix, Safety, apart, edited
from policycheck.fixes.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.cards import Rulebook
    from policycheck.finding import Finding
    from policycheck.repo import Repo

OFFERED_BY = {
    "form/period": "periods",
    "form/country": "codes",
    "form/code-known": "codes",
    "form/one-of": "codes",
    "form/slug": "codes",
    "form/key-is-slug": "codes",
    "form/kind-known": "codes",
    "form/key-known": "keys",
    "form/nothing-in-form": "keys",
    "form/is-ours": "head",
    "form/key-required": "skeletons",
    "waivers/used": "waivers",
    "waivers/in-force": "waivers",
}
"""The module that offers fixes for the findings of a rule."""


def fixes_for(finding: Finding, repo: Repo, book: Rulebook) -> tuple[Fix, ...]:
    """The fixes that a finding of a run over `repo` offers, in the language spoken; mostly none, rarely several."""
    name = OFFERED_BY.get(finding.rule) or ("skeletons" if _asks_for_a_field(finding, book) else None)
    site = site_of(finding, repo, book) if name else None
    if site is None:
        return tuple(_of_comment(finding, repo)) if name == "waivers" else ()
    return tuple(import_module(f"policycheck.fixes.{name}").fixes(site))


def _of_comment(finding: Finding, repo: Repo) -> Iterable[Fix]:
    """The fixes of a waiver that stands in no document of its own."""
    from policycheck.fixes.comments import fixes

    return fixes(finding, repo)


def _asks_for_a_field(finding: Finding, book: Rulebook) -> bool:
    """Whether a finding is of a rule that requires a field to be there, and nothing more."""
    require = book.cards.get(finding.rule, {}).get("require")
    return isinstance(require, dict) and require.keys() == {"has"}


__all__ = ["Edit", "Fix", "Safety", "apart", "edited", "fixes_for"]
