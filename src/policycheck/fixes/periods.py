"""`p5y` and `24 months` become `P5Y` and `P24M`: the same period in the layout of ISO 8601."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.fixes.edit import Fix
from policycheck.period import Period
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.fixes.site import Site

_WORDS = {
    "Y": "year years vuosi vuotta år",
    "M": "month months kuukausi kuukautta månad månader",
    "W": "week weeks viikko viikkoa vecka veckor",
    "D": "day days päivä päivää dag dagar",
}
_UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()}
"""Units written out. No short form is clear: `m` may be minutes, `v` is a year in Finnish and a week in Swedish."""
_COUNTED = re.compile(r"([0-9]+)[ \u00a0]?([a-zåäö]+)")
_AND = re.compile(r"[ \u00a0]+(?:(?:and|ja|och)[ \u00a0]+)?")
_LETTERED = re.compile(r"p((?:\d+[ymwd])+)", re.ASCII)
_PAIR = re.compile(r"(\d+)([a-z])", re.ASCII)


def fixes(site: Site) -> Iterator[Fix]:
    """The period in its layout, where only one can be meant."""
    word = site.word
    meant = laid_out(word) if word else None
    edit = site.value_as(meant) if meant else None
    if edit:
        yield Fix(_("write {new} for '{old}'", new=meant, old=word), (edit,), finding=site.finding)


def laid_out(text: str) -> str | None:
    """A period in the layout of ISO 8601; None where it is no period or several."""
    words = text.strip().lower()
    lettered = _LETTERED.fullmatch("".join(words.split()))
    pairs = [(n, unit.upper()) for n, unit in _PAIR.findall(lettered[1])] if lettered else _counted(words)
    units = "".join(unit for _number, unit in pairs)
    if not pairs or not re.fullmatch("Y?M?W?D?", units):
        return None
    written = "P" + "".join(f"{int(number)}{unit}" for number, unit in pairs)
    return written if written != text and isinstance(Period.told(written), Period) else None


def _counted(words: str) -> list[tuple[str, str]]:
    """Numbers with the letters of their units; empty unless all of it is that."""
    found = []
    for part in _split(words):
        counted = _COUNTED.fullmatch(part)
        unit = _UNITS.get(counted[2]) if counted else None
        if counted is None or unit is None:
            return []
        found.append((counted[1], unit))
    return found


def _split(words: str) -> list[str]:
    """`1 year and 6 months` into `1 year` and `6 months`."""
    parts = _AND.split(words)
    if len(parts) % 2 == 0 and all(part.isdecimal() for part in parts[::2]):
        return [f"{number} {unit}" for number, unit in zip(parts[::2], parts[1::2], strict=True)]
    return parts
