"""The kinds of nothing: what an author wrote where a value could stand.

Absent, blank, placeholder, not applicable and "not known, because" mean different things, and the reader keeps
them apart by place before the shape of a document is judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document.values import MAY_BE_NUMBER, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """How nothing was said."""

    BLANK = "blank"
    NOT_FILLED = "not-filled"
    MASKED = "masked"
    SAID_ONLY = "said-only"
    NOT_APPLICABLE = "not-applicable"
    NOT_KNOWN = "not-known"
    NONE = "none"


class Nothing(NamedTuple):
    """A statement that is no value.

    `words` are the author's, by language or plain. `owner` and `until` belong to a stated unknown; `apart_from`
    lists what a stated none excepts.
    """

    kind: Kind
    words: str | Mapping[str, str] = ""
    owner: str | None = None
    until: str | None = None
    apart_from: tuple[str, ...] = ()


_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
BLANK = Nothing(Kind.BLANK)
NONE = Nothing(Kind.NONE)

_SAYING = {
    "not_filled": Kind.NOT_FILLED,
    "said_only": Kind.SAID_ONLY,
    "not_applicable": Kind.NOT_APPLICABLE,
    "not_known": Kind.NOT_KNOWN,
}
SAYINGS = frozenset({*_SAYING, "none_except"})
"""The keys that make a mapping a nothing."""


_BLANKS = frozenset(
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True)
class Lexicon:
    """What templates leave behind, words alone or brackets around them, and what hides an e-mail address."""

    words: frozenset[str]
    closing: Mapping[str, str]
    masks: frozenset[str] = frozenset()
    at_signs: tuple[str, ...] = ()
    dots: tuple[str, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Lexicon:
        """The lexicon of `policies/vocabulary/placeholders.yaml`: its words as printed, and in the usual spellings."""
        spellings = (str, str.lower, str.upper, str.capitalize)
        words, masks = (
            frozenset(spell(word) for word in table[key] for spell in spellings) for key in ("words", "masks")
        )
        closing = {pair[0]: pair[1] for pair in table["brackets"]}
        return cls(words, closing, masks, tuple(table["at_signs"]), tuple(table["dots"]))

    def recognises(self, text: str) -> bool:
        """Whether `text` as a whole is a placeholder."""
        close = self.closing.get(text[0])
        if close is not None and text[-1] == close:
            return close not in text[:-1]
        return text in self.words

    def hides_address(self, text: str) -> bool:
        """Whether `text` hides an e-mail address from machines: a spam guard's words, or a picture of one."""
        return text in self.masks or any(self._pictures(text.lower(), sign) for sign in self.at_signs)

    def _pictures(self, text: str, sign: str) -> bool:
        name, found, host = text.strip("()[]<> ").partition(sign)
        return bool(found) and _ADDRESS.fullmatch(f"{self._dotted(name)}@{self._dotted(host)}") is not None

    def _dotted(self, text: str) -> str:
        for dot in self.dots:
            text = ".".join(part.strip() for part in text.split(dot))
        return text.strip()

    @cached_property
    def suspects(self) -> tuple[frozenset[str], frozenset[str]]:
        """The texts, and the first characters of texts, that may be a nothing; all others state something."""
        return self.words | self.masks | {"", "none"}, frozenset(self.closing) | _BLANKS

    @cached_property
    def unplain(self) -> tuple[frozenset[str], frozenset[str]]:
        """The scalars, and first characters of scalars, that may be more or less than a text that states something."""
        words, openers = self.suspects
        return words | frozenset(WORDS), openers | MAY_BE_NUMBER


def nothing(value: object, lexicon: Lexicon) -> Nothing | None:
    """What kind of nothing `value` is, or None when it states something."""
    if isinstance(value, str):
        return _in_text(value, lexicon)
    if value is None or value in ([], {}):
        return BLANK
    if isinstance(value, dict) and len(value) <= _LONGEST_SAYING:
        return _saying(value)
    return None


_LONGEST_SAYING = 3


def _in_text(value: str, lexicon: Lexicon) -> Nothing | None:
    if value == "none":
        return NONE
    if not value.strip():
        return BLANK
    if value in lexicon.masks:
        return Nothing(Kind.MASKED, value)
    if lexicon.recognises(value):
        return Nothing(Kind.MASKED if lexicon.hides_address(value) else Kind.NOT_FILLED, value)
    return None


def _saying(value: Mapping[str, Any]) -> Nothing | None:
    first = "not_known" if "not_known" in value else next(iter(value))
    said = value[first]
    if first in _SAYING and _worded(said):
        kind = _SAYING[first]
        rest = value.keys() - {first}
        if not rest:
            return Nothing(kind, said)
        if kind is Kind.NOT_KNOWN and rest <= {"owner", "until"}:
            return _unknown(value)
    if first == "none_except" and len(value) == 1 and _listed(said):
        return Nothing(Kind.NONE, apart_from=tuple(said))
    return None


def _unknown(value: Mapping[str, Any]) -> Nothing | None:
    owner, until = value.get("owner"), value.get("until")
    if all(part is None or isinstance(part, str) for part in (owner, until)):
        return Nothing(Kind.NOT_KNOWN, value["not_known"], owner, until)
    return None


def _worded(said: object) -> bool:
    return isinstance(said, str) or (
        isinstance(said, dict) and bool(said) and all(isinstance(text, str) for text in said.values())
    )


def _listed(said: object) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(item, str) for item in said)
