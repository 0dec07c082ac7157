"""Profiling and automated decisions that a text passes over (Articles 4(4), 13(2)(f), 22)."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.things import things
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Place
    from policycheck.repo import Record


@supplies("signs")
def profiling_described(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Profiling that purposes or cookies imply is described under its own heading."""
    place = record.place / "automated_decisions"
    signs = list(_signs(record, setting))
    if not signs:
        return
    if record.register.get("automated_decisions"):
        yield met(place)
    elif _unknown(record):
        yield cannot_tell(place)
    else:
        yield not_met(place, *signs, signs=[str(sign.path[-1]) for sign in signs])


def _signs(record: Record, setting: Setting) -> Iterator[Place]:
    profiling = setting.vocabulary.marked("purposes", "profiling")
    for name, purpose in things(record.register.get("purposes")):
        if purpose.get("category") in profiling:
            yield record.place.at("purposes", name)
    targeting = setting.vocabulary.marked("cookie-purposes", "profiling")
    for name, cookie in things(record.register.get("cookies")):
        if not targeting.isdisjoint(cookie.get("purposes", [])) or "demographics" in cookie.get("features", []):
            yield record.place.at("cookies", name)


@supplies("ground")
def credit_decision_described(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data handed out for credit decisions: the text says how these are made, and with what effect."""
    pointing = setting.vocabulary.marked("disclosure-grounds", "decision")
    exceptions = record.register.get("disclosures", {}).get("exceptions")
    found = sorted(
        ((name, given) for name, given in things(exceptions) if given.get("ground") in pointing), key=itemgetter(0)
    )
    if not found:
        return
    places = [record.place.at("disclosures", "exceptions", name) for name, _ in found]
    if _decisions_told(record):
        yield met(places[0])
    elif _unknown(record):
        yield cannot_tell(places[0])
    else:
        yield not_met(*places, ground=Term("disclosure-grounds", found[0][1]["ground"]))


def _unknown(record: Record) -> bool:
    nothing = record.nothing("automated_decisions")
    return nothing is not None and nothing.kind is Kind.NOT_KNOWN


def _decisions_told(record: Record) -> bool:
    told = record.register.get("automated_decisions", {})
    nothing = record.nothing("automated_decisions")
    return bool({"logic", "decisions"} & told.keys()) or (nothing is not None and nothing.kind is Kind.NONE)
