"""The questions one asks of the law on a day."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.law.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from policycheck.law.adequacy import Adequacy, Decisions
    from policycheck.law.authorities import Authorities, Authority
    from policycheck.law.territories import Territories
    from policycheck.law.trackers import Tracker, Trackers, Vendor
    from policycheck.law.transfers import Tool, Transfers


class Law:
    """The tables of `policies/law`, keyed by file stem and asked on one day.

    An answer is certain when its row is of high confidence and nothing about the day is in doubt. A table is indexed,
    and what reads it imported, when it is first asked.
    """

    def __init__(self, tables: Mapping[str, Any], day: date) -> None:
        self._tables = tables
        self.day = day

    def inside(self, territory: str) -> Answer[bool | None]:
        """Whether the territory is in the EEA or treated so, and Chapter V (Article 44) is silent.

        None: the code is unknown, or its case is not settled.
        """
        return self._territories.inside(territory)

    def adequacy(self, territory: str) -> Answer[Adequacy | None]:
        """The adequacy decision in force (Article 45(3) and (9), Directive 95/46/EC Article 25(6)).

        No two general decisions cover a territory at once.
        """
        answer = self._decisions.covering(self._territories.meaning(territory))
        known = self._territories.knows(territory)
        return answer if known else replace(answer, certain=False)

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
        value = tool and replace(tool, decision=decision.value)
        return Answer(value, decision.row, decision.until, decision.certain)

    def authority(self, country: str) -> Answer[Authority | None]:
        """The supervisory authority (Article 51) to which a complaint goes (Article 13(2)(d))."""
        return self._authorities.current(self._territories.meaning(country))

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
