"""A waiver that sets nothing aside is taken out; so is one that has ended, when somebody looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.fixes.edit import Fix, Safety
from policycheck.fixes.removal import without_document
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.fixes.site import Site

UNUSED = "waivers/used"


def fixes(site: Site) -> Iterator[Fix]:
    """The waiver removed. As long as something in the repo cannot be read, nobody knows what is unused."""
    unused = site.finding.rule == UNUSED
    if site.document.kind != "waiver" or (unused and site.repo.flaws):
        return
    edit = without_document(site.document)
    if edit:
        safety = Safety.SAFE if unused else Safety.UNSAFE
        yield Fix(_("remove the waiver '{waiver}'", waiver=site.document.id), (edit,), safety, site.finding)
