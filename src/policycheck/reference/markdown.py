"""All rules as one page of Markdown, pack by pack; a rule is linked to by its id, which stays the same for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from policycheck.reference import words
from policycheck.reporters.markup import code, text
from policycheck.reporters.severities import declared, named
from policycheck.reporters.text import safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policycheck.reference.entry import Article, Entry, Shown
    from policycheck.speech import Speech


def written(entries: Sequence[Entry], packs: Mapping[str, str], say: Speech) -> str:
    """A page of rules; `packs` are what the packs are about, by their names."""
    page = _Page(entries, packs, say)
    return "\n\n".join(part for part in page.parts() if part)


class _Page:
    """Lays rules out in a language."""

    def __init__(self, entries: Sequence[Entry], packs: Mapping[str, str], say: Speech) -> None:
        self.entries = entries
        self.ids = {entry.id for entry in entries}
        self.packs = {name: title for name, title in packs.items() if self._of(name)}
        self.say = say

    def _of(self, pack: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.id.partition("/")[0] == pack]

    def parts(self) -> Iterator[str]:
        """The page from its contents to the last rule."""
        say = self.say
        rules = say.counted("{n} rule", "{n} rules", len(self.entries))
        count = say.counted("{n} pack", "{n} packs", len(self.packs))
        yield f"# {text(say.gettext('{rules} in {packs}', rules=rules, packs=count))}"
        yield "\n".join(f"- {_link(title, f'#{name}')}" for name, title in self.packs.items())
        for name, title in self.packs.items():
            yield f"{_anchor(name)}\n\n## {text(title)}"
            yield self._table(self._of(name))
            for entry in self._of(name):
                yield from self._rule(entry)

    def _table(self, entries: list[Entry]) -> str:
        heads = (self.say.gettext(head) for head in ("rule", "severity", "requirement"))
        rows = ((self._named(entry.id), text(named(entry.severity, self.say)), text(entry.title)) for entry in entries)
        return "\n".join(f"| {' | '.join(cells)} |" for cells in ((*map(text, heads),), ("---",) * 3, *rows))

    def _rule(self, entry: Entry) -> Iterator[str]:
        yield f"{_anchor(entry.id)}\n\n### {text(entry.id)}"
        yield f"**{text(declared(entry.severity, self.say))}**: {text(entry.title)}"
        yield text(entry.why)
        yield from _with_snippets(entry.fix)
        yield self._list(words.ARTICLES, [_article(article) for article in entry.articles])
        for head, shown in ((words.WRONG, entry.wrong), (words.RIGHT, entry.right)):
            if shown:
                yield from self._example(head, shown)
        yield self._list(words.SUPERSEDES, list(map(self._named, entry.supersedes)))
        yield self._list(words.SUPERSEDED_BY, list(map(self._named, entry.superseded_by)))
        yield self._list(words.HISTORY, [text(line) for line in words.told(entry.history, self.say)])

    def _example(self, head: str, shown: Shown) -> Iterator[str]:
        yield f"{text(self.say.gettext(head, day=shown.day))}:"
        yield _block(shown.yaml, "yaml")
        yield text(words.absent(shown, self.say))

    def _list(self, head: str, items: list[str]) -> str:
        return f"{text(self.say.gettext(head))}: {', '.join(items)}" if items else ""

    def _named(self, rule: str) -> str:
        """A rule by its id, linked where the page has it."""
        return f"[{code(rule)}](#{rule})" if rule in self.ids else code(rule)


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def _link(words_: str, target: str) -> str:
    return f"[{text(words_)}]({target})"


def _article(article: Article) -> str:
    address = quote(article.cite.link or "", safe=":/?=&#%._-~")
    return _link(article.cite.words, address) if address else text(article.cite.words)


def _with_snippets(fix: str) -> Iterator[str]:
    """Prose as prose; the lines that are indented, as a card writes its snippets, as code."""
    for part in re.findall(r"(?:^ {2}.*\n?)+|(?:^(?! {2}).*\n?)+", fix, re.MULTILINE):
        if part.startswith("  "):
            yield _block(re.sub(r"^ {2}", "", part, flags=re.MULTILINE), "yaml")
        else:
            yield text(part)


def _block(lines: str, language: str) -> str:
    """Lines as they are, in a fence of more backticks than they hold in a row."""
    fence = "`" * max(3, max(map(len, re.findall("`+", lines)), default=0) + 1)
    return "\n".join((f"{fence}{language}", *safe_lines(lines.rstrip("\n")), fence))
