"""Data of which the controller says that it cannot tell whose they are (Article 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record


@supplies("data")
def nothing_tells_who(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data that are said to identify nobody hold no names, addresses or identity codes (Article 11(1))."""
    unidentified = record.register.get("unidentified")
    if unidentified is None:
        return
    direct = setting.vocabulary.marked("data", "direct")
    held = {
        code: record.place.at("data", name, "items", code)
        for name, group in things(record.register.get("data"))
        if not set(group.get("about", ())).isdisjoint(unidentified.get("about", group.get("about", ())))
        for code in group.get("items", ())
        if code in direct
    }
    place = record.place / "unidentified"
    if held:
        yield not_met(place, *held.values(), data=[Term("data", code) for code in held])
    else:
        yield met(place)
