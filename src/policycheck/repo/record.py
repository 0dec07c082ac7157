"""A record in its repo, and the repo: documents by kind and id, registers by their descriptions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from policycheck.errors import nearest
from policycheck.repo.translations import Translations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.document import Document, Nothing, Text
    from policycheck.model import Organisation, Party, Register, System
    from policycheck.model import Text as Prose
    from policycheck.repo.flaws import Flaw
    from policycheck.schema import Link

Key = tuple[str, str]
PARTIES = ("party", "organisation")
"""The kinds of those who can give and get data: an organisation of the repo may be a party to another."""


class Record:
    """An accepted document within its repo: what it states, what it inherits, what it is for."""

    def __init__(self, document: Document, repo: Repo) -> None:
        self.document = document
        self.repo = repo
        self.kind = document.kind
        self.place = document.place
        self.stated: Mapping[str, Any] = document.stated
        self.register = cast("Register", document.stated)
        """What it states, when it is a description of a register."""
        self.known: dict[tuple[Any, ...], Any] = {}
        """Facts about it that are worked out while its rules judge it."""
        self.lost: tuple[Link, ...] = ()
        """Roles and files that it names, and that are nowhere."""
        self.acts: tuple[Link, ...] = ()
        """Where it names the acts that are known."""

    @cached_property
    def unsaid(self) -> frozenset[str | int]:
        """The keys of everything that is some kind of nothing, wherever it stands."""
        return frozenset(path[-1] for path in self.document.nothings)

    def nothing(self, *path: str | int) -> Nothing | None:
        """How nothing is said at a path."""
        return self.document.nothing(path)

    @cached_property
    def text(self) -> Prose | None:
        """The text it renders; a text renders itself."""
        if self.kind == "text":
            return cast("Prose", self.stated)
        return cast("Prose | None", self.repo.stated("text", self.stated.get("text")))

    def _own_or_of_text(self, key: str) -> Any:
        text: Mapping[str, Any] = self.text or {}
        return self.stated.get(key) or text.get(key)

    @cached_property
    def described(self) -> str:
        """The register it describes."""
        return str(self.stated.get("describes", self.document.id))

    @cached_property
    def serves(self) -> frozenset[str]:
        """What it is for; a record unless it or its text says otherwise."""
        return frozenset(self._own_or_of_text("serves") or ("record",))

    @cached_property
    def language(self) -> str:
        """The language of its plain strings."""
        return str(self._own_or_of_text("language") or self.repo.language)

    @cached_property
    def controller(self) -> Organisation | None:
        """The controller it or its text names."""
        named = self._own_or_of_text("controller")
        return cast("Organisation | None", self.repo.stated("organisation", named))

    @property
    def names_unknown_controller(self) -> bool:
        """Whether it names a controller whose document is missing or refused: nothing can be said of that one."""
        return self.controller is None and self._own_or_of_text("controller") is not None

    @cached_property
    def country(self) -> str | None:
        """Where whoever answers for it is established; the repo's only organisation where nobody is named."""
        if self.kind in ("organisation", "party"):
            return self.stated.get("country")
        for one in (*self._answering(), self.repo.only_organisation):
            if one and "country" in one:
                return one["country"]
        return None

    def _answering(self) -> Iterator[Organisation | None]:
        """Who answers for it: a processor for its record, else the controller, named here or in another description."""
        if self.kind == "processor-record":
            yield cast("Organisation | None", self.repo.stated("organisation", self.stated.get("processor")))
            return
        yield self.controller
        siblings = self.repo.descriptions.get(self.described, []) if self.kind == "register" else []
        yield from (sibling.controller for sibling in siblings)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Where those who answer for it are established; joint controllers of this repo have national law, too."""
        joint = [self.repo.stated("organisation", name) for name in self.stated.get("joint_controllers", ())]
        found = (self.country, *(one.get("country") for one in joint if one))
        return frozenset(country for country in found if country)

    @cached_property
    def original(self) -> Record:
        """The record that it translates, by the texts both come from; itself when it translates none."""
        return self.repo.translations.original(self)

    @cached_property
    def siblings(self) -> list[Record]:
        """The other descriptions of the same register; those that are translations say nothing of their own."""
        others = self.repo.descriptions[self.described]
        return [other for other in others if other is other.original is not self.original]


@dataclass
class Repo:
    """Every document of a run, by kind and id, with the flaws found on the way."""

    language: str = "en"
    texts: list[Text] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    """What is judged."""
    flaws: list[Flaw] = field(default_factory=list)
    skipped: int = 0
    refused: int = 0
    """Documents, and files that hold none, that cannot be read as meant."""
    documents: dict[Key, Document] = field(default_factory=dict)
    """Every document with a kind and an id, refused ones too: what they are called is known."""
    _accepted: dict[Key, Record] = field(default_factory=dict)
    _by_kind: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    _spelt_like: dict[str, str | None] = field(default_factory=dict)

    @cached_property
    def descriptions(self) -> dict[str, list[Record]]:
        """The descriptions of each register, by its name."""
        grouped: dict[str, list[Record]] = defaultdict(list)
        for record in self.of_kind("register"):
            grouped[record.described].append(record)
        return grouped

    @cached_property
    def translations(self) -> Translations:
        """Which texts translate which, and which descriptions come with them."""
        return Translations(self)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The functions that the organisations of this repo have, the data protection officer among them."""
        found: set[str] = set()
        for record in self.of_kind("organisation"):
            found.update(record.stated.get("roles", ()))
            if found and record.stated.get("data_protection_officer", {}).get("appointed"):
                found.add("data-protection-officer")
        return frozenset(found)

    @cached_property
    def only_organisation(self) -> Organisation | None:
        """The organisation, when the repo has just one."""
        found = self.of_kind("organisation")
        return cast("Organisation", found[0].stated) if len(found) == 1 else None

    @cached_property
    def alike(self) -> dict[tuple[str, frozenset[str], frozenset[str]], list[Record]]:
        """The accepted documents by what decides which rules apply: kind, what they serve, countries."""
        grouped: dict[tuple[str, frozenset[str], frozenset[str]], list[Record]] = defaultdict(list)
        for record in self.records:
            grouped[record.kind, record.serves, record.countries].append(record)
        return grouped

    def of_kind(self, kind: str) -> list[Record]:
        """The accepted documents of a kind."""
        return self._by_kind[kind]

    def record(self, kind: str, name: object) -> Record | None:
        """The accepted document of this kind and id."""
        return self._accepted.get((kind, name)) if isinstance(name, str) else None

    def stated(self, kind: str, name: object) -> Mapping[str, Any] | None:
        """What that document states."""
        document = self._accepted.get((kind, name)) if isinstance(name, str) else None
        return document.stated if document else None

    def party_record(self, name: object) -> Record | None:
        """The document of a party; an organisation of this repo may be one."""
        return self.record("party", name) or self.record("organisation", name)

    def party(self, name: object) -> Party | None:
        """What is stated of a party."""
        found = self.party_record(name)
        return cast("Party", found.stated) if found else None

    def names_party(self, name: str) -> bool:
        """Whether it is the id of a party or organisation, refused ones too."""
        return any((kind, name) in self.documents for kind in PARTIES)

    def party_spelt_like(self, name: str, likeness: float) -> str | None:
        """The party whose id is that like a name, letter by letter; its digits are the same."""
        if name not in self._spelt_like:
            numbers = _digits(name)
            known = [one for kind, one in self.documents if kind in PARTIES and _digits(one) == numbers]
            self._spelt_like[name] = nearest(name, known, likeness)
        return self._spelt_like[name]

    def system(self, name: object) -> System | None:
        """What is stated of a system."""
        return cast("System | None", self.stated("system", name))

    def accept(self, document: Document, *, judged: bool = True) -> Record:
        """Take a document of good shape in; one that is not judged is only known."""
        record = Record(document, self)
        if judged:
            self.records.append(record)
        self._by_kind[document.kind].append(record)
        self._accepted[document.kind, document.id] = record
        return record


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))
