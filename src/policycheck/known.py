"""Findings that were there before, told by rule, place and the facts at the place, never by a line.

Inserted lines, reordering, another layout and renamed files change nothing; another value does.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions.fields import ABSENT, item_at
from policycheck.finding import Finding, Known
from policycheck.waivers import SHAPE, UNTOUCHABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policycheck.place import Place
    from policycheck.repo import Repo


class Entry(NamedTuple):
    """A finding without words: its place, its rule, and a hash of what is stated there and wherever else it points."""

    place: str
    rule: str
    facts: str


class Before(NamedTuple):
    """Where findings were known: in the baseline, or at another revision, by its name."""

    name: str
    entries: Counter[Entry]


class Split(NamedTuple):
    """Findings that are new, those that were there before, and how many of before are gone."""

    new: list[Finding]
    known: list[Known]
    mended: int


def entry(finding: Finding, repo: Repo) -> Entry | None:
    """The entry of a finding; None where a document cannot be read as meant, which hides what else is new in it.

    Findings of shape in a document that is judged all the same have one, and so have those about waivers: that a
    waiver has ended meanwhile, or that a code is none any more, is not the doing of a change. A baseline holds neither.
    """
    place = finding.spot.place
    if place is None or (_pack(finding.rule) == SHAPE and repo.record(place.kind, place.id) is None):
        return None
    facts = json.dumps(
        [_facts(each, repo) for each in (place, *_pointed_at(finding))], ensure_ascii=False, sort_keys=True
    )
    return Entry(_stable(place, repo), finding.rule, sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def _pointed_at(finding: Finding) -> list[Place]:
    """The related places and the links of a chain: what else a check has read depends on the order of a document."""
    spots = (*finding.related, *(step.spot for step in finding.steps))
    return sorted({spot.place for spot in spots if spot.place})


def entries(findings: Iterable[Finding], repo: Repo) -> Counter[Entry]:
    """The entries of some findings, as often as there are findings of them."""
    return Counter(found for finding in findings if (found := entry(finding, repo)))


def lasting(found: Counter[Entry]) -> Counter[Entry]:
    """The entries that a baseline may hold."""
    return Counter({one: count for one, count in found.items() if _pack(one.rule) not in UNTOUCHABLE})


def _pack(rule: str) -> str:
    return rule.partition("/")[0]


def split(
    findings: Iterable[Finding],
    befores: Sequence[Before],
    repo: Repo,
    rules: Mapping[str, Any],
    waived: Iterable[Finding] = (),
) -> Split:
    """Tell new findings from those that were there before; of several at one place as many as there were.

    What a waiver sets aside is not mended by that.
    """
    left = [Before(before.name, Counter(before.entries)) for before in befores]
    found = Split([], [], 0)
    for finding in findings:
        own = entry(finding, repo)
        home = next((before for before in left if own and before.entries[own]), None)
        if own is None or home is None:
            found.new.append(finding)
            continue
        found.known.append(Known(finding, home.name))
        for before in left:
            before.entries[own] -= before.entries[own] > 0
    for own, count in entries(waived, repo).items():
        for before in left:
            before.entries[own] -= min(count, before.entries[own])
    gone = {own: count for before in left for own, count in before.entries.items() if count and own.rule in rules}
    return found._replace(mended=sum(gone.values()))


def _stable(place: Place, repo: Repo) -> str:
    """A place in which an item of a list is called by what it says, not by its number."""
    steps = [
        f"@{_hash(_at(place._replace(path=place.path[:depth]), repo))}" if isinstance(step, int) else step
        for depth, step in enumerate(place.path, 1)
    ]
    return str(place._replace(path=tuple(steps)))


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _facts(place: Place, repo: Repo) -> Any:
    """What stands at a place; of a document as a whole only that it is there, for anything may change in it."""
    return _at(place, repo) if place.path else ""


def _at(place: Place, repo: Repo) -> Any:
    record = repo.record(place.kind, place.id)
    if record is None:
        return None
    nothing = record.nothing(*place.path)
    if nothing:
        return [nothing.kind, _plain(nothing.words)]
    value = item_at(record, place.path).value
    return None if value is ABSENT else _plain(value)


def _plain(value: Any) -> Any:
    """A value without its layout: blanks count once, and the order of a list does not count."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return sorted(map(_plain, value), key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True))
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value
