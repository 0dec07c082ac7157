"""Which theme a place of a record belongs to, by `policies/vocabulary/themes.yaml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.vocabulary import Vocabulary

VOCABULARY = "themes"
ITSELF = "record"
"""The theme of the record itself, and of whatever belongs to no other."""


class Themes:
    """The themes in the order of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.codes = tuple(vocabulary.codes(VOCABULARY))
        fields = ((tuple(field.split("/")), code) for code in self.codes for field in self.fields(code))
        self.of = cache(self._of)
        """The theme of a place in a record; what is stated again belongs where it was stated first."""
        self._fields = sorted(fields, key=lambda field: -len(field[0]))

    def fields(self, code: str) -> list[str]:
        """The fields of a theme, as the vocabulary writes them."""
        return list(self._vocabulary.attribute(VOCABULARY, code, "fields") or ())

    def label(self, code: str, language: str) -> str:
        """What a theme is called."""
        return self._vocabulary.label(Term(VOCABULARY, code), language)

    def _of(self, path: Path) -> str:
        steps = _once(path)
        return next((code for field, code in self._fields if _leads(field, steps)), ITSELF)


def _once(path: Path) -> Path:
    if "also_stated" not in path:
        return path
    at = path.index("also_stated")
    return (*path[:at], *_once(path[at + 2 :]))


def _leads(field: tuple[str, ...], path: Path) -> bool:
    near = path[: len(field)]
    return len(near) == len(field) and all(key in ("*", step) for key, step in zip(field, near, strict=True))
