"""The shape of the files in `policies/law`, checked before the questions trust them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

from pydantic import model_validator

from policycheck.law.tables.acts import ActsTable, Provision
from policycheck.law.tables.adequacy import AdequacyTable
from policycheck.law.tables.ages import AgesTable
from policycheck.law.tables.assessments import AssessmentsTable
from policycheck.law.tables.authorities import AuthoritiesTable
from policycheck.law.tables.bases import BasesTable
from policycheck.law.tables.changes import ChangesTable
from policycheck.law.tables.contents import ContentsTable
from policycheck.law.tables.national import NationalTable
from policycheck.law.tables.retention import RetentionTable
from policycheck.law.tables.rights import RightsTable
from policycheck.law.tables.row import RowError, Strict, refuse_unknown
from policycheck.law.tables.statutes import StatutesTable
from policycheck.law.tables.territories import TerritoriesTable
from policycheck.law.tables.trackers import TrackersTable
from policycheck.law.tables.transfers import TransfersTable

__all__ = ["LawTables", "RowError", "verify_tables"]

GDPR, DIRECTIVE = "2016/679", "95/46/EC"


class LawTables(Strict):
    """All tables together, keyed by file stem, naming only what the others hold."""

    acts: ActsTable
    adequacy: AdequacyTable
    ages: AgesTable
    assessments: AssessmentsTable
    authorities: AuthoritiesTable
    bases: BasesTable
    changes: ChangesTable
    contents: ContentsTable
    national: NationalTable
    retention: RetentionTable
    rights: RightsTable
    statutes: StatutesTable
    territories: TerritoriesTable
    trackers: TrackersTable
    transfers: TransfersTable

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        refuse_unknown(self.adequacy.covered(), self.territories.codes(), "adequacy")
        decisions = {row.id for row in self.adequacy.decisions}
        named = (row.decision for row in self.trackers.trackers)
        refuse_unknown(filter(None, named), decisions, "trackers")
        return self

    @model_validator(mode="after")
    def _cites_what_can_be_looked_up(self) -> Self:
        for table, provisions in self._provisions():
            for provision in provisions:
                self.acts.refuse_unresolved(provision.act, provision.section, table)
        return self

    def _provisions(self) -> Iterator[tuple[str, Iterable[Provision]]]:
        """Every provision that a table names, under the name of the table."""
        yield "retention", (provision for row in self.retention.periods for provision in row.provisions)
        yield "national", (provision for row in self.national.national for provision in row.provisions)
        yield "contents", (row.provision() for row in self.contents.former)
        yield "contents", _articles(GDPR, self.contents.articles())
        yield "bases", _articles(GDPR, self.bases.articles())
        yield "changes", _articles(GDPR, self.changes.articles())
        yield "rights", _articles(GDPR, self.rights.articles())
        tools = self.transfers.tools
        yield "transfers", _articles(GDPR, (row.article for row in tools if row.article))
        yield "transfers", _articles(DIRECTIVE, (row.directive_article for row in tools if row.directive_article))


def _articles(act: str, articles: Iterable[str]) -> Iterator[Provision]:
    return (Provision(act=act, section=article) for article in articles)


def verify_tables(tables: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> None:
    """Raise pydantic's ValidationError when a table would mislead the questions; codes are those of the vocabulary."""
    LawTables.model_validate(tables, context=vocabulary)
