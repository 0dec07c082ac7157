"""Rights that a description refuses outright, be it one or all of them (Articles 12(4), 15-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.document import Kind
from policycheck.facts.remembered import remembered

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.repo import Record

REFUSING = (Kind.NONE, Kind.NOT_APPLICABLE)
"""Nothings that say that there is no such right; of the others somebody has yet to speak."""
ALL = (
    "access", "rectification", "erasure", "restriction", "portability", "objection", "withdrawal", "human-review",
    "complaint",
)  # fmt: skip
"""The rights that a notice without any rights refuses."""


@remembered
def refused(record: Record) -> dict[str, Path]:
    """The rights, by code, that a description says do not exist, and where it says so."""
    found: dict[str, Path] = {}
    whole = record.document.nothings.get(("rights",))
    if whole and whole.kind is Kind.NONE and "notice" in record.serves:
        found = {right: ("rights",) for right in ALL if field(right) not in whole.apart_from}
    for path, nothing in record.document.nothings.items():
        if path[0] == "rights" and len(path) == 2 and nothing.kind in REFUSING:  # noqa: PLR2004 - a right itself
            found[str(path[1]).replace("_", "-")] = path
    return found


def field(right: str) -> str:
    """The key of a right in a record: `human_review` for `human-review`."""
    return right.replace("-", "_")
