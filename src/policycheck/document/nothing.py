"""The kinds of nothing: what an author wrote where a value could stand.

Absent, blank, placeholder, not applicable and "not known, because" mean different things, and the reader keeps
them apart by place before the shape of a document is judged. A nothing says why; when its reason is a placeholder or
blank, that is what it is.
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

    def leaves_open(self, reason: str) -> bool:
        """Whether a reason is a placeholder; round brackets alone make it none, for quotations stand in them, too."""
        inner = reason.strip("() ") if reason.startswith("(") else reason
        return bool(inner) and self.recognises(inner)

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
        return _saying(value, lexicon)
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


def _saying(value: Mapping[str, Any], lexicon: Lexicon) -> Nothing | None:
    first = "not_known" if "not_known" in value else next(iter(value))
    said = value[first]
    rest = value.keys() - {first}
    if first in _SAYING and _worded(said):
        kind = _SAYING[first]
        if not rest:
            return _explained(kind, said, lexicon)
        if kind is Kind.NOT_KNOWN and rest <= {"owner", "until"}:
            return _unknown(value, lexicon)
    if first == "none_except" and not rest and _listed(said):
        return Nothing(Kind.NONE, apart_from=tuple(said))
    return None


def _explained(kind: Kind, said: Any, lexicon: Lexicon) -> Nothing:
    """What is said of a nothing, or that this is missing in its turn: left blank, or a template's words."""
    texts = said if isinstance(said, dict) else {"": said}
    told = {language: text for language, text in texts.items() if text and text.strip()}
    if not told:
        return BLANK
    left = next(filter(lexicon.leaves_open, told.values()), None)
    if left is not None and kind is not Kind.NOT_FILLED:
        return Nothing(Kind.NOT_FILLED, left)
    return Nothing(kind, told if isinstance(said, dict) else said)


def _unknown(value: Mapping[str, Any], lexicon: Lexicon) -> Nothing | None:
    """A stated unknown; an owner or a day that is still to be filled in is none."""
    owner, until = value.get("owner"), value.get("until")
    if not all(part is None or isinstance(part, str) for part in (owner, until)):
        return None
    found = _explained(Kind.NOT_KNOWN, value["not_known"], lexicon)
    if found.kind is not Kind.NOT_KNOWN:
        return found
    return found._replace(owner=_filled(owner, lexicon), until=_filled(until, lexicon))


def _filled(text: str | None, lexicon: Lexicon) -> str | None:
    return None if text is None or _in_text(text, lexicon) else text


def _worded(said: object) -> bool:
    texts = said.values() if isinstance(said, dict) and said else [said]
    return all(text is None or isinstance(text, str) for text in texts)


def _listed(said: object) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(item, str) for item in said)
