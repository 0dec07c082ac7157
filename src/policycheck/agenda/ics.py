"""For calendars (RFC 5545): all-day events with an alarm two weeks before.

An event is known by whose it is, its occasion and its place, so that a calendar that reads the file again moves it to
its new day. The same repo on the same day gives the same bytes, wherever it is called from.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, TextIO
from uuid import NAMESPACE_URL, uuid5

from policycheck.errors import UsageError
from policycheck.facts.occasions import Occasion
from policycheck.overview import words
from policycheck.reporters import Look
from policycheck.reporters.text import safe, where
from policycheck.speech import _, speech

try:
    from icalendar import Alarm, Calendar, Event
except ImportError:
    raise UsageError(
        _("the format 'ics' needs the library icalendar, which is not installed"),
        hint=_("install it: pip install 'policycheck[calendar]'"),
    ) from None

if TYPE_CHECKING:
    from policycheck.agenda import Agenda
    from policycheck.overview.types import Upcoming
    from policycheck.speech import Speech

PRODUCT = "-//policycheck//policycheck//EN"
EVENTS = uuid5(NAMESPACE_URL, "urn:policycheck:agenda")
AHEAD = timedelta(days=14)
"""So long before an event its alarm is."""


def write(agenda: Agenda, out: TextIO, look: Look) -> None:  # noqa: ARG001 - all formats are called alike
    """Write a calendar with an event for each occasion."""
    say = speech(agenda.language)
    name = " - ".join((_plain(say.gettext("What falls due")), *agenda.organisations))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for item in agenda.items:
        calendar.add_component(_event(item, agenda, say))
    out.write(calendar.to_ical().decode())


def _event(item: Upcoming, agenda: Agenda, say: Speech) -> Event:
    summary = _plain(_summary(item, say))
    event = Event()
    event.add("uid", str(uuid5(EVENTS, "\n".join((*agenda.organisations, item.occasion, *_known_by(item))))))
    event.add("dtstamp", datetime.combine(agenda.as_of, time(), UTC))
    event.add("dtstart", item.day)
    event.add("summary", summary)
    event.add("description", "\n".join(map(_plain, _description(item, say))))
    event.add("categories", [_plain(say.gettext(words.OCCASIONS[item.occasion]))])
    event.add("transp", "TRANSPARENT")
    if item.role:
        event.add("contact", _plain(words.reached(item.role, say)))
    if not item.overdue:
        event.add_component(_alarm(summary))
    return event


def _known_by(item: Upcoming) -> tuple[str, ...]:
    """Its place; of waivers that are comments there, also the rule, for one place may have several."""
    place = item.spot.place
    comment = item.occasion is Occasion.WAIVER and place is not None and place.kind != "waiver"
    return (str(place), item.about) if comment else (str(place),)


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -AHEAD)
    return alarm


def _summary(item: Upcoming, say: Speech) -> str:
    what = f"{words.occasion(item, say)} ({item.subject})"
    return say.gettext("overdue: {what}", what=what) if item.overdue else what


def _description(item: Upcoming, say: Speech) -> list[str]:
    """What it is, where it stands, and whose it is."""
    return [
        words.occasion(item, say),
        item.subject,
        where(item.spot, Look()),
        str(item.spot.place or ""),
        say.gettext("owner: {who}", who=words.reached(item.role, say)),
    ]


def _plain(text: str) -> str:
    """Text on one line, without what no calendar may hold: control characters, and bytes that are no character."""
    return safe(" ".join(text.split())).encode("utf-8", "backslashreplace").decode()
