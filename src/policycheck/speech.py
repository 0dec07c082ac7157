"""What the tool itself says, in the reader's language: gettext, with English words as message ids.

A report speaks its own language, `speech(language)`; everything else the one that the command line has chosen with
`use`. English loads no catalogue. `policycheck.catalogues` finds what is said with `_`, `gettext`, `counted` or
`pgettext`, or stands in a `Phrase`.
"""

from __future__ import annotations

import gettext
import re
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from policycheck.period import Period

LANGUAGES = ("en", "fi", "sv")
DOMAIN = "policycheck"
LOCALE = Path(__file__).with_name("locale")
"""The catalogues: `<language>/LC_MESSAGES/<domain>.po`, and the .mo compiled from it."""

_DECIDING = ("LC_ALL", "LC_MESSAGES", "LANG")
_UNTRANSLATED = ("C", "POSIX")
_NO_BREAK_SPACE = "\xa0"
_MONTHS_SV = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


class Phrase(str):
    """English words that are put into the reader's language when they are shown."""

    __slots__ = ()


class Speech:
    """One language: its words, its numbers, its days and its periods."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _catalogue(language)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message with its placeholders filled."""
        words = message and self._words.gettext(message)
        return words.format(**values) if values else words

    def counted(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A message about `{n}` things."""
        return self._words.ngettext(one, many, count).format(n=self.number(count), **values)

    def pgettext(self, context: str, message: str, /) -> str:
        """A message whose words alone would not tell what is meant."""
        return self._words.pgettext(context, message)

    def number(self, count: int) -> str:
        """A number with its thousands apart."""
        written = f"{count:,}"
        return written if self.language == "en" else written.replace(",", _NO_BREAK_SPACE)

    def day(self, when: date) -> str:
        """A day as running text has it; in English that is ISO 8601."""
        match self.language:
            case "fi":
                return f"{when.day}.{when.month}.{when.year}"
            case "sv":
                return f"den {when.day} {_MONTHS_SV[when.month - 1]} {when.year}"
            case _:
                return when.isoformat()

    def period(self, period: Period) -> str:
        """A period in years, months and days, as running text has it."""
        years, months = divmod(period.months, 12)
        parts = [
            self.counted("{n} year", "{n} years", years) if years else "",
            self.counted("{n} month", "{n} months", months) if months else "",
            self.counted("{n} day", "{n} days", period.days) if period.days or not period.months else "",
        ]
        return " ".join(filter(None, parts))


def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


@cache
def speech(language: str) -> Speech:
    """A language; where there is no catalogue of it, its words are English."""
    return Speech(language)


_spoken: ContextVar[Speech] = ContextVar("spoken")


def use(language: str) -> None:
    """Speak a language from here on."""
    _spoken.set(speech(language))


def _(message: str, /, **values: object) -> str:
    """A message in the language spoken, with its placeholders filled."""
    return _spoken.get(speech("en")).gettext(message, **values)


def counted(one: str, many: str, count: int, /, **values: object) -> str:
    """A message about `{n}` things in the language spoken."""
    return _spoken.get(speech("en")).counted(one, many, count, **values)


def of_locale(environment: Mapping[str, str]) -> str:
    """The language that a terminal asks for, by the conventions of gettext.

    `LANGUAGE` lists languages, the dearest first, and counts before the locale, unless that is C or POSIX. They mean
    English, and so does a language that we do not speak.
    """
    locale = next((value for name in _DECIDING if (value := environment.get(name))), "")
    listed = "" if locale in _UNTRANSLATED else environment.get("LANGUAGE", "")
    asked = map(_language, (listed or locale).split(":"))
    return next((language for language in asked if language in LANGUAGES), "en")


def _language(locale: str) -> str:
    return re.split(r"[._@]", locale, maxsplit=1)[0].casefold()
