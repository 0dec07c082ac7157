"""Sources in, one repo out: what is ours is judged for its shape and links, the rest is skipped and counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from policycheck.document import Document, Lexicon, Refused, Text, read
from policycheck.repo.flaws import Flaw, identity_flaws, meant_for_us, own_flaws, shape_flaws, unreadable
from policycheck.repo.links import Linking
from policycheck.repo.record import Repo
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policycheck.repo.record import Key
    from policycheck.schema import Shapes
    from policycheck.source import Source
    from policycheck.vocabulary import Vocabulary

ASSUMPTION = "assumption"
"""The kind of a document that says something of the law, and nothing of the repo."""


class Reads:
    """What was read of sources: whoever reads a repo again and again parses only what has changed."""

    def __init__(self) -> None:
        self._known: dict[Source, tuple[Text, Sequence[Document | Refused]]] = {}

    def of(self, source: Source, lexicon: Lexicon) -> tuple[Text, Sequence[Document | Refused]]:
        """The text of a source and the parts of it."""
        if source not in self._known:
            text = Text(source.file, source.text)
            self._known[source] = (text, () if source.broken else tuple(read(text, lexicon)))
        return self._known[source]

    def keep(self, sources: Iterable[Source]) -> None:
        """Forget all but some sources."""
        kept = set(sources)
        self._known = {source: known for source, known in self._known.items() if source in kept}


def load(  # noqa: PLR0913 - what reading rests on, by name
    sources: Iterable[Source],
    shapes: Shapes,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    *,
    language: str = "en",
    all_ours: bool = False,
    has_file: Callable[[str], bool] = lambda _: True,
    around: Iterable[Source] = (),
    reads: Reads | None = None,
) -> Repo:
    """Read every source into one repo.

    Args:
        sources: files in any order; the result does not depend on it.
        shapes: the shapes of all kinds.
        vocabulary: the codes that may be written.
        lexicon: how placeholders look.
        language: of plain strings where no record says.
        has_file: whether the repo holds a file, by its path from the root; where nobody can tell, it does.
        around: files that are looked into when a document of `sources` refers to one that is not among them, the
            nearest first; what is found there is known, and not judged.
        all_ours: whether a document without `policycheck` is a flaw; else it is skipped and counted.
        reads: what was read before, where anything was.
    """
    repo = Repo(language=language)
    taken = reads or Reads()
    for source in sorted(sources, key=lambda source: source.file):
        _take(repo, source, taken, shapes, lexicon, all_ours=all_ours)
    linking = Linking(repo, shapes, vocabulary, has_file)
    _look_up(repo, linking, _Around(around, shapes, lexicon))
    repo.flaws.extend(linking.flaws())
    return repo


def _take(  # noqa: PLR0913 - as load
    repo: Repo, source: Source, reads: Reads, shapes: Shapes, lexicon: Lexicon, *, all_ours: bool
) -> None:
    text, parts = reads.of(source, lexicon)
    repo.texts.append(text)
    if source.broken:
        repo.refused += 1
        known = "byte" if source.detail.isdigit() else "encoding"
        repo.flaws.append(Flaw(source.broken, text, {"detail": Phrase(source.detail), known: source.detail}))
        return
    for part in parts:
        if isinstance(part, Refused):
            repo.refused += 1
            repo.flaws.extend(unreadable(part))
        else:
            _take_document(repo, part, shapes, lexicon, all_ours=all_ours)
    if not parts and all_ours:
        repo.flaws.append(Flaw("form/not-empty", text, {}))


def _take_document(repo: Repo, document: Document, shapes: Shapes, lexicon: Lexicon, *, all_ours: bool) -> None:
    if "policycheck" not in document.stated and not (all_ours or meant_for_us(document, shapes)):
        repo.skipped += 1
        return
    if document.kind == ASSUMPTION:
        return
    flaws = list(identity_flaws(document, shapes, repo.documents)) or shape_flaws(document, shapes, lexicon)
    if document.kind and document.id:
        repo.documents.setdefault((document.kind, document.id), document)
    repo.flaws.extend(flaws)
    if flaws:
        repo.refused += 1
    else:
        repo.accept(document)
        repo.flaws.extend(own_flaws(document, shapes))


@dataclass
class _Around:
    """The documents around a repo by kind and id, read when the first of them is asked for."""

    sources: Iterable[Source]
    shapes: Shapes
    lexicon: Lexicon

    @cached_property
    def documents(self) -> dict[Key, Document]:
        found: dict[Key, Document] = {}
        for source in self.sources:
            for part in read(Text(source.file, source.text), self.lexicon):
                if isinstance(part, Document) and "policycheck" in part.stated:
                    found.setdefault((part.kind, part.id), part)
        return found

    def accepts(self, document: Document) -> bool:
        """Whether it can be read as meant; if not, that is told where it is checked."""
        flaws = any(identity_flaws(document, self.shapes, {})) or shape_flaws(document, self.shapes, self.lexicon)
        return not flaws


def _look_up(repo: Repo, linking: Linking, around: _Around) -> None:
    """Get to know what the documents of a repo refer to around it, and what that refers to in its turn."""
    if around.sources == ():
        return
    unseen = list(repo.records)
    while unseen:
        wanted = linking.dangling(unseen.pop())
        for key in wanted:
            document = around.documents.get(key)
            if document and key not in repo.documents:
                repo.documents[key] = document
                if around.accepts(document):
                    unseen.append(repo.accept(document, judged=False))
