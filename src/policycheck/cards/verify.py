"""Verifies cards: everything that can be known about them without a record is checked here, and nowhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from string import Formatter
from typing import TYPE_CHECKING, Any

from policycheck.assertions import UnknownFieldError
from policycheck.cards.constants import misfits
from policycheck.cards.params import filled_in, misfit, sort_of, used
from policycheck.cards.patterns import harmful
from policycheck.cards.reading import place_of_word
from policycheck.cards.rules import ALWAYS, claim, compile_rule
from policycheck.checks import find, supplied, taken
from policycheck.errors import did_you_mean
from policycheck.law.acts import resolves
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from types import ModuleType

    from policycheck.cards.reading import PolicyFile
    from policycheck.place import Path
    from policycheck.schema import Shapes

WORDED = ("title", "message", "why", "fix")
SEE_SCHEMA = Phrase("'policycheck schema card' tells every key and word")
Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks one card against schema, codes and law."""

    shapes: Shapes
    law: Mapping[str, Table]
    vocabulary: Mapping[str, Table]
    added: Mapping[str, ModuleType] = field(default_factory=dict)
    """Modules of checks that packages add."""

    def verify(self, file: PolicyFile, card: Table, languages: list[str]) -> None:
        """Raise a `PackError` at the first thing that is wrong with a card, at its line."""
        _verify_days(file, card)
        self._verify_logic(file, card)
        self._verify_cites(file, card)
        for part in WORDED:
            missing = [language for language in languages if language not in card[part]]
            if missing:
                words = _("{part} has no words in {languages}", part=part, languages=", ".join(missing))
                raise file.error(words, (part,), _("write them, or take the language out of pack.yaml"))
            unspoken = [language for language in card[part] if language not in languages]
            if unspoken:
                words = _("the pack does not speak '{language}'", language=unspoken[0])
                hint = _("name it among the languages of pack.yaml, or leave these words out")
                raise file.error(words, (part, unspoken[0]), hint)

    def _verify_logic(self, file: PolicyFile, card: Table) -> None:
        forms = [bool(card["for"] or card["require"]), bool(card["check"]), bool(card["raised_by"])]
        if sum(forms) != 1:
            raise file.error(_("a card has one of: for and require; check; raised_by"), (), _(SEE_SCHEMA))
        if card["for"] and not card["require"]:
            raise file.error(_("'for' needs a 'require'"), ("for",), _(SEE_SCHEMA))
        anything = card["applies_to"]["kind"] == "any" and card["check"]
        if card["applies_to"]["kind"] not in self.shapes.kinds and not anything:
            hint = did_you_mean(card["applies_to"]["kind"], self.shapes.kinds)
            raise file.error(_("there is no such kind of record"), ("applies_to", "kind"), hint)
        for path, pattern in _patterns(file.value):
            self._verify_pattern(file, path, pattern)
        self._verify_placeholders(file, card)
        _verify_params(file, card, self._sorts(card))
        filled = {**card, **{part: filled_in(card[part], card["params"]) for part in ("when", "require")}}
        for never in misfits(filled, self.shapes, self.vocabulary):
            raise file.error(never.message, never.path, never.hint)

    def _verify_pattern(self, file: PolicyFile, path: Path, pattern: object) -> None:
        try:
            re.compile(str(pattern))
        except re.error as error:
            words = _("the pattern cannot be read: {reason}", reason=error)
            raise file.error(words, path, _("write it as a regular expression of Python")) from None
        if harmful(str(pattern)):
            words = _("the pattern could be tried for ever: it is too long, nests repetitions, looks around or back")
            raise file.error(words, path, _("repeat only single characters, and at most two of them without limit"))

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
                    hint = did_you_mean(first, names) or _("it has {names}", names=", ".join(sorted(names)))
                    raise file.error(words, (part, language), hint)

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
            compiled = compile_rule(card, self.shapes, self._set, self.added)
        except (UnknownFieldError, ValueError, LookupError, TypeError) as error:
            message, word, hint, *_rest = (*map(str, error.args), "", "")
            logic = "check" if card["check"] else "require"
            written_at = place_of_word(file.value, word) if word else ()
            raise file.error(message, written_at or (logic,), hint or _(SEE_SCHEMA)) from None
        own = supplied(compiled.check) if compiled.check else compiled.names
        return {*ALWAYS, *own}

    def _sorts(self, card: Table) -> Mapping[str, str | Collection[str]]:
        """The sort of each parameter: the check says it, and what stands in a condition is of its own."""
        if card["check"]:
            return taken(find(card["check"], self.added))
        names = (*used(card["when"]), *used(card["require"]))
        return {name: sort_of(card["params"].get(name)) or "word" for name in names}

    def _set(self, name: str) -> frozenset[str]:
        group, attribute = name.partition(".")[::2]
        if name == "law.eea":
            return frozenset()
        if group not in self.vocabulary:
            message = _("there is no set '{name}'", name=name)
            hint = did_you_mean(name, ("law.eea", *self.vocabulary)) or _("'policycheck codes' lists them")
            raise ValueError(message, name, hint)
        codes = self.vocabulary[group].values()
        if attribute and not any(attribute in row for row in codes):
            message = _(
                "'{name}': no code of '{vocabulary}' has '{attribute}'",
                name=name,
                vocabulary=group,
                attribute=attribute,
            )
            raise ValueError(message, name, _("'policycheck codes' lists them"))
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
                words = _("'{article}' is no provision of it", article=cite["article"])
                raise file.error(words, (*path, "article"), _("write it as 6(1)(a) or 30(1)"))


