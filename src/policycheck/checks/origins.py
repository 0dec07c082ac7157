"""Sources: what allows following people, and where data from a system of one's own came from (Articles 6(1), 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies, takes
from policycheck.facts.bases import bases
from policycheck.facts.silence import asked_at
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.data import DataSource
    from policycheck.repo import Record

BASED = ("legal_basis", "purpose")
"""Words of a source that tell what allows it."""
GIVEN = ("party", "classes")
"""Words of a source that tell who gave the data."""


@supplies("source")
@takes(means="words", origins="words")
def tracking_based(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Following people has a purpose or basis: its own, or that of all purposes its data serve (Article 6(1))."""
    for name, source in things(record.register.get("sources")):
        tracking = not set(source.get("by", ())).isdisjoint(setting.params["means"])
        if tracking and source.get("from") in setting.params["origins"]:
            known = Outcome.MET if _serves_purposes(record, source) else None
            yield _judged(record, setting, name, BASED, known)


def _serves_purposes(record: Record, source: DataSource) -> bool:
    """Whether each group of data that it names is named by purposes, all of which have a basis."""
    stated = set(source.get("data", ()))
    using = [based for based in bases(record) if not stated.isdisjoint(based.purpose.get("data", ()))]
    named = {group for based in using for group in based.purpose["data"]}
    return bool(stated) and stated <= named and all(based.basis for based in using)


@supplies("source")
def origin_shown(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of data from a system of one's own it is told who gave them, or how they came into it (Article 14(2)(f))."""
    sources = things(record.register.get("sources"))
    filled = {system for _, other in sources for system in other.get("through", ())}
    for name, source in sources:
        if source.get("from") == "own-system":
            known = Outcome.MET if source.get("system") in filled else None
            yield _judged(record, setting, name, GIVEN, known)


def _judged(record: Record, setting: Setting, name: str, words: tuple[str, ...], known: Outcome | None) -> Judgement:
    """What a source tells in one of several words; the first is the place of what is missing."""
    told = [asked_at(record, setting.day, "sources", name, word) for word in words]
    outcome = known or _best(told)
    values = {"source": name} if outcome is Outcome.NOT_MET else {}
    return Judgement(record.place.at("sources", name, words[0]), outcome, values)


def _best(told: list[Outcome]) -> Outcome:
    """One word that tells is enough; an unknown that somebody sees to is not a miss."""
    better = (Outcome.MET, Outcome.CANNOT_TELL, Outcome.DOES_NOT_APPLY)
    return next((outcome for outcome in better if outcome in told), Outcome.NOT_MET)
