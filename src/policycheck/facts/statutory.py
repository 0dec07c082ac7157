"""Which statutory periods govern what a register keeps, and how its own compare with them (Articles 6(1)(c), 17).

An answer is true, false, or None where record or law leave it open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from policycheck.facts.bases import bases
from policycheck.facts.remembered import remembered
from policycheck.facts.things import things
from policycheck.law.retention import STATUTORY
from policycheck.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from policycheck.facts.bases import Based
    from policycheck.law import Law
    from policycheck.law.retention import StatutoryPeriod
    from policycheck.model.data import DataGroup
    from policycheck.model.keeping import Retention
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

OBLIGATION = "6(1)(c)"


class Kept(NamedTuple):
    """How long data are kept at least and at most, and the event that is counted from, if one is told."""

    least: Period
    most: Period
    event: str | None


class Governing(NamedTuple):
    """A statutory period that governs data."""

    period: StatutoryPeriod
    certain: bool
    kind: str = ""
    """The kind of records that the data are known to be; none where the record names the statute itself."""
    obliged: bool = False
    """Whether a purpose that rests on a legal obligation needs the data."""
    until: date | None = None
    """The last day on which the law is so, as things stand."""


def kept(entry: Retention) -> Kept | None:
    """What a period, and rounds of erasure, make of how long data stay; None without either."""
    period, rounds = length(entry.get("period")), length(entry.get("at_most"))
    least = period or rounds
    if least is None:
        return None
    most = Period(period.months + rounds.months, period.days + rounds.days) if period and rounds else least
    return Kept(least, most, entry.get("from"))


def length(text: str | None) -> Period | None:
    """The period that an author wrote, if it is one."""
    try:
        return Period.parse(text) if text else None
    except ValueError:
        return None


def covering(record: Record, data: str) -> list[tuple[str, Retention]]:
    """The entries of retention that speak of a data group; where none does, those that speak of all."""
    entries = things(record.register.get("retention"))
    own = [(name, entry) for name, entry in entries if data in entry.get("data", ())]
    return own or [(name, entry) for name, entry in entries if "data" not in entry]


def named(entry: Retention, law: Law, vocabulary: Vocabulary) -> list[Governing]:
    """The duties to keep or to erase that rest on the statute and the section that an entry names.

    None where some of what stands there is no such duty: a limit to claims, or guidance.
    """
    number = vocabulary.attribute("statutes", entry.get("law", ""), "number")
    if number is None:
        return []
    section = entry.get("section")
    found = [one for one in law.periods_under(number) if section is None or _stands_in(one.value, number, section)]
    if any(one.value.duty not in STATUTORY for one in found):
        return []
    return [Governing(one.value, one.certain, until=one.until) for one in found]


def _stands_in(period: StatutoryPeriod, number: str, section: str) -> bool:
    """Whether a period stands in a section, or the section is a part of the one where it stands."""
    sections = [its for act, its in period.provisions if act == number and its]
    return any(_is_part(section, its) or _is_part(its, section) for its in sections)


def _is_part(part: str, whole: str) -> bool:
    return part == whole or part.startswith(f"{whole}(")


@remembered
def recognised(record: Record, law: Law, vocabulary: Vocabulary) -> tuple[tuple[str, list[Governing]], ...]:
    """The data groups that hold records which a statute of the controller's country governs, each with its duties."""
    kinds = _thinkable(record, vocabulary)
    country = record.country
    if not kinds or country is None or "retention" not in record.register:
        return ()
    found = []
    for name, group in things(record.register.get("data")):
        answers = [(law.retention(country, kind), kind, why) for kind, why in _kinds(record, name, group, kinds)]
        governing = [Governing(one.value, one.certain, kind, obliged) for one, kind, obliged in answers if one.value]
        if governing:
            found.append((name, governing))
    return tuple(found)


Known = Mapping[str, Sequence[str]]
"""How a kind of records is known: by data, by whom they are about, and by what they are needed for."""


def _thinkable(record: Record, vocabulary: Vocabulary) -> list[tuple[str, Known]]:
    """The kinds of records of whose marks a register has some; most have none."""
    items = {item for _, group in things(record.register.get("data")) for item in group.get("items", ())}
    needs = {one.purpose.get("category") for one in bases(record)}
    return [
        (kind, known)
        for kind in sorted(vocabulary.marked("records", "known_by"))
        if _some(items, (known := vocabulary.attribute("records", kind, "known_by")).get("data"))
        and _some(needs, known.get("purposes"))
    ]


def _kinds(record: Record, name: str, group: DataGroup, kinds: list[tuple[str, Known]]) -> Iterator[tuple[str, bool]]:
    """The kinds of records that a group is known to be, and whether a purpose under a legal obligation needs it."""
    items, about = group.get("items", []), group.get("about") or record.register.get("data_subjects", [])
    for kind, known in kinds:
        if not _some(items, known.get("data")) or not _some(about, known.get("about")):
            continue
        purposes = [
            one for one in _needing(record, name) if _some([one.purpose.get("category")], known.get("purposes"))
        ]
        if purposes or "purposes" not in known:
            yield kind, any((one.basis or {}).get("article") == OBLIGATION for one in purposes)


def _some(found: Iterable[object], wanted: Sequence[str] | None) -> bool:
    return wanted is None or not set(wanted).isdisjoint(found)


def _needing(record: Record, data: str) -> list[Based]:
    """The purposes that name a data group; where there is only one group, all purposes need it."""
    everything = [data] if len(things(record.register.get("data"))) == 1 else []
    return [one for one in bases(record) if data in one.purpose.get("data", everything)]


def falls_short(mine: Kept, statutory: StatutoryPeriod, vocabulary: Vocabulary) -> bool | None:
    """Whether data surely go before the statute lets them."""
    if statutory.minimum is None:
        return False
    minimum, order = Period.parse(statutory.minimum), _Order(vocabulary)
    if minimum.longer_than(mine.least):
        surely = mine.event is None or any(order.not_later(mine.event, event) for event in statutory.events)
        return True if surely else None
    if mine.event is None or mine.least.longer_than(minimum):
        return False
    return all(order.earlier(mine.event, event) for event in statutory.events)


def exceeds(mine: Kept, statutory: StatutoryPeriod, vocabulary: Vocabulary) -> bool | None:
    """Whether data surely stay when the statute wants them gone."""
    if statutory.maximum is None:
        return False
    maximum, order = Period.parse(statutory.maximum), _Order(vocabulary)
    if mine.most.longer_than(maximum):
        surely = mine.event is None or any(order.not_later(event, mine.event) for event in statutory.events)
        return True if surely else None
    if mine.event is None or maximum.longer_than(mine.most):
        return False
    return all(order.earlier(event, mine.event) for event in statutory.events)


class _Order:
    """Which of two events comes first, as far as the vocabulary knows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def earlier(self, one: str, other: str) -> bool:
        return other in self._before(one, "earlier_than")

    def not_later(self, one: str, other: str) -> bool:
        begins = one in self._vocabulary.marked("events", "begins_data")
        return begins or one == other or self.earlier(one, other) or other in self._before(one, "no_later_than")

    def _before(self, event: str, attribute: str) -> Sequence[str]:
        found: Sequence[str] | None = self._vocabulary.attribute("events", event, attribute)
        return found or ()
