"""Days that authors write, and the occasions that fall on them.

A day that is none, such as 2026-02-30, is a finding of its own and falls due never.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from policycheck.period import Period, parse_day

if TYPE_CHECKING:
    from datetime import date

    from policycheck.facts.answering import Office
    from policycheck.place import Place


class Occasion(StrEnum):
    """Why something falls due."""

    REVIEW = "review"
    ERASURE = "erasure"
    CONSENT = "consent"
    PURPOSE = "purpose"
    CONTRACT = "contract"
    FRAMEWORK = "framework"
    SAFEGUARD = "safeguard"
    ADEQUACY = "adequacy"
    LAW = "law"
    WAIVER = "waiver"
    OPEN_POINT = "open-point"


class Due(NamedTuple):
    """A day on which something is to be done, or the last one on which something holds.

    No place has two days of one occasion: both together tell what it is. Only waivers that are comments may be several
    at a place, each about a rule of its own.
    """

    day: date
    occasion: Occasion
    place: Place
    about: object = ""
    """What it is about: the author's words, a `Term`, several of these, or nothing."""
    office: Office | None = None


def day_of(words: object) -> date | None:
    """The day that an author wrote, if it is one."""
    try:
        return parse_day(words) if isinstance(words, str) else None
    except ValueError:
        return None


def after(period: object, start: date | None) -> date | None:
    """The day on which a period that an author wrote ends; None where it is none, or beyond the calendar."""
    if start is None or not isinstance(period, str):
        return None
    try:
        return Period.parse(period).after(start)
    except ValueError:
        return None
