"""`policychek: 1` becomes `policycheck: 1`: the key that makes a document ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.fixes.edit import Fix
from policycheck.fixes.keys import meant
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.fixes.site import Site


def fixes(site: Site) -> Iterator[Fix]:
    """The one key that nearly reads so, renamed."""
    near = [(key, found) for key in site.holder() if (found := meant(key, ["policycheck"]))]
    if len(near) != 1:
        return
    old, (new, safety) = near[0]
    edit = site.key_as(old, new)
    if edit:
        yield Fix(_("rename the key '{old}' to {new}", old=old, new=new), (edit,), safety, site.finding)
