"""One check from end to end: paths in, report out. The only place that reads files for the engine."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.cards import Rulebook, load_rulebook
from policycheck.config import Config, read_config
from policycheck.engine import Ask, run
from policycheck.errors import NothingToCheckError, UsageError, did_you_mean
from policycheck.levels import choose, levels_of
from policycheck.repo import Repo, load
from policycheck.source import CONFIGURATION, Source, decode, files_of, find, nested_roots, root_of
from policycheck.source import load as load_source
from policycheck.speech import _, counted
from policycheck.vocabulary import MisfitCodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

    from policycheck.cards import Rules
    from policycheck.finding import Report
    from policycheck.schema import Shapes
    from policycheck.schema.own import OwnFields


@dataclass(frozen=True, slots=True)
class Request:
    """What a check is asked for. What is left out comes from the configuration, else from the defaults."""

    paths: tuple[Path, ...] = ()
    as_of: date | None = None
    language: str | None = None
    for_people: bool = False
    """Whether findings are written as running text has it; else as programs read them, with ISO dates."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str | None = None
    stdin: bytes | None = None
    stdin_name: Path | None = None
    config: Config | None = None
    """The configuration that governs the paths, where it has been read."""
    keep_judgements: bool = False
    """Whether the report holds every judgement, the met ones too: the evidence, at the price of memory."""


@dataclass(frozen=True)
class Checked:
    """A repo with the rulebook it was judged by, what was asked, and the report."""

    config: Config
    repo: Repo
    book: Rulebook
    rules: Rules
    ask: Ask = field(repr=False)
    report: Report = field(repr=False)

    def told(self, language: str, *, for_people: bool) -> Report:
        """The report in another language, or for other readers."""
        ask = self.ask._replace(language=language, for_people=for_people)
        return self.report if ask == self.ask else run(self.repo, self.book, ask)


def today() -> date:
    """The UTC date: the same for everybody who checks at the same moment."""
    return datetime.now(UTC).date()


def check(request: Request) -> Checked:
    """Read a policy repo and judge it.

    Raises:
        PolicycheckError: if the job cannot be done: unknown paths or rules, a broken pack or configuration, nothing
            to check.
    """
    with _undisturbed():
        return _check(request)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without collecting garbage: records are many objects and hardly a cycle, and looking for cycles takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _check(request: Request) -> Checked:
    config = request.config or governing(request)
    if config.file is None and not any(path.is_file() for path in request.paths):
        _refuse_nested(config)
    book = read_rulebook(config)
    chosen = choose(book, levels_of(config, book, request.select, request.ignore, request.profile))
    repo = read_repo(config, book, request)
    day = request.as_of or today()
    language = request.language or config.language or "en"
    files = _reported(config, repo, request)
    by_file = chosen.by_file(text.file for text in repo.texts)
    ask = Ask(day, language, chosen.base, files, request.keep_judgements, request.for_people, by_file)
    return Checked(config, repo, book, chosen.all_of(by_file), ask, run(repo, book, ask))


def governing(request: Request) -> Config:
    """The configuration that governs what a request is about.

    Raises:
        UsageError, ConfigError: as `find_config`.
    """
    stdin = (request.stdin_name.parent,) if request.stdin_name else ()
    return find_config(request.paths or stdin)


