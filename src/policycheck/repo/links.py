"""What accepted documents point at: a reference to nothing, an unknown code, an impossible date are flaws."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from policycheck.errors import nearest
from policycheck.period import Period
from policycheck.repo.flaws import Flaw, flaw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policycheck.repo.record import Key, Record, Repo
    from policycheck.schema import Holds, Link, Shapes
    from policycheck.vocabulary import Vocabulary


LEFT_TO_RULES = ("x-role", "x-file")
"""A role or a document may come later: what names it can be read as meant all the same."""
ACTS = "statutes"
"""The vocabulary of acts: whether one that is named is in force is for the rules to say."""


class Linking:
    """Knows what links may lead to: the documents of a repo, the codes, the calendar."""

    def __init__(self, repo: Repo, shapes: Shapes, vocabulary: Vocabulary, has_file: Callable[[str], bool]) -> None:
        self.repo = repo
        self.shapes = shapes
        self.vocabulary = vocabulary
        self.has_file = has_file
        self.codes = {name: frozenset(vocabulary.codes(name)) for name in vocabulary.names()}

    def flaws(self) -> Iterator[Flaw]:
        """Every link of every record that leads nowhere; roles, files and acts are left to rules, with the record."""
        for record in self.repo.records:
            self.record = record
            lost, acts = [], []
            for link in self._broken(record, self.holds):
                if link.word in LEFT_TO_RULES:
                    lost.append(link)
                elif link.target == ACTS and link.value in self.codes[ACTS]:
                    acts.append(link)
                else:
                    yield self._flaw(record, link)
            record.lost, record.acts = tuple(lost), tuple(acts)

    def dangling(self, record: Record) -> Iterator[Key]:
        """The documents that a record refers to and the repo does not hold, under every kind each may be of."""
        for link in self._broken(record, self._is_at_hand):
            yield from ((kind, link.value) for kind in link.target)

    def _is_at_hand(self, word: str, target: Any, value: str) -> bool:
        """As `holds`, of references alone: what else a record may name is not known before all documents are."""
        return word != "x-refers-to" or any((kind, value) in self.repo.documents for kind in target)

    def _broken(self, record: Record, holds: Holds) -> Iterator[Link]:
        yield from self.shapes.broken_links(record.kind, record.stated, holds)
        yield from self.shapes.broken_keys(record.kind, record.document.nothings, holds)

    def holds(self, word: str, target: Any, value: str) -> bool:
        """Whether a value of the record at hand leads somewhere, and no rule must see from where."""
        if word == "x-vocabulary":
            return target != ACTS and value in self.codes[target]
        if word == "x-within":
            return value in self.record.stated.get(target, ()) or value in self._unsaid(target)
        if word == "x-refers-to":
            return any((kind, value) in self.repo.documents for kind in target)
        if word == "x-role":
            return self._is_role(value)
        if word == "x-file":
            return _is_address(value) or self.has_file(value)
        return self._well_formed(target, value)

    def _is_role(self, value: str) -> bool:
        """Where no organisation says which roles it has, any may be one."""
        roles = self.repo.roles
        return not roles or value in roles or value in self.record.stated.get("access", ())

    def _unsaid(self, field: str) -> set[str]:
        """The things of a map about which nothing is said: their names count."""
        nothings = self.record.document.nothings
        return {str(path[1]) for path in nothings if path[:1] == (field,) and path[1:]}

    def _well_formed(self, form: str, value: str) -> bool:
        if form == "country":
            return value in self.codes["countries"]
        return _parses(Period.parse if form == "period" else date.fromisoformat, value)

    def _flaw(self, record: Record, link: Link) -> Flaw:
        rule, known, words = self._words(link)
        near = nearest(link.value, known) or ""
        return flaw(rule, record.document, link.path, value=link.value, suggestion=near, **words)

    def _words(self, link: Link) -> tuple[str, list[str], dict[str, str]]:
        """The rule a broken link breaks, what it could have named, and further words to say it with."""
        match link.word:
            case "x-vocabulary":
                return "form/code-known", list(self.codes[link.target]), {"vocabulary": link.target}
            case "x-within":
                own = [*self.record.stated.get(link.target, ()), *self._unsaid(link.target)]
                return "form/key-resolves", own, {"field": link.target}
            case "x-refers-to":
                names = [name for kind, name in self.repo.documents if kind in link.target]
                return "form/reference-resolves", names, {"kind": " / ".join(link.target)}
            case _:
                return f"form/{link.target}", [], {}


def _is_address(value: str) -> bool:
    """Whether it begins with a scheme, as `https:` is one; what a network would say is never asked."""
    scheme, colon, _ = value.partition(":")
    return bool(colon) and scheme.replace("+", "").replace("-", "").isalnum()


@cache
def _parses(parse: Callable[[str], Any], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True
