"""Reads the packs of a policies folder and compiles what was verified: cards, words by language, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycheck.cards.card import Card, Pack, Profile
from policycheck.cards.history import verify_history
from policycheck.cards.reading import PolicyFile, read_policy_file, refuse_unfinished
from policycheck.cards.refusals import validated
from policycheck.cards.tables import Table, read_law, read_vocabulary
from policycheck.cards.verify import WORDED, Verifier, verify_together
from policycheck.errors import PackError
from policycheck.speech import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as FilePath
    from types import ModuleType

    from policycheck.schema import Shapes

PROFILES = "profiles"
RESERVED = ("law", "vocabulary", PROFILES)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled policies folder: cards without words, words by language, tables."""

    cards: dict[str, Table]
    words: dict[str, dict[str, dict[str, str]]]
    packs: dict[str, Table]
    law: Mapping[str, Table]
    vocabulary: Mapping[str, Table]
    added: Mapping[str, ModuleType] = field(default_factory=dict)
    """Modules of checks that packages add."""
    profiles: dict[str, Table] = field(default_factory=dict)
    files: dict[str, PolicyFile] = field(default_factory=dict)
    """The card files it was compiled from, by rule."""


def compile_policies(folder: FilePath, shapes: Shapes, known: Compiled | None = None) -> Compiled:
    """Read and verify every pack of a policies folder.

    Args:
        folder: holds packs, and with the shipped ones also `law` and `vocabulary`.
        shapes: the shapes that cards may ask about.
        known: what is compiled already; an organisation's packs cite its acts and use its codes.

    Raises:
        PackError: at the first thing that is wrong, with file and line.
    """
    vocabulary = known.vocabulary if known else read_vocabulary(folder / "vocabulary")
    law = known.law if known else read_law(folder / "law", vocabulary)
    verifier = Verifier(shapes, law, vocabulary, known.added if known else {})
    compiled = Compiled({}, {}, {}, law, vocabulary)
    for pack in _packs(folder, own=known is not None):
        _compile_pack(pack, verifier, compiled)
    if known is None:
        compiled.profiles.update(_profiles(folder / PROFILES))
    verify_together(compiled.files, {**(known.cards if known else {}), **compiled.cards})
    return compiled


def _packs(folder: FilePath, *, own: bool) -> list[FilePath]:
    """The packs of a folder. In an organisation's own one nothing is passed over that may be meant as a pack."""
    if not folder.is_dir():
        raise PackError(_("there is no such folder of packs"), str(folder))
    if (folder / "pack.yaml").is_file():
        hint = _("name the folder above it: packs are folders in that")
        raise PackError(_("is a pack itself"), str(folder), hint=hint)
    found = sorted(path.parent for path in folder.glob("*/pack.yaml") if path.parent.name not in RESERVED)
    if not found:
        raise PackError(_("holds no pack: a pack is a folder with a pack.yaml"), str(folder))
    if own:
        _refuse_strays(folder, found)
    return found


def _refuse_strays(folder: FilePath, packs: list[FilePath]) -> None:
    for path in sorted(folder.glob("*/*")):
        if path.suffix not in (".yaml", ".yml"):
            continue
        if path.parent not in packs:
            reserved = path.parent.name in RESERVED
            named = _("belongs to no pack: 'law', 'vocabulary' and 'profiles' are no names for a pack")
            raise PackError(named if reserved else _("belongs to no pack: no pack.yaml"), str(path))
        if not _CARD.fullmatch(path.name):
            raise PackError(_("is no name for a card: write it as the-requirement.yaml"), str(path))


_CARD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yaml")


def _compile_pack(folder: FilePath, verifier: Verifier, compiled: Compiled) -> None:
    written = read_policy_file(folder / "pack.yaml")
    refuse_unfinished(written)
    pack = validated(written, Pack)
    compiled.packs[folder.name] = pack
    for path in sorted(folder.glob("*.yaml")):
        if path.name != "pack.yaml":
            file = read_policy_file(path)
            refuse_unfinished(file)
            card = validated(file, Card)
            verifier.verify(file, card, pack["languages"])
            verify_history(file, card, pack)
            compiled.files[f"{folder.name}/{path.stem}"] = file
            _add(compiled, f"{folder.name}/{path.stem}", card)


def _profiles(folder: FilePath) -> Iterator[tuple[str, Table]]:
    for path in sorted(folder.glob("*.yaml")):
        file = read_policy_file(path)
        profile = validated(file, Profile)
        for part in ("title", "about"):
            missing = [language for language in LANGUAGES if language not in profile[part]]
            if missing:
                words = _("{part} has no words in {languages}", part=part, languages=", ".join(missing))
                raise file.error(words, (part,))
        yield path.stem, profile


def _add(compiled: Compiled, name: str, card: Table) -> None:
    for language in card["title"]:
        words = {part: card[part][language] for part in WORDED if language in card[part]}
        compiled.words.setdefault(language, {})[name] = words
    compiled.cards[name] = {key: value for key, value in card.items() if key not in WORDED}
