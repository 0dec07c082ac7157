"""Findings set aside by waivers. An expired, mistaken or unused waiver sets nothing aside and is itself a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from policycheck.finding import Finding, Waived
from policycheck.place import Place, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record, Repo
    from policycheck.wording import Wording

Judges = Callable[[str, Place], bool]
"""Whether a rule is judged at a place."""
UNTOUCHABLE = ("form", "waivers")
"""Findings of these packs can be neither waived nor baselined."""


@dataclass(slots=True)
class _Waiver:
    record: Record
    rule: str
    place: Place
    used: bool = False

    def sets_aside(self, finding: Finding) -> bool:
        place = finding.spot.place
        return finding.rule == self.rule and place is not None and self.place.covers(place)


def apply_waivers(
    findings: list[Finding], repo: Repo, wording: Wording, judges: Judges, day: date
) -> tuple[list[Finding], list[Waived]]:
    """Split findings into those that stand and those set aside; findings about waivers are added to the former."""
    complaints: list[Finding] = []
    waivers = list(_valid(repo, wording, judges, day, complaints))
    standing: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = next((waiver for waiver in waivers if waiver.sets_aside(finding)), None)
        if waiver is None:
            standing.append(finding)
        else:
            waiver.used = True
            waived.append(_waived(finding, waiver, wording))
    unused = [waiver for waiver in waivers if not waiver.used]
    complaints += [_complaint("waivers/used", waiver.record, "place", wording) for waiver in unused]
    return standing + [one for one in complaints if one.spot.place and judges(one.rule, one.spot.place)], waived


def _valid(repo: Repo, wording: Wording, judges: Judges, day: date, complaints: list[Finding]) -> Iterator[_Waiver]:
    every = wording.book.rules()
    for record in repo.of_kind("waiver"):
        stated = record.stated
        name = every.aliases.get(stated["rule"], stated["rule"])
        place = _place(stated["place"])
        if name not in every.by_id or name.partition("/")[0] in UNTOUCHABLE:
            complaints.append(_complaint("waivers/rule-waivable", record, "rule", wording))
        elif place is None or (place.kind, place.id) not in repo.documents:
            complaints.append(_complaint("waivers/place-exists", record, "place", wording))
        elif stated["until"] < day.isoformat():
            complaints.append(_complaint("waivers/in-force", record, "until", wording))
        elif judges(name, place):
            yield _Waiver(record, name, place)


def _place(words: str) -> Place | None:
    try:
        return parse(words)
    except ValueError:
        return None


def _complaint(rule: str, record: Record, key: str, wording: Wording) -> Finding:
    stated = record.stated
    until = _day(stated["until"])
    values = {"waiver": record.document.id, "value": stated[key], "rule": stated["rule"], "until": until}
    return wording.words(wording.book.rules().find(rule), wording.spot(record.place / key), values)


def _day(written: str) -> date | str:
    """A day, or what was written when the calendar lacks it, which is a finding of its own."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def _waived(finding: Finding, waiver: _Waiver, wording: Wording) -> Waived:
    stated = waiver.record.stated
    reason = wording.said(stated["reason"], waiver.record)
    return Waived(finding, waiver.record.document.id, reason, stated["owner"], stated["until"])
