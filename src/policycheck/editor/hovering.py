"""What an editor tells of the word under the pointer, in Markdown: rules broken there, codes, documents, keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policycheck.editor.completion import said, vocabulary_of
from policycheck.editor.grammar import description, pointers
from policycheck.speech import Phrase, speech
from policycheck.vocabulary import Term
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.editor.completion import Known
    from policycheck.editor.cursor import Cursor
    from policycheck.editor.grammar import Pointer
    from policycheck.finding import Finding

_MARKED = r"\`*_{}[]<>#|&~!"
VOCABULARY = Phrase("{code}: a code of the vocabulary {vocabulary}")
PARENT = Phrase("part of: {label}")


def hover(cursor: Cursor | None, findings: Iterable[Finding], known: Known) -> str:
    """What there is to tell; an empty string where that is nothing."""
    parts = [of_finding(finding) for finding in findings]
    if cursor:
        parts += _of_word(cursor, known)
    return "\n\n---\n\n".join(filter(None, parts))


def of_finding(finding: Finding) -> str:
    """A rule in words: title and id, what it asks for, where that stands, what to write."""
    cites = ", ".join(
        f"[{plain(cite.words)}]({_address(cite.link)})" if cite.link else plain(cite.words) for cite in finding.cites
    )
    head = f"**{plain(finding.title)}** (`{finding.rule}`)"
    return "\n\n".join(filter(None, (head, plain(finding.reason), cites, fenced(finding.fix))))


def fenced(text: str) -> str:
    """A text that stands as it is, whatever it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.rstrip()}\n{fence}" if text.strip() else ""


def plain(text: str) -> str:
    """Words in which nothing is taken for Markdown."""
    return "".join(f"\\{sign}" if sign in _MARKED else sign for sign in " ".join(text.split()))


def _address(link: str) -> str:
    return link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def _of_word(cursor: Cursor, known: Known) -> Iterator[str]:
    for pointer in pointers(known.book.shapes, cursor):
        yield _of_pointer(pointer, cursor.word, known)
    yield plain(description(known.book.shapes, cursor.kind, cursor.place))


def _of_pointer(pointer: Pointer, word: str, known: Known) -> str:
    name, target = pointer
    wording = Wording(known.book, known.repo, known.language, for_people=True)
    if name == "x-refers-to":
        document = next((found for kind in target if (found := known.repo.documents.get((kind, word)))), None)
        if document is None:
            return ""
        return f"**{plain(wording.name(document.place))}**\n\n`{document.kind}/{document.id}` · {document.source.file}"
    if name == "x-within":
        return plain(said(target, word, known))
    vocabulary = vocabulary_of(pointer)
    return of_code(vocabulary, word, known) if vocabulary else ""


def of_code(vocabulary: str, code: str, known: Known) -> str:
    """A code by its label, with its parent and the term of the Data Privacy Vocabulary, where it has them."""
    row = known.book.vocabulary.codes(vocabulary).get(code)
    if row is None:
        return ""
    say = speech(known.language)
    label = known.book.vocabulary.label
    lines = [
        f"**{plain(label(Term(vocabulary, code), known.language))}**",
        plain(say.gettext(VOCABULARY, code=code, vocabulary=vocabulary)),
    ]
    parent = row.get("parent")
    if parent:
        lines.append(plain(say.gettext(PARENT, label=label(Term(vocabulary, str(parent)), known.language))))
    if row.get("dpv"):
        lines.append(f"`{row['dpv']}`")
    return "\n\n".join(lines)