def find_config(paths: Sequence[Path]) -> Config:
    """The configuration that governs some paths: the nearest one upwards, else defaults for the folder they share.

    Raises:
        UsageError: if a path does not exist, or paths belong to different repos.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(_("there is no such file or folder"), str(path))
    starts = [path if path.is_dir() else path.parent for path in paths] or [Path()]
    roots = {root_of(start) for start in starts}
    if len(roots) > 1:
        raise UsageError(_("these paths belong to different policy repos"), hint=_("check one repo at a time"))
    root = roots.pop()
    return read_config(root) if root else _defaults([start.resolve() for start in starts])


def _defaults(folders: list[Path]) -> Config:
    """Without a configuration one folder is a repo; so is the current one when it holds several, else all of them."""
    here = Path.cwd()
    if len(set(folders)) == 1:
        return read_config(folders[0])
    if all(folder.is_relative_to(here) for folder in folders):
        return read_config(here)
    return Config(Path(os.path.commonpath(folders)), folders=tuple(folders))


def _refuse_nested(config: Config) -> None:
    nested = [path for folder in config.folders for path in nested_roots(folder)]
    if nested:
        names = ", ".join(_name(path, config.root) for path in nested[:3])
        raise UsageError(
            _("this folder holds policy repos of its own: {names}", names=names),
            str(config.root),
            hint=_("check one of them, or put a {file} here", file=CONFIGURATION),
        )


def read_rulebook(config: Config) -> Rulebook:
    """The shipped rulebook with the packs and codes of a configuration.

    Raises:
        PackError: if a pack is broken.
        ConfigError: if checks of a package cannot be had, or if a code has several parents, one that is no code, or the
            name of another code.
    """
    try:
        book = load_rulebook(config.packs, dict(config.vocabulary), _added(config))
    except MisfitCodeError as error:
        raise config.error(str(error), ("vocabulary", *error.path), error.hint) from None
    book.shapes.own.update(own_fields_of(config, book.shapes))
    return book


def own_fields_of(config: Config, shapes: Shapes) -> Iterator[tuple[str, OwnFields]]:
    """What the configuration asks of own fields, by kind of record.

    Raises:
        PolicycheckError: if there is no such kind, or its schema cannot be used.
    """
    for kind, file in config.fields.items():
        from policycheck.cards.patterns import harmful_to_search
        from policycheck.cards.reading import read_policy_file
        from policycheck.schema.own import UnfitSchemaError, own_fields

        if kind not in shapes.kinds:
            hint = did_you_mean(kind, shapes.kinds) or _("kinds are {kinds}", kinds=", ".join(shapes.kinds))
            raise config.error(_("there is no kind '{kind}'", kind=kind), ("fields", kind), hint)
        written = read_policy_file(file)
        try:
            yield kind, own_fields(written.value, harmful_to_search)
        except UnfitSchemaError as error:
            raise written.error(str(error), error.path, error.hint) from None


def _added(config: Config) -> dict[str, ModuleType]:
    """The checks of installed packages that the configuration names; no other is looked for."""
    found: dict[str, ModuleType] = {}
    for index, name in enumerate(config.checks):
        from policycheck.checks.added import NotAddedError, load_added

        try:
            found[name] = load_added(name)
        except NotAddedError as error:
            raise config.error(str(error), ("checks", index), error.hint) from None
    return found


def read_repo(config: Config, book: Rulebook, request: Request | None = None) -> Repo:
    """Read every document of a repo.

    Raises:
        NothingToCheckError: if there is none.
    """
    sources = list(_sources(config, request or Request()))
    language = config.language or "en"
    ours = config.file is not None
    has_file = files_of(config.root)
    parts = (book.shapes, book.vocabulary, book.lexicon)
    repo = load(sources, *parts, language=language, all_ours=ours, has_file=has_file)
    if not (repo.records or repo.flaws):
        raise _nothing_to_check(config, len(sources), repo.skipped)
    return repo


def _nothing_to_check(config: Config, files: int, skipped: int) -> NothingToCheckError:
    words = _(
        "nothing to check: {files}, {documents}",
        files=counted("{n} YAML file", "{n} YAML files", files),
        documents=counted("{n} document without 'policycheck:'", "{n} documents without 'policycheck:'", skipped),
    )
    hint = _("a document is ours when it says 'policycheck: 1'")
    return NothingToCheckError(words, str(config.root), hint=hint)


def _sources(config: Config, request: Request) -> Iterator[Source]:
    files = [path for path in find(config.folders, config.root) if not _under(path, config.packs)]
    named = [path.resolve() for path in request.paths if path.is_file()]
    given = request.stdin_name.resolve() if request.stdin_name else None
    for path in sorted({*files, *named} - {given}):
        yield load_source(path, _name(path, config.root))
    if request.stdin is not None and given is not None:
        yield decode(request.stdin, _name(given, config.root))


def _name(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _reported(config: Config, repo: Repo, request: Request) -> frozenset[str] | None:
    """The files whose findings are asked for; None when paths name the whole repo."""
    asked = [path.resolve() for path in request.paths or _given(request)]
    if not asked or config.root.resolve() in asked:
        return None
    names = (text.file for text in repo.texts)
    return frozenset(name for name in names if _under(config.root / name, asked))


def _given(request: Request) -> tuple[Path, ...]:
    return (request.stdin_name,) if request.stdin_name else ()


def _under(path: Path, asked: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(folder) for folder in asked)
