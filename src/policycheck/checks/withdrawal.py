"""Withdrawal of consent: no harder than giving it (Article 7(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.things import things
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record


@supplies("consent", "given", "ways")
def as_easy(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A consent given by a click is not withdrawn on paper only (Article 7(3))."""
    online = setting.vocabulary.marked("consent-ways", "online")
    told = record.register.get("rights", {}).get("withdrawal", {}).get("how", [])
    for name, consent in things(record.register.get("consents")):
        ways = list(dict.fromkeys((*consent.get("withdraw", ()), *told)))
        if consent.get("how") not in online or not ways:
            continue
        place = record.place.at("consents", name, "withdraw")
        if all(_on_paper(way, setting) for way in ways):
            terms = [Term("channels", way) for way in ways]
            yield not_met(place, consent=name, given=Term("consent-ways", consent["how"]), ways=terms)
        else:
            yield met(place)


def _on_paper(way: str, setting: Setting) -> bool:
    """Whether a way takes paper; of a word of the author's own nobody can tell."""
    return bool(setting.vocabulary.attribute("channels", way, "paper"))
