"""How long data are kept (Article 30(1)(f))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.record.answers import answers
from policycheck.record.teller import Line, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Path
    from policycheck.record.teller import Teller


class Kept(NamedTuple):
    """A time limit in words."""

    path: Path
    data: str
    period: str
    ends: str
    """What it counts from, or what ends it."""
    ground: str


def limits(teller: Teller) -> Iterator[Kept]:
    """The time limits that a record states."""
    for name, one in teller.map("retention"):
        yield Kept(("retention", name), _what(teller, one), *_lasts(teller, one))


def _what(teller: Teller, one: Mapping[str, Any]) -> str:
    if one.get("group"):
        return teller.label("cohorts", one["group"])
    return teller.groups(one.get("data", ())) or teller.say.gettext("all data of the register")


def _lasts(teller: Teller, one: Mapping[str, Any]) -> tuple[str, str, str]:
    period = teller.period(one.get("period"))
    rounds = teller.period(one.get("at_most"))
    since = teller.label("events", one["from"]) if one.get("from") else ""
    ends = teller.label("retention-ends", one["ends"]) if one.get("ends") else ""
    counted = teller.say.gettext("counted from: {event}", event=since) if since else ""
    words = "" if period or since or ends else teller.said(one.get("text"))
    often = teller.say.gettext("erasure at least every {period}", period=rounds) if rounds else ""
    return (
        joined(period, words, often),
        joined(counted, ends),
        joined(teller.statute(one), teller.said(one.get("reason"))),
    )


@answers("retention")
def periods(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The time limits, each with the data it is for."""
    for one in limits(teller):
        lasts = joined(one.period, one.ends)
        if lasts:
            yield Line(one.path, f"{one.data}: {lasts}", (one.ground,))
        else:
            yield teller.missing(*one.path, of=one.data)


def kept_for(teller: Teller, group: str) -> str:
    """How long a group of data is kept; empty where nothing says so."""
    found = [
        joined(kept.period, kept.ends)
        for kept, (_, one) in zip(limits(teller), teller.map("retention"), strict=True)
        if not one.get("data") or group in one["data"]
    ]
    return joined(*found, between="; ")