def _verify_days(file: PolicyFile, card: Table) -> None:
    last = card["until"]
    for key in ("since", "effective_from"):
        if last and card[key] and card[key] > last:
            words = _("it ends on {until}, before '{key}'", until=last, key=key)
            raise file.error(words, (key,), _("let it begin earlier, or end later"))


def _verify_params(file: PolicyFile, card: Table, sorts: Mapping[str, str | Collection[str]]) -> None:
    """Its check, or its conditions, use the parameters that it has, and each is of its sort."""
    params = card["params"]
    for name, value in params.items():
        if name not in sorts:
            words = _("nothing takes the parameter '{name}'", name=name)
            raise file.error(words, ("params", name), did_you_mean(name, sorts))
        wanted = misfit(value, sorts[name])
        if wanted:
            raise file.error(_("'{name}' must be: {sort}", name=name, sort=wanted), ("params", name))
    missing = sorted(sorts.keys() - params)
    if missing:
        raise file.error(_("'params' lacks '{name}', which the check takes", name=missing[0]), ("params",))
    for index, name in enumerate(card["settable"]):
        if name not in params:
            words = _("the card has no parameter '{name}'", name=name)
            raise file.error(words, ("settable", index), did_you_mean(name, params))


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
        PackError: at the first rule that does not exist, is called as another is or was, or sets itself aside in the
            end.
    """
    for name, file in files.items():
        for index, other in enumerate(cards[name]["supersedes"]):
            _verify_superseded(file, ("supersedes", index), other, cards)
        for index, alias in enumerate(cards[name]["aliases"]):
            _verify_alias(file, ("aliases", index), alias, cards)
    _verify_order(files, cards)


def _verify_superseded(file: PolicyFile, path: Path, other: str, cards: Mapping[str, Table]) -> None:
    pack = other.removesuffix("/*")
    known = {name.partition("/")[0] for name in cards} if other.endswith("/*") else cards
    if other != "*" and pack not in known:
        words = _("supersedes '{rule}', which does not exist", rule=other)
        raise file.error(words, path, did_you_mean(pack, known) or _("'policycheck rules' lists them"))


def _verify_alias(file: PolicyFile, path: Path, alias: str, cards: Mapping[str, Table]) -> None:
    if alias in cards:
        words = _("its former id '{alias}' is another rule", alias=alias)
        raise file.error(words, path, _("take it out of 'aliases'"))
    owners = [name for name, card in cards.items() if alias in card["aliases"]]
    if len(owners) > 1:
        words = _("its former id '{alias}' is that of several rules: {rules}", alias=alias, rules=", ".join(owners))
        raise file.error(words, path, _("let one rule have it"))


def _verify_order(files: Mapping[str, PolicyFile], cards: Mapping[str, Table]) -> None:
    """Rules that set each other aside in a circle would all fall silent, whether they name rules, packs or all."""
    outspoken = [name for name, card in cards.items() if card["supersedes"]]
    graph = {name: [other for other in outspoken if _comes_before(name, other, cards)] for name in outspoken}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        named = next(name for name in circle if name in files)
        words = _("rules supersede each other: {rules}", rules=", ".join(circle))
        hint = _("leave one of them out of the 'supersedes' of another")
        raise files[named].error(words, ("supersedes",), hint) from None


def _comes_before(name: str, other: str, cards: Mapping[str, Table]) -> bool:
    """Whether a rule names another, or sets it aside: of two that claim each other, the one that is more precise."""
    return other in cards[name]["supersedes"] or claim(cards[name], other) > claim(cards[other], name)
