"""What is left over in a record: blanks, placeholders, unknowns without an owner, slips (Articles 5(2), 12(1))."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies, takes
from policycheck.document import Kind, Nothing
from policycheck.facts.occasions import day_of
from policycheck.facts.silence import table
from policycheck.facts.things import things
from policycheck.finding import Judgement, Outcome, cannot_tell, met, not_met
from policycheck.period import Period
from policycheck.place import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record


def _nothings(record: Record, *kinds: Kind) -> Iterator[tuple[Path, Nothing]]:
    for path, nothing in record.document.nothings.items():
        if nothing.kind in kinds:
            yield path, nothing


@supplies("said")
def no_placeholder(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Nothing a template left behind."""
    for path, nothing in _nothings(record, Kind.NOT_FILLED):
        yield not_met(record.place.at(*path), said=nothing.words)


@supplies("said")
def no_mask(record: Record, setting: Setting) -> Iterator[Judgement]:
    """No e-mail address that people have to guess."""
    for path, nothing in _nothings(record, Kind.MASKED):
        yield not_met(record.place.at(*path), said=nothing.words)


@supplies("field")
def no_blank(record: Record, setting: Setting) -> Iterator[Judgement]:
    """No heading without anything after it."""
    for path, _ in _nothings(record, Kind.BLANK):
        yield not_met(record.place.at(*path), field=printed(path))


@supplies("said")
def unknowns_owned(record: Record, setting: Setting) -> Iterator[Judgement]:
    """What is not known yet has somebody who finds out, and a day until which."""
    for path, nothing in _nothings(record, Kind.NOT_KNOWN):
        place, until = record.place.at(*path), day_of(nothing.until)
        if nothing.owner and until and until >= setting.day:
            yield cannot_tell(place)
        else:
            yield not_met(place, said=nothing.words)


@supplies("words")
@takes(sorts="words")
def proof_read(record: Record, setting: Setting) -> Iterator[Judgement]:
    """No typing errors or residue of a template in the prose."""
    sorts = setting.params["sorts"]
    slips = [(name, remark) for name, remark in things(record.stated.get("remarks")) if remark.get("sort") in sorts]
    place = record.place / "remarks"
    if slips:
        places = [record.place.at("remarks", name) for name, _ in slips]
        yield not_met(place, *places, words=[remark.get("words", name) for name, remark in slips])
    elif "remarks" in record.stated:
        yield met(place)


@supplies("day", "every")
@takes(every="period")
def reviewed_in_time(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Somebody has looked at it as often as it says, or as the card asks where it says nothing (Article 24(1))."""
    seen = [record.stated[key] for key in ("dated", "reviewed") if key in record.stated]
    if not seen:
        return
    try:
        last = date.fromisoformat(max(seen))
        due = Period.parse(record.stated.get("review_every", setting.params["every"])).after(last)
    except ValueError:  # of what is no date or period the form rules speak; a day past the calendar's end never comes
        return
    place, nothing = record.place / "reviewed", record.nothing("reviewed")
    if due >= setting.day:
        yield met(place)
    elif nothing and table(nothing, asked=True, day=setting.day) is Outcome.CANNOT_TELL:
        yield cannot_tell(place)
    else:
        yield not_met(place, day=last, every=Period.parse(setting.params["every"]))
