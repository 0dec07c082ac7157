"""Verifies packs and compiles a policies folder: everything about a card is checked here, once, and nowhere else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from string import Formatter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from policycheck.assertions import UnknownFieldError
from policycheck.cards.card import Card, Pack
from policycheck.cards.reading import PolicyFile, read_policy_file
from policycheck.cards.rules import ALWAYS, compile_rule
from policycheck.checks import supplied
from policycheck.errors import PackError, did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel

    from policycheck.schema import Shapes

RESERVED = ("law", "vocabulary")
WORDED = ("title", "message", "why", "fix")
LONGEST_PATTERN = 200
HARMFUL = re.compile(r"[+*}]\)?[+*{]|\(\?[=!<]|\\\d")
"""Nested repetition, look-around and back references: patterns that can take for ever, or mean different things."""

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled policies folder: cards without words, words by language, tables."""

    cards: dict[str, Table]
    words: dict[str, dict[str, dict[str, str]]]
    packs: dict[str, Table]
    law: dict[str, Table]
    vocabulary: dict[str, Table]


def compile_policies(folder: FilePath, shapes: "Shapes", known: Compiled | None = None) -> Compiled:
    """Read and verify every pack of a policies folder.

    Args:
        folder: holds packs, and with the shipped ones also `law` and `vocabulary`.
        shapes: the shapes that cards may ask about.
        known: what is compiled already; an organisation's packs cite its acts and use its codes.

    Raises:
        PackError: at the first thing that is wrong, with file and line.
    """
    law = {**(known.law if known else {}), **_tables(folder / "law")}
    vocabulary = {**(known.vocabulary if known else {}), **_vocabulary(folder / "vocabulary")}
    verifier = _Verifier(shapes, law, vocabulary)
    compiled = Compiled({}, {}, {}, law, vocabulary)
    for pack in _packs(folder):
        _compile_pack(pack, verifier, compiled)
    _verify_together(compiled, known)
    return compiled


def _tables(folder: FilePath) -> dict[str, Table]:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return {file.stem: read_policy_file(file).value for file in files}


def _vocabulary(folder: FilePath) -> dict[str, Table]:
    tables = _tables(folder)
    return {name: table.get("codes", table) for name, table in tables.items()}


def _packs(folder: FilePath) -> Iterator[FilePath]:
    if not folder.is_dir():
        raise PackError("there is no such folder of packs", str(folder))
    found = sorted(path.parent for path in folder.glob("*/pack.yaml") if path.parent.name not in RESERVED)
    if not found:
        raise PackError("holds no pack: a pack is a folder with a pack.yaml", str(folder))
    yield from found


def _compile_pack(folder: FilePath, verifier: "_Verifier", compiled: Compiled) -> None:
    pack = _validated(read_policy_file(folder / "pack.yaml"), Pack)
    compiled.packs[folder.name] = pack
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "pack.yaml":
            file = read_policy_file(path)
            card = _validated(file, Card)
            verifier.verify(file, card, pack["languages"])
            _add(compiled, f"{folder.name}/{path.stem}", card)


def _add(compiled: Compiled, name: str, card: Table) -> None:
    for language in card["title"]:
        words = {part: card[part][language] for part in WORDED if language in card[part]}
        compiled.words.setdefault(language, {})[name] = words
    compiled.cards[name] = {key: value for key, value in card.items() if key not in WORDED}


def _validated(file: PolicyFile, model: "type[BaseModel]") -> Table:
    try:
        found = model.model_validate(file.value)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        hint = None
        if first["type"] == "extra_forbidden":
            known = [field.alias or name for name, field in model.model_fields.items()]
            hint = did_you_mean(str(path[-1]), known)
        raise file.error(f"{'.'.join(map(str, path))}: {first['msg']}", path, hint) from None
    return found.model_dump(by_alias=True)


