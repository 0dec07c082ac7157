"""The rulebook: all rules, words, codes and law tables that a run is judged by.

Compiling packs is slow, so the shipped ones are compiled with the wheel, and in a checkout on first use: the
compiled form is plain JSON and is made anew whenever a file of `policies/` or the schema changes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck import resources
from policycheck.cards.rules import Rule, Rules
from policycheck.document import Lexicon
from policycheck.finding import Severity
from policycheck.law import Law
from policycheck.law.acts import applicable_from
from policycheck.schema import Shapes
from policycheck.speech import _
from policycheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from types import ModuleType

    from policycheck.cards.compile import Compiled

SCHEMA = "policycheck.schema.json"
LOGIC, STAMP = "logic.json", "stamp.json"


class LawFiles(Mapping[str, Any]):
    """The tables of the law by name; each is read when somebody asks for it, as a run asks for few."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._folder = folder
        self._names = tuple(names)
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            if name not in self._names:
                raise KeyError(name)
            self._read[name] = json.loads((self._folder / f"law.{name}.json").read_text(encoding="utf-8"))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Assumed(NamedTuple):
    """What is assumed of the law, in its author's words, and the first day on which all of it is so."""

    title: str
    begins: date | None


@dataclass
class Rulebook:
    """Rules, shapes, codes, law tables; the words of a language are read when somebody asks for them."""

    cards: dict[str, Any]
    packs: dict[str, Any]
    law_tables: Mapping[str, Any]
    law_checked: Mapping[str, str]
    """The ISO day on which each table of the law was last checked."""
    vocabulary: Vocabulary
    shapes: Shapes
    lexicon: Lexicon
    read_words: Callable[[str], dict[str, dict[str, str]]]
    acts_from: Mapping[str, str]
    """The ISO day from which each act that cards cite applies."""
    assumed: tuple[Assumed, ...] = ()
    """What is laid over the law."""
    profiles: dict[str, Any] = field(default_factory=dict)
    added: Mapping[str, ModuleType] = field(default_factory=dict)
    """Modules of checks that installed packages add and the configuration names."""
    homes: dict[str, Path] = field(default_factory=dict)
    """The folders of an organisation's own packs."""
    _words: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def rules(self) -> Rules:
        """All rules, as their cards have them."""
        return Rules(Rule(name, card, Severity(card["severity"])) for name, card in sorted(self.cards.items()))

    def words(self, rule: str, language: str) -> dict[str, str]:
        """Title, message, why and fix of a rule; in English where the language has none, else as its pack has them."""
        own = self._in(language).get(rule) or self._in("en").get(rule)
        return own or self._in(self.packs[rule.partition("/")[0]]["languages"][0])[rule]

    def spoken(self, language: str) -> str:
        """The language if every pack has its words, else English: no finding mixes two languages."""
        return language if all(language in pack["languages"] for pack in self.packs.values()) else "en"

    def law(self, day: date) -> Law:
        """The law of a day."""
        return Law(self.law_tables, day, self.law_checked)

    def sets(self, law: Law) -> Callable[[str], frozenset[str]]:
        """Resolves the names of sets that cards may use."""

        def resolve(name: str) -> frozenset[str]:
            if name == "law.eea":
                codes = self.vocabulary.codes("countries")
                return frozenset(code for code in codes if law.inside(code).value)
            group, _, attribute = name.partition(".")
            return self.vocabulary.marked(group, attribute) if attribute else frozenset(self.vocabulary.codes(group))

        return cache(resolve)

    def _in(self, language: str) -> dict[str, dict[str, str]]:
        if language not in self._words:
            self._words[language] = self.read_words(language)
        return self._words[language]


def load_rulebook(
    own_packs: Iterable[Path] = (),
    own_codes: dict[str, Any] | None = None,
    added: Mapping[str, ModuleType] | None = None,
) -> Rulebook:
    """The shipped rulebook, with an organisation's packs and codes, and the checks that its cards may name.

    Raises:
        PackError: if a pack is broken.
    """
    folder = resources.rulebook()
    if not _fresh(folder):
        _compile_shipped(folder)
    book = _read(folder)
    book.added = added or {}
    if own_codes:
        book.vocabulary = book.vocabulary.with_own(own_codes)
    for packs in own_packs:
        _add_packs(book, packs)
    return book


