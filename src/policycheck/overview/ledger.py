"""The waivers of a repo, with the roles that answer for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.facts.answering import office
from policycheck.overview.types import LedgerLine

if TYPE_CHECKING:
    from policycheck.overview.reading import Reading
    from policycheck.overview.types import Role


def ledger(reading: Reading) -> tuple[LedgerLine, ...]:
    """Every waiver that the report is about, those that end first at the top."""
    found = [
        LedgerLine(one, _role(reading, one.owner), _role(reading, one.approved_by)) for one in reading.report.waivers
    ]
    return tuple(sorted(found, key=lambda line: (line.entry.until, line.entry.spot.file, line.entry.spot.span)))


def _role(reading: Reading, key: str) -> Role | None:
    return reading.role(office(reading.repo, key)) if key else None
