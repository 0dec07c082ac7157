"""Texts that any office program opens, and none runs."""

from __future__ import annotations

import re

from policycheck.speech import Phrase

LONGEST = 32_767
"""So many characters, as UTF-16 counts them, a cell of a spreadsheet holds."""
CUT = Phrase("… (cut: this text is longer than a cell holds)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow, and other control characters, which programs do not show."""
_RETURN = re.compile(r"\r\n?")


def legal(words: str) -> str:
    """Words without characters that no XML may hold; what is left out is shown as an escape, as terminals show it."""
    return _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", _RETURN.sub("\n", words))


def fitted(words: str, ending: str, longest: int = LONGEST) -> str:
    """Words that a cell holds: what is too long is cut, and says so."""
    if _units(words) <= longest:
        return words
    room = longest - _units(ending)
    shortened = words.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore")
    return shortened + ending


def _units(words: str) -> int:
    """How many UTF-16 units words take."""
    return len(words) + sum(character > "\uffff" for character in words)
