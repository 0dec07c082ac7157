"""Sources in, one repo out: what is ours is judged for its shape and links, the rest is skipped and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.document import Document, Lexicon, Refused, Text, read
from policycheck.repo.flaws import Flaw, identity_flaws, meant_for_us, own_flaws, shape_flaws, unreadable
from policycheck.repo.links import Linking
from policycheck.repo.record import Repo
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policycheck.schema import Shapes
    from policycheck.source import Source
    from policycheck.vocabulary import Vocabulary


def load(  # noqa: PLR0913 - what reading rests on, by name
    sources: Iterable[Source],
    shapes: Shapes,
    vocabulary: Vocabulary,
    lexicon: Lexicon,
    *,
    language: str = "en",
    all_ours: bool = False,
    has_file: Callable[[str], bool] = lambda _: True,
) -> Repo:
    """Read every source into one repo.

    Args:
        sources: files in any order; the result does not depend on it.
        shapes: the shapes of all kinds.
        vocabulary: the codes that may be written.
        lexicon: how placeholders look.
        language: of plain strings where no record says.
        has_file: whether the repo holds a file, by its path from the root; where nobody can tell, it does.
        all_ours: whether a document without `policycheck` is a flaw; else it is skipped and counted.
    """
    repo = Repo(language=language)
    for source in sorted(sources, key=lambda source: source.file):
        _take(repo, source, shapes, lexicon, all_ours=all_ours)
    repo.flaws.extend(Linking(repo, shapes, vocabulary, has_file).flaws())
    return repo


def _take(repo: Repo, source: Source, shapes: Shapes, lexicon: Lexicon, *, all_ours: bool) -> None:
    text = Text(source.file, source.text)
    repo.texts.append(text)
    if source.broken:
        repo.flaws.append(Flaw(source.broken, text, {"detail": Phrase(source.detail)}))
        return
    empty = True
    for part in read(text, lexicon):
        empty = False
        if isinstance(part, Refused):
            repo.flaws.extend(unreadable(part))
        else:
            _take_document(repo, part, shapes, lexicon, all_ours=all_ours)
    if empty and all_ours:
        repo.flaws.append(Flaw("form/not-empty", text, {}))


def _take_document(repo: Repo, document: Document, shapes: Shapes, lexicon: Lexicon, *, all_ours: bool) -> None:
    if "policycheck" not in document.stated and not (all_ours or meant_for_us(document, shapes)):
        repo.skipped += 1
        return
    flaws = list(identity_flaws(document, shapes, repo.documents)) or shape_flaws(document, shapes, lexicon)
    if document.kind and document.id:
        repo.documents.setdefault((document.kind, document.id), document)
    repo.flaws.extend(flaws)
    if not flaws:
        repo.accept(document)
        repo.flaws.extend(own_flaws(document, shapes))
