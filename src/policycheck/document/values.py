"""The plain value of a document, by the core schema of YAML 1.2: `NO` is a word, `0123` a number, a date a text."""

from __future__ import annotations

import re
from typing import Any

from policycheck.document.events import Assembly

_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|0o(?P<octal>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<infinite>[-+]?)\.(?:inf|Inf|INF)|(?P<no_number>\.(?:nan|NaN|NAN))"
)
WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
"""The unquoted scalars that are neither text nor number."""
MAY_BE_NUMBER = frozenset("0123456789+-.")
"""The first characters of unquoted scalars that may be a number."""
_LONGEST_NUMBER = 100
_TEXT = "tag:yaml.org,2002:str"


def plain(text: str) -> Any:
    """The value of an unquoted, untagged scalar."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in MAY_BE_NUMBER and len(text) < _LONGEST_NUMBER:
        form = _NUMBER.fullmatch(text)
        return _number(form) if form else text
    return text


def _number(form: re.Match[str]) -> int | float:
    match form.lastgroup:
        case "int":
            return int(form[0])
        case "octal":
            return int(form["octal"], 8)
        case "hex":
            return int(form["hex"], 16)
        case "float":
            return float(form[0])
        case "infinite":
            return float(f"{form['infinite']}inf")
        case _:
            return float("nan")


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
