"""Verifies cards: everything that can be known about them without a record is checked here, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from string import Formatter
from typing import TYPE_CHECKING, Any

from policycheck.assertions import UnknownFieldError
from policycheck.cards.constants import misfits
from policycheck.cards.patterns import harmful
from policycheck.cards.reading import place_of_word
from policycheck.cards.rules import ALWAYS, compile_rule
from policycheck.checks import supplied
from policycheck.errors import did_you_mean
from policycheck.law.acts import resolves
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.cards.reading import PolicyFile
    from policycheck.place import Path
    from policycheck.schema import Shapes

WORDED = ("title", "message", "why", "fix")
LONGEST_PATTERN = 200
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks one card against schema, codes and law."""

    shapes: Shapes
    law: Mapping[str, Table]
    vocabulary: Mapping[str, Table]

    def verify(self, file: PolicyFile, card: Table, languages: list[str]) -> None:
        """Raise a `PackError` at the first thing that is wrong with a card, at its line."""
        self._verify_logic(file, card)
        self._verify_cites(file, card)
        for part in WORDED:
            missing = [language for language in languages if language not in card[part]]
            if missing:
                raise file.error(
                    _("{part} has no words in {languages}", part=part, languages=", ".join(missing)), (part,)
                )

    def _verify_logic(self, file: PolicyFile, card: Table) -> None:
        forms = [bool(card["for"] or card["require"]), bool(card["check"]), bool(card["raised_by"])]
        if sum(forms) != 1:
            raise file.error(_("a card has one of: for and require; check; raised_by"))
        if card["for"] and not card["require"]:
            raise file.error(_("'for' needs a 'require'"), ("for",))
        anything = card["applies_to"]["kind"] == "any" and card["check"]
        if card["applies_to"]["kind"] not in self.shapes.kinds and not anything:
            hint = did_you_mean(card["applies_to"]["kind"], self.shapes.kinds)
            raise file.error(_("there is no such kind of record"), ("applies_to", "kind"), hint)
        for path, pattern in _patterns(file.value):
            self._verify_pattern(file, path, pattern)
        self._verify_placeholders(file, card)
        for misfit in misfits(card, self.shapes, self.vocabulary):
            raise file.error(misfit.message, misfit.path, misfit.hint)

    def _verify_pattern(self, file: PolicyFile, path: Path, pattern: object) -> None:
        try:
            re.compile(str(pattern))
        except re.error as error:
            raise file.error(_("the pattern cannot be read: {reason}", reason=error), path) from None
        if len(str(pattern)) > LONGEST_PATTERN or harmful(str(pattern)):
            raise file.error(_("the pattern is too long, or nests repetitions, looks around or back"), path)

    def _verify_placeholders(self, file: PolicyFile, card: Table) -> None:
        if card["raised_by"]:
            return
        names = self._names(file, card)
        for part in ("message", "fix"):
            for language, text in card[part].items():
                unknown = self._placeholders(file, text, (part, language)) - names
                if unknown:
                    first = min(unknown)
                    words = _("nothing supplies {placeholder}", placeholder=f"{{{first}}}")
                    raise file.error(words, (part, language), did_you_mean(first, names))

    def _placeholders(self, file: PolicyFile, text: str, path: Path) -> set[str]:
        try:
            found = [(name, form, turn) for _, name, form, turn in Formatter().parse(text) if name is not None]
        except ValueError:
            words = _("a brace stands alone; write '{{' or '}}' for a brace of the text")
            raise file.error(words, path) from None
        if any(form or turn for _, form, turn in found):
            raise file.error(_("a placeholder is a name in braces, without format or conversion"), path)
        return {name for name, _, _ in found}

    def _names(self, file: PolicyFile, card: Table) -> set[str]:
        try:
            compiled = compile_rule(card, self.shapes, self._set)
        except (UnknownFieldError, ValueError, LookupError, TypeError) as error:
            message, word, *_rest = (*map(str, error.args), "")
            logic = "check" if card["check"] else "require"
            written_at = place_of_word(file.value, word) if word else ()
            raise file.error(message, written_at or (logic,)) from None
        own = supplied(compiled.check) if compiled.check else compiled.names
        return {*ALWAYS, *own}

    def _set(self, name: str) -> frozenset[str]:
        group, attribute = name.partition(".")[::2]
        if name == "law.eea":
            return frozenset()
        if group not in self.vocabulary:
            message = _("there is no set '{name}'", name=name)
            raise ValueError(message, name)
        codes = self.vocabulary[group].values()
        if attribute and not any(attribute in row for row in codes):
            message = _(
                "'{name}': no code of '{vocabulary}' has '{attribute}'",
                name=name,
                vocabulary=group,
                attribute=attribute,
            )
            raise ValueError(message, name)
        return frozenset()

    def _verify_cites(self, file: PolicyFile, card: Table) -> None:
        acts = self.law["acts"]["acts"]
        for index, cite in enumerate(card["cites"]):
            path = ("cites", index)
            act = acts.get(cite["law"])
            if act is None:
                words = _("there is no act '{act}'", act=cite["law"])
                raise file.error(words, (*path, "law"), did_you_mean(cite["law"], acts))
            if not resolves(act, cite["article"]):
                raise file.error(_("'{article}' is no provision of it", article=cite["article"]), (*path, "article"))


def _patterns(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if key == "matches":
            yield (*path, key), inner
        else:
            yield from _patterns(inner, (*path, key))


def verify_together(files: Mapping[str, PolicyFile], cards: Mapping[str, Table]) -> None:
    """What the cards of `files` say of other rules holds among all `cards`.

    Raises:
        PackError: at the first rule that does not exist, is called as another was, or sets itself aside in the end.
    """
    for name, file in files.items():
        for index, other in enumerate(cards[name]["supersedes"]):
            if "*" not in other and other not in cards:
                hint = did_you_mean(other, cards)
                words = _("supersedes '{rule}', which does not exist", rule=other)
                raise file.error(words, ("supersedes", index), hint)
        for index, alias in enumerate(cards[name]["aliases"]):
            if alias in cards:
                raise file.error(_("its former id '{alias}' is another rule", alias=alias), ("aliases", index))
    _verify_order(files, cards)


def _verify_order(files: Mapping[str, PolicyFile], cards: Mapping[str, Table]) -> None:
    """Rules that name each other in a circle would all fall silent."""
    try:
        TopologicalSorter({name: card["supersedes"] for name, card in cards.items()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        named = next(name for name in circle if name in files)
        words = _("rules supersede each other: {rules}", rules=", ".join(circle))
        raise files[named].error(words, ("supersedes",)) from None
