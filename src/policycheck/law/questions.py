"""The questions one asks of the law on a day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.law.answer import Answer
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.law.acts import Acts
    from policycheck.law.adequacy import Adequacy, Decisions
    from policycheck.law.ages import Ages
    from policycheck.law.assessments import Assessments, Listed
    from policycheck.law.authorities import Authorities, Authority
    from policycheck.law.bases import Bases, Basis
    from policycheck.law.contents import Contents, Holder, Item
    from policycheck.law.national import Derogation, National, Topic
    from policycheck.law.retention import Retention, StatutoryPeriod
    from policycheck.law.rights import Deadline, Right, Rights
    from policycheck.law.statutes import Statute, Statutes
    from policycheck.law.territories import Territories
    from policycheck.law.trackers import Tracker, Trackers, Vendor
    from policycheck.law.transfers import Tool, Transfers


SIX_MONTHS = Period(months=6, days=0)


class Law:
    """The tables of `policies/law`, keyed by file stem and asked on one day.

    An answer is certain when its row is of high confidence and nothing about the day is in doubt. A table is indexed,
    and what reads it imported, when it is first asked.
    """

    def __init__(self, tables: Mapping[str, Any], day: date, checked: Mapping[str, str] | None = None) -> None:
        """`checked` tells the ISO day on which each table was last held against its sources."""
        self._tables = tables
        self.day = day
        self.checked = (
            {name: str(table["meta"]["as_of"]) for name, table in tables.items()} if checked is None else checked
        )

    @property
    def tables(self) -> Mapping[str, Any]:
        """The tables that answer, by name."""
        return self._tables

    def oldest_check(self) -> date:
        """The day on which the table that was checked longest ago was checked."""
        return date.fromisoformat(min(self.checked.values()))

    def stale_tables(self) -> tuple[str, ...]:
        """The tables that were last checked more than six months before the day asked about."""
        return tuple(
            name
            for name, checked in sorted(self.checked.items())
            if SIX_MONTHS.after(date.fromisoformat(checked)) < self.day
        )

    def inside(self, territory: str) -> Answer[bool | None]:
        """Whether the territory is in the EEA or treated so, and Chapter V (Article 44) is silent.

        None: the code is unknown, or its case is not settled.
        """
        return self._territories.inside(territory)

    def limits_transfers(self) -> bool:
        """Whether Chapter V, or Chapter IV of Directive 95/46/EC before it, applies anywhere on the day."""
        return self._territories.limits_transfers

    def adequacy(self, territory: str) -> Answer[Adequacy | None]:
        """The adequacy decision in force (Article 45(3) and (9), Directive 95/46/EC Article 25(6)).

        No two general decisions cover a territory at once.
        """
        answer = self._decisions.covering(self._territories.meaning(territory))
        known = self._territories.knows(territory)
        return answer if known else answer._replace(certain=False)

    def decision(self, name: str) -> Answer[Adequacy | None]:
        """The adequacy decision that is called `2023/1795` or `dpf` (Article 45), if it is in force on the day.

        None with a row: it is not in force. None without a row: no table knows the name, and nothing is certain.
        """
        return self._decisions.named(name)

    def tool(self, name: str, *, signed: str | None = None) -> Answer[Tool | None]:
        """The transfer tool of this name (Articles 45-49), if a transfer can rest on it on the day.

        Args:
            name: an article (`46(2)(c)`, `49(1)(2)`), the number of a set of clauses (`2010/87`), the number or name
                of an adequacy decision (`2023/1795`, `dpf`, `privacy-shield`, `safe-harbour`), `bcr` or `scc`.
            signed: the ISO day on which clauses were agreed, if it is known.

        Returns:
            The `Tool` with the papers due on the day; `until` is the last day on which both tool and papers stay.
            None with a row: it cannot be used on the day (the row says why: ended, agreed too late, annulled, never a
            tool). None without a row: no table knows it. A rule fires on what is missing only when `certain`: it is
            not for an old set of clauses whose day of signature is unknown, nor for a decision later annulled.
        """
        decision = self.decision(name)
        if decision.row is None:
            return self._transfers.tool(name, signed)
        tool = self._transfers.tool("45(3)", None).value if decision.value else None
        value = tool and tool._replace(decision=decision.value)
        return Answer(value, decision.row, decision.until, decision.certain)

    def basis(self, article: str) -> Answer[Basis | None]:
        """What a legal basis or condition asks for (Articles 6(1), 9(2), 10), such as `6(1)(f)`."""
        return self._bases.basis(article)

    def age_of_consent(self, country: str) -> Answer[int | None]:
        """From which age a child consents alone to a service offered online (Article 8(1)).

        None: the Regulation did not apply yet, or, when not certain, the table lacks the country.
        """
        return self._ages.of(self._territories.meaning(country))

    def rights(self, article: str) -> Answer[Mapping[str, Right]]:
        """Which rights a legal basis gives (Chapter III): every right by its code, with `given` and the condition.

        Empty for an article that is no basis, and before the Regulation applied; nothing is certain then.
        """
        return self._rights.under(article)

    def deadline(self, name: str) -> Answer[Deadline | None]:
        """Within what time the law wants something done: `act-on-request` (Article 12(3)), `art14-time` and others."""
        return self._rights.deadline(name)

    def assessment_count(self) -> Answer[int | None]:
        """From how many signs of a high risk on an impact assessment is normally called for (Article 35(1), WP248)."""
        return self._assessments.count()

    def assessment_list(self, country: str) -> list[Answer[Listed]]:
        """The processing that needs an impact assessment by the list of a country's authority (Article 35(4))."""
        return self._assessments.listed(self._territories.meaning(country))

    def exempt_below(self) -> Answer[int | None]:
        """Below how many people an organisation need keep no record, if nothing else is against it (Article 30(5))."""
        return self._contents.staff_below()

    def contents(self, holder: Holder) -> Answer[tuple[Item, ...]]:
        """What a `record`, a `notice-on-collection` and so on must contain (Articles 13, 14, 28, 30, 32, 35)."""
        return self._contents.of(holder)

    def retention(self, country: str, record: str) -> Answer[StatutoryPeriod | None]:
        """The statutory period that governs a kind of record, a code of the vocabulary `records`.

        A duty to keep goes before a duty to erase; where the country's law in the table is silent, Union law answers.
        None: the table knows no duty, which is never certain.
        """
        own = self._retention.governing(self._territories.meaning(country), record)
        if own.value is not None or not self.inside(country).value:
            return own
        union = self._retention.governing("EU", record)
        return own if union.value is None else union

    def limitation(self, country: str, record: str) -> Answer[StatutoryPeriod | None]:
        """How long claims live for which a kind of record may be kept (Articles 6(1)(f), 17(3)(e))."""
        return self._retention.limitation(self._territories.meaning(country), record)

    def periods_under(self, act: str) -> list[Answer[StatutoryPeriod]]:
        """Every statutory period that rests on the act with this number, such as `1336/1997`."""
        return self._retention.under(act)

    def statute(self, number: str) -> Answer[Statute | None]:
        """The act with this number, `523/1999` or `2016/679`, if it is in force on the day.

        None with a row: it is not in force. None without a row: no table knows it, and nothing is certain.
        """
        return self._statutes.statute(number)

    def highest_provision(self, number: str) -> int | None:
        """The number of the last article or section of the act with this number; None where the table lacks it."""
        return self._acts.highest(number)

    def national_rules(self, country: str, topic: Topic) -> list[Answer[str]]:
        """What national law adds on a topic, such as `national-id` (Articles 6(2), 9(4), 23, 87, 88)."""
        return self._national.rules(self._territories.meaning(country), topic)

    def derogation(self, act: str, section: str = "") -> Answer[Derogation | None]:
        """Which rights a section of the act with this number lets a controller depart from (Articles 23, 85, 89).

        No rights: the section is none that does. None: the table knows no such section of the act.
        """
        return self._national.derogation(act, section)

    def authority(self, country: str) -> Answer[Authority | None]:
        """The supervisory authority (Article 51) to which a complaint goes (Article 13(2)(d))."""
        return self._authorities.current(self._territories.meaning(country))

    def competent_authority(self, country: str, *, public: bool) -> Answer[str | None]:
        """The code of the authority that supervises a controller of a country (Article 55), such as `FI` or `AX`."""
        return self._authorities.competent(self._territories.meaning(country), public=public)

    def outdated_contact(self, country: str, text: str) -> Answer[str | None]:
        """What shows that a contact of the authority (Article 13(2)(d)) was replaced before."""
        return self._authorities.outdated(self._territories.meaning(country), text)

    def tracker(self, name: str) -> Answer[Tracker | None]:
        """The tracker with this id, name, domain or vendor (Directive 2002/58/EC Article 5(3))."""
        return self._trackers.named(name)

    def vendor(self, name: str) -> Answer[Vendor | None]:
        """The recipient (Article 13(1)(e)) behind trackers; `google` is enough for Google LLC."""
        return self._trackers.vendor(name)

    @cached_property
    def _territories(self) -> Territories:
        from policycheck.law.territories import Territories

        return Territories(self._tables["territories"], self.day.isoformat())

    @cached_property
    def _decisions(self) -> Decisions:
        from policycheck.law.adequacy import Decisions

        return Decisions(self._tables["adequacy"], self.day.isoformat())

    @cached_property
    def _transfers(self) -> Transfers:
        from policycheck.law.transfers import Transfers

        return Transfers(self._tables["transfers"], self.day.isoformat())

    @cached_property
    def _authorities(self) -> Authorities:
        from policycheck.law.authorities import Authorities

        return Authorities(self._tables["authorities"], self.day.isoformat())

    @cached_property
    def _trackers(self) -> Trackers:
        from policycheck.law.trackers import Trackers

        return Trackers(self._tables["trackers"], self.day.isoformat())

    @cached_property
    def _ages(self) -> Ages:
        from policycheck.law.ages import Ages

        return Ages(self._tables["ages"], self.day.isoformat())

    @cached_property
    def _bases(self) -> Bases:
        from policycheck.law.bases import Bases

        return Bases(self._tables["bases"], self.day.isoformat())

    @cached_property
    def _rights(self) -> Rights:
        from policycheck.law.rights import Rights

        return Rights(self._tables["rights"], self.day.isoformat())

    @cached_property
    def _assessments(self) -> Assessments:
        from policycheck.law.assessments import Assessments

        return Assessments(self._tables["assessments"], self.day.isoformat())

    @cached_property
    def _contents(self) -> Contents:
        from policycheck.law.contents import Contents

        return Contents(self._tables["contents"], self.day.isoformat())

    @cached_property
    def _retention(self) -> Retention:
        from policycheck.law.retention import Retention

        return Retention(self._tables["retention"], self.day.isoformat())

    @cached_property
    def _acts(self) -> Acts:
        from policycheck.law.acts import Acts

        return Acts(self._tables["acts"])

    @cached_property
    def _statutes(self) -> Statutes:
        from policycheck.law.statutes import Statutes

        return Statutes(self._tables["statutes"], self.day.isoformat())

    @cached_property
    def _national(self) -> National:
        from policycheck.law.national import National

        return National(self._tables["national"], self.day.isoformat())
