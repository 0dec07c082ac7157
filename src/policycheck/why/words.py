"""What all formats for people say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.finding import Outcome
from policycheck.speech import Phrase
from policycheck.why.types import State

if TYPE_CHECKING:
    from policycheck.chain import Missing, Row
    from policycheck.speech import Speech
    from policycheck.why.types import Why

STATES = {
    State.NOT_MET: Phrase("not met"),
    State.WAIVED: Phrase("set aside by a waiver"),
    State.TOLD_ELSEWHERE: Phrase("not met, told by another finding"),
    State.CANNOT_TELL: Phrase("cannot tell"),
    State.MET: Phrase("met"),
    State.DOES_NOT_APPLY: Phrase("does not apply"),
}
ANSWERS = {
    Outcome.MET: Phrase("yes"),
    Outcome.NOT_MET: Phrase("no"),
    Outcome.CANNOT_TELL: Phrase("cannot tell"),
    Outcome.DOES_NOT_APPLY: Phrase("does not apply"),
}
"""What an assertion of a card comes to."""
WHEN = Phrase("The rule asks only where:")
REQUIRE = Phrase("It asks that:")
EVIDENCE = Phrase("It looked at:")
STEPS = Phrase("The chain:")
LAW = Phrase("The law on that day:")
UNCERTAIN = Phrase("Not certain on this day.")
CONFIDENCE = {"high": Phrase("high"), "medium": Phrase("medium"), "low": Phrase("low")}


def title(why: Why, say: Speech) -> str:
    """Which register it is, by which files, as of which day, and what was assumed of the law on it."""
    name = why.register if why.name == why.register else f"{why.name} ({why.register})"
    day = say.day(why.as_of)
    if why.assumed:
        day = say.gettext("{day}, assuming: {titles}", day=day, titles="; ".join(why.assumed))
    return say.gettext("{register}, as of {day}: {files}", register=name, day=day, files=", ".join(why.files))


def last_line(why: Why, say: Speech) -> str:
    """How many rules there are of each sort. That no gaps are found says what rules found, and nothing of the law."""
    gaps = len(why.rules(State.NOT_MET))
    told = [
        say.counted("{n} rule is not met", "{n} rules are not met", gaps) if gaps else "",
        say.counted("no gaps found by {n} rule", "no gaps found by {n} rules", len(why.rules(State.MET))),
        *_more(why, say),
    ]
    return f"{'; '.join(filter(None, told))}."


def _more(why: Why, say: Speech) -> tuple[str, ...]:
    aside = len(why.rules(State.WAIVED, State.TOLD_ELSEWHERE))
    unsure, idle = len(why.rules(State.CANNOT_TELL)), len(why.rules(State.DOES_NOT_APPLY))
    return (
        say.counted("{n} rule is set aside", "{n} rules are set aside", aside) if aside else "",
        say.counted("{n} rule cannot tell yet", "{n} rules cannot tell yet", unsure) if unsure else "",
        say.counted("{n} rule does not apply", "{n} rules do not apply", idle) if idle else "",
    )


def missing(one: Missing, say: Speech) -> str:
    """What must be known, who finds out, and by when."""
    if one.spot is None:
        return one.says
    owner = one.owner or say.gettext("nobody named")
    if one.until:
        return say.gettext("{missing} (owner: {owner}, by {day})", missing=one.says, owner=owner, day=one.until)
    return say.gettext("{missing} (owner: {owner})", missing=one.says, owner=owner)


def row(one: Row, say: Speech) -> str:
    """A row of the law: what was asked, which row answered, its source, how sure it is, and its days."""
    asked = ", ".join(one.asked)
    if one.id is None:
        return say.gettext("{question} ({asked}): no table has a row for it", question=one.table, asked=asked)
    name = f"{one.id} ({one.name})" if one.name else one.id
    words = say.gettext(
        "{table} ({asked}): {row}. Source: {source}. Confidence: {confidence}. {days}",
        table=one.table,
        asked=asked,
        row=name,
        source=one.source.rstrip("."),
        confidence=say.gettext(CONFIDENCE.get(one.confidence, Phrase(one.confidence))),
        days=_days(one, say),
    )
    return words if one.certain else f"{words} {say.gettext(UNCERTAIN)}"


def _days(one: Row, say: Speech) -> str:
    until = one.until.isoformat() if one.until else one.valid_until
    if one.valid_from and until:
        return say.gettext("Holds {first} to {last}.", first=one.valid_from, last=until)
    if until:
        return say.gettext("Holds until {last}.", last=until)
    if one.valid_from:
        return say.gettext("Holds since {first}, until further notice.", first=one.valid_from)
    return say.gettext("Holds until further notice.")