@dataclass(frozen=True, slots=True)
class _Verifier:
    """Checks one card against schema, codes and law."""

    shapes: "Shapes"
    law: Mapping[str, Table]
    vocabulary: Mapping[str, Table]

    def verify(self, file: PolicyFile, card: Table, languages: list[str]) -> None:
        self._verify_logic(file, card)
        self._verify_cites(file, card)
        for part in WORDED:
            missing = [language for language in languages if language not in card[part]]
            if missing:
                raise file.error(f"{part} has no words in {', '.join(missing)}", (part,))

    def _verify_logic(self, file: PolicyFile, card: Table) -> None:
        forms = [bool(card["for"] or card["require"]), bool(card["check"]), bool(card["raised_by"])]
        if sum(forms) != 1:
            raise file.error("a card has one of: for and require; check; raised_by")
        if card["for"] and not card["require"]:
            raise file.error("'for' needs a 'require'", ("for",))
        anything = card["applies_to"]["kind"] == "any" and card["check"]
        if card["applies_to"]["kind"] not in self.shapes.kinds and not anything:
            hint = did_you_mean(card["applies_to"]["kind"], self.shapes.kinds)
            raise file.error("there is no such kind of record", ("applies_to", "kind"), hint)
        for path, pattern in _patterns(file.value):
            self._verify_pattern(file, path, pattern)
        self._verify_placeholders(file, card)

    def _verify_pattern(self, file: PolicyFile, path: tuple[str | int, ...], pattern: object) -> None:
        try:
            re.compile(str(pattern))
        except re.error as error:
            raise file.error(f"the pattern cannot be read: {error}", path) from None
        if len(str(pattern)) > LONGEST_PATTERN or HARMFUL.search(str(pattern)):
            raise file.error("the pattern is too long, or nests repetitions, looks around or back", path)

    def _verify_placeholders(self, file: PolicyFile, card: Table) -> None:
        if card["raised_by"]:
            return
        names = self._names(file, card)
        for part in ("message", "fix"):
            for language, text in card[part].items():
                unknown = set(_placeholders(text)) - names
                if unknown:
                    first = min(unknown)
                    raise file.error(f"nothing supplies {{{first}}}", (part, language), did_you_mean(first, names))

    def _names(self, file: PolicyFile, card: Table) -> set[str]:
        try:
            compiled = compile_rule(card, self.shapes, self._set)
        except UnknownFieldError as error:
            raise file.error(str(error), _at_words(file.value, str(error))) from None
        except (ValueError, LookupError, TypeError) as error:
            path = ("check",) if card["check"] else ("require",)
            raise file.error(str(error).strip("'\""), path) from None
        own = supplied(compiled.check) if compiled.check else compiled.names
        return {*ALWAYS, *own}

    def _set(self, name: str) -> frozenset[str]:
        group, _, attribute = name.partition(".")
        if name == "law.eea":
            return frozenset()
        if group not in self.vocabulary:
            message = f"there is no set '{name}'"
            raise ValueError(message)
        codes = self.vocabulary[group].values()
        if attribute and not any(attribute in row for row in codes):
            message = f"no code of '{group}' has '{attribute}'"
            raise ValueError(message)
        return frozenset()

    def _verify_cites(self, file: PolicyFile, card: Table) -> None:
        acts = self.law["acts"]["acts"]
        for index, cite in enumerate(card["cites"]):
            path = ("cites", index)
            act = acts.get(cite["law"])
            if act is None:
                raise file.error(f"no act '{cite['law']}'", (*path, "law"), did_you_mean(cite["law"], acts))
            if not re.fullmatch(act["form"], cite["article"]) or not _exists(act, cite["article"]):
                raise file.error(f"'{cite['article']}' is no provision of it", (*path, "article"))


def _exists(act: Mapping[str, Any], article: str) -> bool:
    number = re.match(r"\d+", article)
    return "highest" not in act or (number is not None and 0 < int(number[0]) <= act["highest"])


def _patterns(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if key == "matches":
            yield (*path, key), inner
        else:
            yield from _patterns(inner, (*path, key))


def _at_words(value: object, message: str, path: tuple[str | int, ...] = ()) -> tuple[str | int, ...]:
    """Where the field path that a message quotes is written."""
    words = message.split("'")[1]
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if inner == words:
            return (*path, key)
        deeper = _at_words(inner, message, (*path, key))
        if deeper:
            return deeper
    return ()


def _placeholders(text: str) -> Iterator[str]:
    for _, name, _, _ in Formatter().parse(text):
        if name is not None:
            yield name


def _verify_together(compiled: Compiled, known: Compiled | None) -> None:
    every = {**(known.cards if known else {}), **compiled.cards}
    for name, card in compiled.cards.items():
        for other in card["supersedes"]:
            if "*" not in other and other not in every:
                raise PackError(f"{name} supersedes '{other}', which does not exist", hint=did_you_mean(other, every))
        taken = [alias for alias in card["aliases"] if alias in every]
        if taken:
            raise PackError(f"{name}: its former id '{taken[0]}' is another rule")
