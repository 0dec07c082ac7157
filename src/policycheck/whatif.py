"""What would change if the law were otherwise: a repo judged twice on one day, by the law and by what is assumed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policycheck.checking import check
from policycheck.fingerprints import identity
from policycheck.place import Place
from policycheck.reading import governing, today
from policycheck.rulebooks import read_rulebook
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from policycheck.checking import Checked
    from policycheck.finding import Finding, Report
    from policycheck.reading import Request
    from policycheck.repo import Repo

Named = dict[str, str]
"""Names by id."""
NAMED = ("register", "processor-record", "party", "organisation", "system")
"""The kinds of document that have a name, the one that a register or recipient is called by first."""


class WhatIf(NamedTuple):
    """Findings gained and lost, and whom they concern."""

    report: Report
    """What is found under the assumption."""
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]
    registers: Named
    recipients: Named


def what_if(request: Request) -> WhatIf:
    """Judge a repo with and without the assumptions of a request.

    Without a day it is today, or the day on which all that is assumed is so, if that is still to come.

    Raises:
        PolicycheckError: as `check`.
    """
    request = replace(request, config=request.config or governing(request))
    request = replace(request, as_of=request.as_of or _day(request))
    assumed = check(request)
    before = check(replace(request, assume=())).report.findings
    after = assumed.report.findings
    gained, lost = tuple(_without(after, before)), tuple(_without(before, after))
    concerned = [finding.spot.place for finding in (*gained, *lost) if finding.spot.place]
    return WhatIf(assumed.report, gained, lost, _registers(assumed, concerned), _recipients(assumed, concerned))


def _day(request: Request) -> date:
    if request.config is None:
        return today()
    assumed = read_rulebook(request.config, request.assume).assumed
    return max([today(), *(one.begins for one in assumed if one.begins)])


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that the others lack; of several at one place as many as are too many."""
    left = Counter(map(_sameness, others))
    for finding in findings:
        key = _sameness(finding)
        if left[key]:
            left[key] -= 1
        else:
            yield finding


def _sameness(finding: Finding) -> tuple[str, ...]:
    return (*identity(finding), finding.severity)


def _registers(checked: Checked, places: Iterable[Place]) -> Named:
    """The registers and processors' records that the places belong to."""
    records = (checked.repo.record(place.kind, place.id) for place in places)
    found = {record.described if record.kind == "register" else record.place.id for record in records if record}
    return _named(checked, found)


def _recipients(checked: Checked, places: Iterable[Place]) -> Named:
    """Whoever receives data by the places: the party of a recipient, transfer or cookie."""
    found = {name for place in places for name in _parties(checked.repo, place)}
    return _named(checked, found)


def _parties(repo: Repo, place: Place) -> Iterator[str]:
    match place.path:
        case ["recipients" | "transfers" | "cookies" as group, str(key), *_]:
            record = repo.record(place.kind, place.id)
            thing = record.stated.get(group, {}).get(key, {}) if record else {}
            named = thing.get("to") or thing.get("party") or thing.get("vendor") if isinstance(thing, dict) else None
            yield str(named or key)
        case _ if place.kind in ("party", "organisation", "system"):
            yield place.id


def _named(checked: Checked, ids: Iterable[str]) -> Named:
    """What the document of each id is called."""
    wording = Wording(checked.book, checked.repo, checked.report.language)
    return {name: wording.name(Place(_kind(checked.repo, name), name)) for name in sorted(ids)}


def _kind(repo: Repo, name: str) -> str:
    return next((kind for kind in NAMED if repo.record(kind, name)), "")
