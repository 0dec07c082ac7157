"""Words in Markdown, by which nobody is mentioned, linked to or shown a picture."""

from __future__ import annotations

import re

from policycheck.reporters.text import safe

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$&])")
"""What may mean something to Markdown, or to an extension of it, wherever it stands."""
_MENTION = re.compile(r"(?<![A-Za-z0-9_])@(?=\w)")
"""What GitHub and GitLab take for somebody's name, even escaped, and send word to; a space of no width prevents it."""
_OPENING = re.compile(r"^(\d*)([-+=.)])(?=[\s=-]|$)")
"""What may open a list or underline a heading where a line begins with it."""


def text(words: str) -> str:
    """Words on one line that Markdown takes as they are."""
    marked = _MARKUP.sub(r"\\\1", safe(" ".join(words.split())))
    return _MENTION.sub("@\u200b", _OPENING.sub(r"\1\\\2", marked))


def code(words: str) -> str:
    """Words as code, in a fence of more backticks than they hold in a row."""
    plain = safe(" ".join(words.split()))
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    room = " " if len(fence) > 1 else ""
    return f"{fence}{room}{plain}{room}{fence}"
