"""How many columns of a terminal a text takes, and lines of so many: Chinese characters and emoji take two each."""

from __future__ import annotations

from textwrap import wrap

from wcwidth import wcswidth, wcwidth

_FIRST_WIDE = "\u1100"
_FILLED = "\0"
"""Stands for the second column of a wide character while lines are made; it is no character of a text."""


def breadth(text: str) -> int:
    """The columns that a text takes, as tabulate counts them."""
    return len(text) if text.isascii() else max(wcswidth(text), 0)


def folded(text: str, width: int, *, break_words: bool = True) -> list[str]:
    """The lines of a text that take at most `width` columns, as far as its words can be broken."""
    lines = wrap(_filled(text), width, break_long_words=break_words, break_on_hyphens=False)
    return [line.replace(_FILLED, "") for line in lines]


def _filled(text: str) -> str:
    """A text as long as it is wide."""
    if max(text, default="") < _FIRST_WIDE:
        return text
    return "".join(character + _FILLED * (wcwidth(character) - 1) for character in text)
