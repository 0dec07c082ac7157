"""Where a finding stands in a document, and how a word there is written over without touching what is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document.values import plain
from policycheck.fixes.edit import Edit

if TYPE_CHECKING:
    from policycheck.cards import Rulebook
    from policycheck.document import Document
    from policycheck.document.marks import Mark
    from policycheck.finding import Finding
    from policycheck.place import Path
    from policycheck.repo import Repo


class Site(NamedTuple):
    """A finding with the document and the path it is about, and all that is known around it."""

    finding: Finding
    document: Document
    path: Path
    repo: Repo
    book: Rulebook

    @property
    def word(self) -> str | None:
        """The text that stands at the place, if a text does; a number or a truth value is none."""
        mark = self.document.mark(self.path)
        return mark.value if mark and mark.body is None else None

    def holder(self) -> dict[str, Mark]:
        """What the mapping holds in which the place is, by key."""
        mark = self.document.mark(self.path[:-1])
        return mark.body if mark and isinstance(mark.body, dict) else {}

    def shapes(self, path: Path) -> list[dict[str, Any]]:
        """The shapes that the schema has for a path."""
        return self.book.shapes.at(self.document.kind, path)

    def value_as(self, new: str) -> Edit | None:
        """The edit that writes another word at the place."""
        mark = self.document.mark(self.path)
        return self._over(mark.start, mark.end, mark.value, new) if mark and mark.body is None else None

    def key_as(self, old: str, new: str) -> Edit | None:
        """The edit that renames a key beside the place."""
        mark = self.holder().get(old)
        return self._over(*mark.key, old, new) if mark and mark.key else None

    def _over(self, start: int, end: int, old: str, new: str) -> Edit | None:
        return overwritten(self.document.source.file, self.document.source.text, (start, end), (old, new))


def site_of(finding: Finding, repo: Repo, book: Rulebook) -> Site | None:
    """The site of a finding; None where it is about no document, or about another one of the same name."""
    place = finding.spot.place
    document = repo.documents.get((place.kind, place.id)) if place else None
    if place is None or document is None or document.source.file != finding.spot.file:
        return None
    found = Site(finding, document, place.path, repo, book)
    return found if document.span(place.path) == finding.spot.span else None


def overwritten(file: str, text: str, span: tuple[int, int], change: tuple[str, str]) -> Edit | None:
    """The edit that writes a word over another and leaves its quotation marks.

    None where the file does not show the word as it is: behind an alias or an anchor, in a block, with escapes.
    """
    start, end = span
    old, new = change
    quoted = text[start:end] in (f"'{old}'", f'"{old}"')
    if quoted:
        return Edit(file, start + 1, end - 1, new)
    if text[start:end] == old and plain(new) == new:
        return Edit(file, start, end, new)
    return None