def compile_to(folder: Path, policies: Path, schemas: Path) -> None:
    """Compile a policies folder into `folder`; used when the wheel is built."""
    from policycheck.cards.compile import compile_policies

    compiled = compile_policies(policies, Shapes.load(schemas / SCHEMA))
    folder.mkdir(parents=True, exist_ok=True)
    checked = {name: table["meta"]["as_of"] for name, table in compiled.law.items()}
    logic = {
        "cards": compiled.cards,
        "packs": compiled.packs,
        "profiles": compiled.profiles,
        "law": checked,
        "acts": applicable_from(compiled.law["acts"], compiled.law["statutes"]),
        "vocabulary": compiled.vocabulary,
    }
    _write(folder / LOGIC, logic)
    for name, table in compiled.law.items():
        _write(folder / f"law.{name}.json", table)
    for language, words in compiled.words.items():
        _write(folder / f"words.{language}.json", words)


def _compile_shipped(folder: Path) -> None:
    stamp = _stamp()
    compile_to(folder, resources.policies(), resources.schemas())
    _write(folder / STAMP, stamp)


def _fresh(folder: Path) -> bool:
    """Whether the compiled form belongs to the files; with the wheel there is no stamp, and it always does."""
    if not (folder / LOGIC).is_file():
        return False
    stamp = folder / STAMP
    return not stamp.is_file() or json.loads(stamp.read_text(encoding="utf-8")) == _stamp()


def _stamp() -> list[list[Any]]:
    """Name, size and time of every file that compiling reads, the compiler's own modules among them."""
    package = Path(__file__).parents[1]
    folders = (
        resources.policies(),
        resources.schemas(),
        *(package / name for name in ("cards", "checks", "assertions", "law")),
    )
    return sorted(row for folder in folders for row in _rows(str(folder)))


def _rows(folder: str) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for entry in os.scandir(folder):
        if entry.is_dir():
            rows += _rows(entry.path)
        elif entry.name.endswith((".yaml", ".json", ".py")):
            stat = entry.stat()
            rows.append([entry.path, stat.st_size, stat.st_mtime_ns])
    return rows


def _write(path: Path, value: object) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    unfinished.replace(path)


def _read(folder: Path) -> Rulebook:
    logic = json.loads((folder / LOGIC).read_text(encoding="utf-8"))
    vocabulary = logic["vocabulary"]

    def read_words(language: str) -> dict[str, dict[str, str]]:
        path = folder / f"words.{language}.json"
        found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return found

    return Rulebook(
        logic["cards"],
        logic["packs"],
        LawFiles(folder, logic["law"]),
        logic["law"],
        Vocabulary(vocabulary),
        Shapes.load(resources.schemas() / SCHEMA),
        Lexicon.of(vocabulary["placeholders"]),
        read_words,
        logic["acts"],
        profiles=logic["profiles"],
    )


def _add_packs(book: Rulebook, folder: Path) -> None:
    from policycheck.cards.compile import Compiled, compile_policies

    codes: Any = book.vocabulary.tables
    shipped = Compiled(book.cards, {}, book.packs, book.law_tables, codes, book.added)
    own = compile_policies(folder, book.shapes, shipped)
    _refuse_taken(own, book, folder)
    book.cards = {**book.cards, **own.cards}
    book.packs = {**book.packs, **own.packs}
    book.homes = {**book.homes, **{pack: folder / pack for pack in own.packs}}
    read_before = book.read_words
    book.read_words = lambda language: {**read_before(language), **own.words.get(language, {})}


def _refuse_taken(own: Compiled, book: Rulebook, folder: Path) -> None:
    from policycheck.errors import PackError

    for pack in sorted(own.packs.keys() & book.packs.keys()):
        words = _("the pack '{pack}' is one of the shipped ones", pack=pack)
        if pack in book.homes:
            words = _("the pack '{pack}' was read from {folder} already", pack=pack, folder=book.homes[pack])
        raise PackError(words, str(folder / pack / "pack.yaml"), 1, 1, _("give the folder a name of its own"))
