"""What the public may know of what a report rests on: enough to verify it, and nothing of what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycheck.evidence.types import Evidence


def for_public(evidence: Evidence) -> Evidence:
    """Without names of files and of own packs, and without what was found; the digests tell of changes all the same."""
    return replace(
        evidence,
        tree=evidence.tree._replace(changed=()),
        files={},
        packs=tuple(one for one in evidence.packs if not one.own),
        judged=evidence.judged._replace(findings={}, outcomes={}),
    )
