"""The codes authors may write, with their labels by language and what the law makes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from policycheck.errors import did_you_mean
from policycheck.speech import _

Codes = Mapping[str, Mapping[str, Any]]
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2}")
BESIDES: Mapping[str, Any] = {"label": {"en": "loyalty club"}, "parent": "marketing", "dpv": "dpv:Marketing"}
"""What every code may say of itself, with an example."""


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
            for code, row in codes.items():
                self._verify_row((name, code), row)
        names: Iterable[str] = (*self.tables, *own)
        return Vocabulary({name: self._joined(name, own.get(name, {})) for name in names})

    def coded(self) -> list[str]:
        """The names of the vocabularies that hold codes; one holds what placeholders look like."""
        return [name for name in self.names() if all(isinstance(row, Mapping) for row in self.tables[name].values())]

    def _verify_new(self, name: str, codes: Codes) -> None:
        if name not in self.coded():
            hint = did_you_mean(name, self.coded()) or _see(self.coded())
            raise MisfitCodeError((name,), _("there is no vocabulary '{name}'", name=name), hint)
        for code in codes:
            if not CODE.fullmatch(code):
                hint = _("write lower-case letters, digits and hyphens, such as 'order-history'")
                raise MisfitCodeError((name, code), _("'{code}' cannot be a code", code=code), hint)
            if self.has(name, code):
                words = _("'{code}' is a code already", code=code)
                raise MisfitCodeError((name, code), words, _("give yours a name of its own"))

    def _verify_row(self, path: tuple[str, str], row: Mapping[str, Any]) -> None:
        """What an own code says of itself, in the form in which the shipped ones say it."""
        known = {**BESIDES, **self._told(path[0])}
        for key, value in row.items():
            if key not in known:
                words = _("codes of this vocabulary have no '{key}'", key=key)
                raise MisfitCodeError((*path, key), words, did_you_mean(key, known) or _see(known))
            if type(value) is not type(known[key]) or (key == "label" and not _is_label(value)):
                words = _("'{key}' of '{code}' has another form", key=key, code=path[1])
                shown = json.dumps(known[key], ensure_ascii=False)
                raise MisfitCodeError((*path, key), words, _("write it as {example}", example=shown))

    def _told(self, name: str) -> dict[str, Any]:
        """What the codes of a vocabulary say of themselves, each thing as one of them has it."""
        return {key: value for row in self.codes(name).values() for key, value in row.items() if key not in BESIDES}

    def _joined(self, name: str, own: Codes) -> Codes:
        known = self.codes(name)
        added = {code: {**known.get(str(row.get("parent")), {}), **row} for code, row in own.items()}
        return {**known, **added}


def _is_label(value: Mapping[Any, Any]) -> bool:
    return all(isinstance(words, str) and LANGUAGE.fullmatch(language) for language, words in value.items())


def _see(known: Iterable[str]) -> str:
    return _("there are: {names}", names=", ".join(known))
