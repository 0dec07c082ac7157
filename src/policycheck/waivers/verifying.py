"""What makes a waiver invalid, and what is to be said of one that is valid: each is a rule of the pack `waivers`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.errors import nearest
from policycheck.facts.occasions import day_of
from policycheck.facts.waivers import Misworded, Waiver
from policycheck.finding import WaiverState
from policycheck.speech import Phrase
from policycheck.waivers import UNTOUCHABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.cards import Rules
    from policycheck.config import WaiverTerms
    from policycheck.period import Period
    from policycheck.place import Place
    from policycheck.repo import Repo
    from policycheck.waivers import Judges

_STATES = {
    "waivers/in-force": WaiverState.EXPIRED,
    "waivers/used": WaiverState.UNUSED,
    "waivers/ends-soon": WaiverState.ENDING,
}
"""What a waiver is of which one of these rules finds something; any other finds a mistake."""


class Fault(NamedTuple):
    """The rule that finds something in a waiver, the part of it that it points at, and what fills its words."""

    rule: str
    key: str
    values: Mapping[str, Any]


@dataclass(eq=False, slots=True)
class Held:
    """A waiver as it is written, with what is found in it and how many findings it sets aside."""

    written: Waiver | Misworded
    rule: str
    """Its rule as it is called now."""
    asked: bool
    """Whether the rule is among those that are judged by, and what it is for among what is judged."""
    fault: Fault | None = None
    has_end: bool = True
    """Whether it ends on a day of the calendar; one that does not is found as a fault of its shape."""
    twins: list[Held] = field(default_factory=list)
    """Others for the same rule at the same place."""
    used: int = 0

    @property
    def place(self) -> Place | None:
        """The place that it is for, with all below it."""
        return self.written.place if isinstance(self.written, Waiver) else None

    @property
    def depth(self) -> int:
        """How far down its place is."""
        return len(self.place.path) if self.place else 0

    @property
    def valid(self) -> bool:
        """Whether it can set anything aside."""
        return self.fault is None and self.asked and self.has_end

    @property
    def state(self) -> WaiverState:
        """What has become of it."""
        if self.fault:
            return _STATES.get(self.fault.rule, WaiverState.MISTAKEN)
        if not self.has_end:
            return WaiverState.MISTAKEN
        return WaiverState.IN_FORCE if self.asked else WaiverState.NOT_JUDGED

    def covers(self, place: Place | None) -> bool:
        """Whether a place is the one it is for, or stands below that."""
        return place is not None and self.place is not None and self.place.covers(place)


class Verifying:
    """Verifies the waivers of one run."""

    def __init__(self, repo: Repo, every: Rules, judges: Judges, day: date, terms: WaiverTerms) -> None:
        self.repo = repo
        self.every = every
        self.judges = judges
        self.day = day
        self.terms = terms
        self.mandatory = {rule for name in terms.mandatory for rule in every.matching(name)}

    def held(self, written: Iterable[Waiver | Misworded]) -> list[Held]:
        """Waivers with the first thing that makes each invalid; of two for one thing, that."""
        held = [self._held(one) for one in written]
        same: dict[tuple[str, Place | None], list[Held]] = defaultdict(list)
        for one in held:
            if one.fault is None and one.has_end:
                same[one.rule, one.place].append(one)
        for twins in same.values():
            for one in twins:
                one.twins = [other for other in twins if other is not one]
                if one.twins and isinstance(one.written, Waiver):
                    others = ", ".join(other.written.name for other in one.twins)
                    one.fault = self._fault("single", one.written, "place", others=others)
        return held

    def _held(self, written: Waiver | Misworded) -> Held:
        if isinstance(written, Misworded):
            return Held(written, "", asked=False, fault=_misworded(written))
        rule = self.every.aliases.get(written.rule, written.rule)
        record = written.place and self.repo.record(written.place.kind, written.place.id)
        asked = record is not None and self.judges(rule, record.place)
        has_end = day_of(written.until) is not None
        return Held(written, rule, asked, next(self._faults(written, rule), None), has_end)

    def _faults(self, one: Waiver, rule: str) -> Iterator[Fault]:
        """Whatever makes a waiver invalid, the plainest first."""
        if rule not in self.every.by_id:
            yield self._fault("rule-known", one, "rule", suggestion=nearest(rule, self.every.by_id) or "")
        elif rule.partition("/")[0] in UNTOUCHABLE:
            yield self._fault("rule-waivable", one, "rule")
        elif rule in self.mandatory:
            yield self._fault("rule-not-mandatory", one, "rule")
        if one.place is None or (one.place.kind, one.place.id) not in self.repo.documents:
            yield self._fault("place-exists", one, "place", value=one.said)
        if one.remark is not None and one.remark.path is None:
            yield self._fault("comment-placed", one, "")
        yield from self._lapsed(one)
        yield from self._unanswered(one)

    def _lapsed(self, one: Waiver) -> Iterator[Fault]:
        """It has ended, or ends later than it may."""
        if one.until < self.day.isoformat():
            yield self._fault("in-force", one, "until")
        last = self._within(self.terms.longest) if self.terms.longest else date.max
        if one.until > last.isoformat():
            yield self._fault("short", one, "until", last=last)

    def _unanswered(self, one: Waiver) -> Iterator[Fault]:
        """Nobody has approved it who must, or a role that it names is nobody's."""
        if self.terms.approver_required and not one.approved_by:
            yield self._fault("approved", one, "approved_by")
        for key, role in (("owner", one.owner), ("approved_by", one.approved_by)):
            if role and self.repo.roles and role not in self.repo.roles:
                suggestion = nearest(role, self.repo.roles) or ""
                yield self._fault("role-known", one, key, role=role, suggestion=suggestion)

    def look_again(self, one: Held) -> None:
        """What is to be said of a valid waiver once it is known what it sets aside."""
        waiver = one.written
        if not one.valid or isinstance(waiver, Misworded):
            return
        if not one.used and not self._passing(one):
            one.fault = self._fault("used", waiver, "place")
        elif waiver.until <= self._within(self.terms.announced).isoformat():
            one.fault = self._fault("ends-soon", waiver, "until")

    def _passing(self, one: Held) -> bool:
        """Whether it is for what stands in a change: the next change has nothing to set aside any more."""
        return self.every.by_id[one.rule].is_of_changes

    def _within(self, period: Period) -> date:
        """The last day of a period from today on; the calendar's last where that lies beyond."""
        try:
            return period.after(self.day)
        except ValueError:
            return date.max

    def _fault(self, slug: str, one: Waiver, key: str, **values: object) -> Fault:
        """A finding in a waiver."""
        until = day_of(one.until) or one.until
        told = {"waiver": one.name, "rule": one.rule, "value": one.rule, "until": until}
        return Fault(f"waivers/{slug}", key, {**told, **values})


def _misworded(one: Misworded) -> Fault:
    values = {"verb": one.verb, "missing": Phrase(one.missing), "stray": one.stray, "day": one.day}
    return Fault("waivers/comment-well-formed", "", values)
