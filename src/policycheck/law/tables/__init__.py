"""The shape of the files in `policies/law`, checked before the questions trust them."""

from typing import Self

from pydantic import model_validator

from policycheck.law.tables.adequacy import AdequacyTable
from policycheck.law.tables.authorities import AuthoritiesTable
from policycheck.law.tables.row import Strict, refuse_unknown
from policycheck.law.tables.territories import TerritoriesTable
from policycheck.law.tables.trackers import TrackersTable
from policycheck.law.tables.transfers import TransfersTable

__all__ = ["LawTables"]


class LawTables(Strict):
    """All tables together, keyed by file stem, naming only what the others hold."""

    territories: TerritoriesTable
    adequacy: AdequacyTable
    authorities: AuthoritiesTable
    trackers: TrackersTable
    transfers: TransfersTable

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        refuse_unknown(self.adequacy.covered(), self.territories.codes())
        decisions = {row.id for row in self.adequacy.decisions}
        named = (row.decision for row in self.trackers.trackers)
        refuse_unknown(filter(None, named), decisions)
        return self
