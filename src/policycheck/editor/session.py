"""A policy repo that is kept judged while its files are written: what is on disk, with unsaved texts over it.

Only a text that changed is parsed anew. A text that cannot be read, as half of what one types cannot, is told, and the
rest is judged by what it last said, so that a missing quotation mark is not a hundred dangling references elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policycheck.checking import asking
from policycheck.document import Refused
from policycheck.engine import run
from policycheck.engine.asked import Asked
from policycheck.errors import PolicycheckError
from policycheck.levels import choose, levels_of
from policycheck.reading import (
    Request,
    around_of,
    begun,
    files_in,
    repo_of,
    shown_as,
    today,
    undisturbed,
)
from policycheck.repo import Reads, Repo
from policycheck.source import SUFFIXES, Source, decode, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from policycheck.cards import Rulebook
    from policycheck.config import Config
    from policycheck.document import Text
    from policycheck.document.marks import Lines
    from policycheck.engine import Ask
    from policycheck.finding import Finding
    from policycheck.levels import Chosen

WHOLE_REPO = ("waivers/used",)
"""Rules whose verdict needs every finding of the repo."""


class Basis(NamedTuple):
    """What a repo is judged by, until its configuration, its packs or the day change."""

    config: Config
    book: Rulebook
    chosen: Chosen
    ask: Ask


class Session:
    """One policy repo in an editor."""

    def __init__(self, root: Path, language: str | None = None, fallback: str = "en") -> None:
        """`language` is asked for and counts first; `fallback` is that of the client, and counts last."""
        self.root = root
        self.language = language
        self.fallback = fallback
        self.trouble: PolicycheckError | None = None
        """Why the repo cannot be judged at all; what was found before stands as long."""
        self.repo = Repo()
        self.findings: dict[str, list[Finding]] = {}
        """By the name of their file."""
        self.buffers: dict[Path, Source] = {}
        self._basis: Basis | None = None
        self._disk: dict[Path, tuple[tuple[int, int], Source]] = {}
        self._around: tuple[Source, ...] | None = None
        self._good: dict[Path, Source] = {}
        self._reads = Reads()
        self._files: frozenset[str] = frozenset()
        self._compiled: Asked | None = None
        """What `_asked` asks, compiled; until the basis or the list of files is another."""

    @property
    def book(self) -> Rulebook | None:
        """The rulebook; None before the first configuration that can be used."""
        return self._basis.book if self._basis else None

    @property
    def top(self) -> Path:
        """The folder within which files may concern it."""
        return (self._basis and self._basis.config.around) or self.root

    @property
    def spoken(self) -> str:
        """The language of its answers."""
        return self._basis.ask.language if self._basis else self.fallback

    def path(self, file: str) -> Path:
        """The file of a name that findings show."""
        return self.root / file

    def name(self, path: Path) -> str:
        """The name that findings show for a file."""
        return shown_as(path, self.root)

    def concerns(self, path: Path) -> bool:
        """Whether a file is one of the repo's, or a new one that will be: not of a pack, not ignored, not hidden."""
        if path in self._disk:
            return True
        packs = self._basis.config.packs if self._basis else ()
        hidden = any(part.startswith(".") for part in path.parts[len(self.root.parts) :])
        in_pack = any(path.is_relative_to(pack) for pack in packs)
        return path.suffix in SUFFIXES and not (hidden or in_pack or path.exists())

    def write(self, path: Path, text: str) -> None:
        """An unsaved text takes the place of a file."""
        self.buffers[path] = decode(text.encode("utf-8", "surrogatepass"), self.name(path))

    def close(self, path: Path) -> None:
        """What is on disk counts again."""
        self.buffers.pop(path, None)
        self._good.pop(path, None)

    def renew(self) -> None:
        """Read the configuration, the packs and the list of files anew."""
        self._around = None
        try:
            with undisturbed():
                self._basis = self._begun()
                self._compiled = None
                self._list()
        except PolicycheckError as error:
            self.trouble = error
        else:
            self.trouble = None

    def rescan(self) -> None:
        """Look which files there are, and which have changed."""
        if self._basis is None or self.trouble:
            self.renew()
        else:
            self._around = None
            self._list()

    def judge(self) -> None:
        """Judge the whole repo."""
        self._new_day()
        if self._basis is None:
            return
        with undisturbed():
            self._read()
            report = run(self.repo, self._basis.book, self._asked(self._basis), self._compiled)
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            found[finding.spot.file].append(finding)
        for path in self._half_typed():
            name = self.name(path)
            found[name] = self._of_half_typed(path, found[name])
        self.findings = dict(found)

    def judge_one(self, path: Path) -> list[Finding]:
        """The findings of a file that has changed, without those of others: before `judge`, and many times faster."""
        name = self.name(path)
        self._new_day()
        if self._basis is None:
            return []
        with undisturbed():
            self._read()
            before = self.findings.get(name, [])
            if path in self._half_typed():
                self.findings[name] = self._of_half_typed(path, before)
                return self.findings[name]
            ask = self._asked(self._basis)._replace(judged=frozenset((name,)))
            report = run(self.repo, self._basis.book, ask, self._compiled)
        kept = [finding for finding in before if finding.rule in WHOLE_REPO]
        new = [one for one in report.findings if one.spot.file == name and one.rule not in WHOLE_REPO]
        self.findings[name] = sorted([*new, *kept], key=lambda finding: finding.order)
        return self.findings[name]

    def text(self, file: str) -> Text | None:
        """The text of a file as it is now, by the name that findings show."""
        path = self.path(file)
        on_disk = self._disk.get(path)
        source = self.buffers.get(path) or (on_disk and on_disk[1])
        return self._reads.of(source, self._basis.book.lexicon)[0] if source and self._basis else None

    def is_half_typed(self, path: Path) -> bool:
        """Whether a text cannot be read as it is now."""
        return path in self._half_typed()

    def _begun(self) -> Basis:
        request = Request((self.root,), baseline=True, for_people=True)
        config, book = begun(request)
        spoken = self.language or config.language or self.fallback
        chosen = choose(book, levels_of(config, book, (), (), request.profile))
        ask = asking(config, book, replace(request, language=spoken), chosen)
        return Basis(config, book, chosen, ask)

    def _asked(self, basis: Basis) -> Ask:
        """What is asked of the repo as it is now: some files may have rules of their own."""
        files = frozenset(text.file for text in self.repo.texts)
        if self._compiled is None or files != self._files:
            self._files = files
            by_file = basis.chosen.by_file(files)
            self._compiled = Asked(basis.book, basis.ask.day, basis.chosen.base, by_file)
        return basis.ask._replace(by_file=self._compiled.by_file)

    def _new_day(self) -> None:
        """An editor is open for days: at midnight the law may be another."""
        if self._basis and self._basis.ask.day != today():
            self.renew()

    def _list(self) -> None:
        """Read the files that are new or have changed; forget those that are gone."""
        if self._basis is None:
            return
        read: dict[Path, tuple[tuple[int, int], Source]] = {}
        for path in files_in(self._basis.config):
            stamp = _stamp(path)
            known = self._disk.get(path)
            read[path] = known if known and known[0] == stamp else (stamp, load(path, self.name(path)))
        self._disk = read

    def _read(self) -> None:
        """Make a repo of what is written, each file as it last could be read."""
        if self._basis is None:
            return
        config, book = self._basis.config, self._basis.book
        written = {**{path: source for path, (_, source) in self._disk.items()}, **self.buffers}
        sources = {path: self._readable(path, source, book) for path, source in written.items()}
        self._reads.keep((*written.values(), *sources.values()))
        around = self._surroundings(config, sources.values())
        self.repo = repo_of(sources.values(), config, book, around=around, reads=self._reads)

    def _readable(self, path: Path, source: Source, book: Rulebook) -> Source:
        """A source, or for a text that cannot be read what it last said."""
        if path not in self.buffers:
            return source
        if source.broken or any(isinstance(part, Refused) for part in self._reads.of(source, book.lexicon)[1]):
            on_disk = self._disk.get(path)
            return self._good.get(path) or (on_disk[1] if on_disk else source)
        self._good[path] = source
        return source

    def _half_typed(self) -> list[Path]:
        """The files that are judged by what they last said."""
        judged = {text.file: text.text for text in self.repo.texts}
        return [path for path, source in self.buffers.items() if judged.get(source.file) != source.text]

    def _of_half_typed(self, path: Path, before: Iterable[Finding]) -> list[Finding]:
        """Why a text cannot be read, and what was found before on lines that are still there."""
        if self._basis is None:
            return []
        config, book = self._basis.config, self._basis.book
        whole = repo_of((self.buffers[path],), config, book, reads=self._reads)
        alone = Repo(texts=whole.texts, flaws=[flaw for flaw in whole.flaws if flaw.document is None])
        report = run(alone, book, self._basis.ask._replace(before=()), self._compiled)
        syntax = {flaw.rule for flaw in alone.flaws}
        told = [finding for finding in report.findings if finding.rule in syntax]
        stale = (finding for finding in before if finding.rule not in syntax)
        return [*told, *_where_they_were(stale, whole.texts[0].lines)]

    def _surroundings(self, config: Config, sources: Iterable[Source]) -> Iterable[Source]:
        if config.around is None:
            return ()
        if self._around is None:
            self._around = tuple(around_of(config, sources))
        return self._around


def _where_they_were(findings: Iterable[Finding], lines: Lines) -> Iterator[Finding]:
    """Findings on lines that read as they did, as near to where they stood as there is one."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number in range(1, len(lines.starts) + 1):
        numbers[lines.line(number)].append(number)
    for finding in findings:
        span = finding.spot.span
        alike = numbers.get(finding.spot.line, [])
        if alike:
            line = min(alike, key=lambda number: abs(number - span.line))
            moved = span._replace(line=line, end_line=line + span.end_line - span.line)
            yield finding._replace(spot=finding.spot._replace(span=moved))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)
    return found.st_mtime_ns, found.st_size
