"""Words that differ in layout only: capitals, blanks, hyphens, brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LAID_OUT = re.compile(r"[A-Za-z0-9 ._()/-]+")
"""Other characters may mean something: a question mark is a doubt."""
_PARTS = re.compile(r"[a-z]+|[0-9]+")


def parts(word: str) -> list[str]:
    """The letters and numbers of a word; none when it has characters that are more than layout."""
    return _PARTS.findall(word.lower()) if _LAID_OUT.fullmatch(word) else []


def only_like(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs from `word` in layout only."""
    wanted = parts(word)
    found = {one for one in known if wanted and parts(one) == wanted}
    return found.pop() if len(found) == 1 and word not in found else None
