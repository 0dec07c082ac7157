"""What all formats for people say alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from policycheck.facts.occasions import Occasion
from policycheck.finding import Outcome, WaiverState
from policycheck.overview.types import State
from policycheck.reporters.summary import summary
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.overview.types import Counts, DocumentState, LedgerLine, Overview, Role, ThemeState, Upcoming
    from policycheck.reporters import Look
    from policycheck.speech import Speech

REGISTERS = Phrase("Registers")
TASKS = Phrase("What to mend, and by whom")
OPEN_POINTS = Phrase("Open points")
LEDGER = Phrase("Waivers")
JUDGED = Phrase("What was judged")
RESTS_ON = Phrase("What this report rests on")
CLEAN = Phrase("The rules found nothing to mend.")

OCCASIONS = {
    Occasion.REVIEW: Phrase("review is due"),
    Occasion.ERASURE: Phrase("erasure round is due"),
    Occasion.CONSENT: Phrase("consents are asked for again"),
    Occasion.PURPOSE: Phrase("purpose ends"),
    Occasion.CONTRACT: Phrase("contract ends"),
    Occasion.FRAMEWORK: Phrase("framework entry ends"),
    Occasion.SAFEGUARD: Phrase("safeguard of a transfer ends"),
    Occasion.ADEQUACY: Phrase("adequacy decision ends"),
    Occasion.LAW: Phrase("law that is relied on ends"),
    Occasion.WAIVER: Phrase("waiver ends"),
    Occasion.OPEN_POINT: Phrase("open point is due"),
}
WAIVERS = {
    WaiverState.IN_FORCE: Phrase("in force"),
    WaiverState.ENDING: Phrase("ends soon"),
    WaiverState.EXPIRED: Phrase("ended"),
    WaiverState.UNUSED: Phrase("sets nothing aside"),
    WaiverState.MISTAKEN: Phrase("mistaken, sets nothing aside"),
    WaiverState.NOT_JUDGED: Phrase("not judged"),
}
KINDS = {
    "organisation": Phrase("organisation"),
    "party": Phrase("party"),
    "system": Phrase("system"),
    "register": Phrase("register"),
    "text": Phrase("text"),
    "processor-record": Phrase("processor's record"),
    "waiver": Phrase("waiver"),
}
NOBODY = Phrase("nobody named")
UNREAD = Phrase("could not be read")
LENIENT = Phrase("Exit code 0: a report fails only where --fail-on says so.")
"""Why a report with gaps is no failure."""


def title(overview: Overview, say: Speech) -> str:
    """Whose report it is, of which day, in which language."""
    names = ", ".join(overview.organisations)
    state = say.gettext("as of {day}, in English", day=day(overview.report.as_of, say))
    return f"{names}, {state}" if names else state


def last_line(overview: Overview, look: Look, shown: Callable[[date], str] = date.isoformat) -> str:
    """The summary of a check, in which an open point counts once, however many rules wait for it."""
    outcomes = {**overview.report.outcomes, Outcome.CANNOT_TELL: len(overview.open_points)}
    return summary(replace(overview.report, outcomes=outcomes), look, shown)


def day(when: date, say: Speech) -> str:
    """A day in a table or list: ISO 8601, but in Finnish as people there write it."""
    return say.day(when) if say.language == "fi" else when.isoformat()


def found(counts: Counts, say: Speech) -> str:
    """The findings there are, by severity; what there is none of is not spoken of."""
    errors, warnings, notes = counts
    told = [
        say.counted("{n} error", "{n} errors", errors) if errors else "",
        say.counted("{n} warning", "{n} warnings", warnings) if warnings else "",
        say.counted("{n} note", "{n} notes", notes) if notes else "",
    ]
    return ", ".join(filter(None, told)) or say.gettext("no findings")


def state(theme: ThemeState, say: Speech) -> str:
    """How a theme stands."""
    told = [_state(theme, say)]
    if theme.open:
        told.append(say.counted("{n} open point", "{n} open points", theme.open))
    if theme.waived:
        told.append(say.counted("{n} waived", "{n} waived", theme.waived))
    return "; ".join(filter(None, told))


def _state(theme: ThemeState, say: Speech) -> str:
    match theme.state:
        case State.GAPS:
            return found(theme.counts, say)
        case State.TOLD_ELSEWHERE:
            return say.gettext("a gap, told under another theme")
        case State.NO_GAPS:
            return say.counted("no gaps found by {n} rule", "no gaps found by {n} rules", theme.rules)
        case State.DOES_NOT_APPLY:
            return say.gettext("does not apply, says the record")
        case State.NOT_JUDGED:
            return say.gettext("not judged")
        case State.OPEN | State.WAIVED:
            return ""


def who(role: Role | None, say: Speech) -> str:
    """A role by its title."""
    return role.title if role else say.gettext(NOBODY)


def reached(role: Role | None, say: Speech) -> str:
    """A role with how to reach it."""
    return f"{role.title} ({role.contact})" if role and role.contact else who(role, say)


def until(when: date | None, say: Speech, *, overdue: bool) -> str:
    """By when; what is overdue says so."""
    if when is None:
        return say.gettext("no day")
    return say.gettext("{day} overdue", day=day(when, say)) if overdue else day(when, say)


def occasion(one: Upcoming, say: Speech) -> str:
    """Why something falls due, and what it is about."""
    what = say.gettext(OCCASIONS[one.occasion])
    return f"{what}: {one.about}" if one.about else what


def kind(name: str, say: Speech) -> str:
    """What sort of document something is; a file where that is not known."""
    return say.gettext(KINDS[name]) if name in KINDS else say.gettext("file")


def waiver(line: LedgerLine, say: Speech) -> str:
    """What has become of a waiver, and how much it sets aside."""
    state, aside = say.gettext(WAIVERS[line.entry.state]), line.entry.waived
    return f"{state}; {say.counted('{n} waived', '{n} waived', aside)}" if aside else state


def answering(line: LedgerLine, say: Speech) -> tuple[str, ...]:
    """Who answers for a waiver, and who approved it where that is said."""
    approved = (say.gettext("approved by: {who}", who=who(line.approver, say)),) if line.approver else ()
    return (who(line.owner, say), *approved)


def document(state: DocumentState, say: Speech) -> str:
    """A document by its sort and name; a file has none but its own."""
    sort = kind(state.kind, say)
    return f"{sort}: {state.name}" if state.kind else sort


def standing(state: DocumentState, say: Speech) -> str:
    """What is to be said of a document."""
    told = [] if state.read else [say.gettext(UNREAD)]
    if any(state.counts):
        told.append(found(state.counts, say))
    if state.open:
        told.append(say.counted("{n} open point", "{n} open points", state.open))
    return "; ".join(told)
