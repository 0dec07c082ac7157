"""The plain value of a document, by the core schema of YAML 1.2: `NO` is a word, `0123` a number, a date a text."""

from __future__ import annotations

import re
from typing import Any

from policycheck.document.events import Assembly

_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o([0-7]+)")
_HEX = re.compile(r"0x([0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_MAY_BE_NUMBER = frozenset("0123456789+-.")
MAY_BE_ANYTHING = _MAY_BE_NUMBER | {word[:1] for word in _WORDS}
"""The first characters of unquoted scalars that may be no text."""
_LONGEST_NUMBER = 100
_TEXT = "tag:yaml.org,2002:str"


def plain(text: str) -> Any:
    """The value of an unquoted, untagged scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _MAY_BE_NUMBER and len(text) < _LONGEST_NUMBER:
        return _number(text)
    return text


def _number(text: str) -> int | float | str:
    if _INT.fullmatch(text):
        return int(text)
    for form, base in ((_OCTAL, 8), (_HEX, 16)):
        if match := form.fullmatch(text):
            return int(match[1], base)
    if _FLOAT.fullmatch(text):
        return float(text)
    if match := _SPECIAL.fullmatch(text):
        return float("nan") if match[3] else float(f"{match[1]}inf")
    return text


class Values(Assembly[Any]):
    """Builds dicts, lists and scalars."""

    def leaf(self, event: Any) -> Any:
        """The scalar's value; a tag other than `!!str` is refused, for tags mean code elsewhere."""
        if event.implicit[0]:
            return plain(event.value)
        if event.tag not in (None, "!", _TEXT) and not event.implicit[1]:
            self.refuse("form/no-tags", event, tag=event.tag)
        return event.value

    def branch(self, event: Any, body: Any) -> Any:
        """The dict or list itself."""
        if event.tag not in (None, "!") and not event.implicit:
            self.refuse("form/no-tags", event, tag=event.tag)
        return body

    def body_of(self, node: Any) -> Any:
        """The dict or list itself."""
        return node
