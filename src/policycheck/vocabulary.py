"""The codes authors may write, with their labels by language and what the law makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from policycheck.errors import did_you_mean, nearest
from policycheck.speech import _

Codes = Mapping[str, Mapping[str, Any]]


class MisfitCodeError(ValueError):
    """A code does not fit into its vocabulary; `path` leads from the vocabularies to what is wrong."""

    def __init__(self, path: tuple[str, ...], message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.hint = hint


def verify_parents(vocabulary: str, codes: Codes, known: Codes) -> None:
    """Raise `MisfitCodeError` when a code has several parents, an unknown one, or descends from itself."""
    for code, row in codes.items():
        fault = _fault(code, row.get("parent"), known)
        if fault:
            raise MisfitCodeError((vocabulary, code, "parent"), *fault)


def _fault(code: str, parent: object, known: Codes) -> tuple[str, str | None] | None:
    """What is wrong with the parent of a code, and how to mend it."""
    if parent is None:
        return None
    if not isinstance(parent, str):
        return _("'{code}' has more than one parent", code=code), _("name the one code whose meaning it shares")
    if parent not in known:
        words = _("'{parent}', the parent of '{code}', is no code of this vocabulary", parent=parent, code=code)
        return words, did_you_mean(parent, known)
    if code in _ancestors(parent, known):
        return _("'{code}' is its own parent in the end", code=code), _("leave one parent of the circle out")
    return None


def _ancestors(code: str, codes: Codes) -> list[str]:
    """The code and what stands above it, each once."""
    line: list[str] = []
    while code in codes and code not in line:
        line.append(code)
        code = str(codes[code].get("parent"))
    return line


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
A_SLIP = 0.8
"""How alike the name of a new vocabulary may not be to one that ships."""


def _is_label(label: object) -> bool:
    return isinstance(label, dict) and all(isinstance(part, str) for pair in label.items() for part in pair)


class Term(NamedTuple):
    """A code of a vocabulary, to be shown by its label in the reader's language."""

    vocabulary: str
    code: str


class Vocabulary:
    """All vocabularies by name; each maps codes to `label`, `dpv`, `parent` and attributes of its own."""

    def __init__(self, tables: Mapping[str, Codes]) -> None:
        self.tables = tables
        self._marked: dict[tuple[str, str], frozenset[str]] = {}

    def names(self) -> list[str]:
        """The names of the vocabularies."""
        return sorted(self.tables)

    def codes(self, vocabulary: str) -> Codes:
        """The codes of a vocabulary; empty when there is no such vocabulary."""
        return self.tables.get(vocabulary, {})

    def has(self, vocabulary: str, code: str) -> bool:
        """Whether `code` belongs to the vocabulary."""
        return code in self.codes(vocabulary)

    def attribute(self, vocabulary: str, code: str, name: str) -> Any:
        """An attribute of a code, or None."""
        return self.codes(vocabulary).get(code, {}).get(name)

    def marked(self, vocabulary: str, attribute: str) -> frozenset[str]:
        """The codes whose `attribute` is true or otherwise says something."""
        key = (vocabulary, attribute)
        if key not in self._marked:
            codes = self.codes(vocabulary).items()
            self._marked[key] = frozenset(code for code, row in codes if row.get(attribute))
        return self._marked[key]

    def label(self, term: Term, language: str) -> str:
        """The label of a code in a language, else in English, else the code itself."""
        labels = self.codes(term.vocabulary).get(term.code, {}).get("label", {})
        return str(labels.get(language) or labels.get("en") or term.code)

    def with_own(self, own: Mapping[str, Codes]) -> Vocabulary:
        """The same vocabulary with an organisation's codes; a code with a `parent` inherits its attributes.

        Raises:
            MisfitCodeError: if a code has several parents, one that is no code, or the name of another code.
        """
        for name, codes in own.items():
            self._verify_new(name, codes)
            verify_parents(name, codes, {**self.codes(name), **codes})
        names: Iterable[str] = (*self.tables, *own)
        return Vocabulary({name: self._joined(name, own.get(name, {})) for name in names})

    def _verify_new(self, name: str, codes: Codes) -> None:
        near = None if name in self.tables else nearest(name, self.tables, A_SLIP)
        if near:
            hint = _("did you mean '{word}'?", word=near)
            raise MisfitCodeError((name,), _("there is no vocabulary '{name}'", name=name), hint)
        for code, row in codes.items():
            if self.has(name, code):
                words = _("'{code}' is a code already", code=code)
                raise MisfitCodeError((name, code), words, _("give yours a name of its own"))
            if not _SLUG.fullmatch(code):
                raise MisfitCodeError((name, code), _("'{code}' is no code", code=code), _("write it as a-code"))
            if not _is_label(row.get("label", {})):
                words, hint = _("a label is words by language"), _("write it as {example}", example="{en: …, fi: …}")
                raise MisfitCodeError((name, code, "label"), words, hint)

    def _joined(self, name: str, own: Codes) -> Codes:
        known = self.codes(name)
        added = {code: {**known.get(str(row.get("parent")), {}), **row} for code, row in own.items()}
        return {**known, **added}
