"""A policy repo from its paths to what the engine judges. The only place that reads files for the engine."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policycheck.config import Config, read_config
from policycheck.errors import NothingToCheckError, UsageError
from policycheck.repo import Reads, Repo, load
from policycheck.rulebooks import read_rulebook
from policycheck.source import (
    CONFIGURATION,
    Source,
    decode,
    files_of,
    find,
    nested_roots,
    root_of,
    work_tree_around,
)
from policycheck.source import load as load_source
from policycheck.speech import _, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from policycheck.cards import Rulebook


HEAD = "policycheck:"
"""What every document of ours says."""


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
    instead: Mapping[Path, bytes | None] = field(default_factory=dict)
    """What to read instead of files, by the paths they are found at; None means that there is no such file."""
    config: Config | None = None
    """The configuration that governs the paths, where it has been read."""
    reasons: bool = False
    """Whether every finding comes with the chain it rests on: facts, rows of the law, the day."""
    keep_judgements: bool = False
    """Whether the report holds every judgement, the met ones too: the evidence, at the price of memory."""
    assume: tuple[Path, ...] = ()
    """Files of assumptions to lay over the law."""
    baseline: bool = False
    """Whether findings of the repo's baseline are known."""
    waivers: bool = True
    """Whether waivers set findings aside; else it is judged as if there were none."""
    new_since: str | None = None
    """A revision of git at which findings are known."""
    redact: bool = False
    """Whether what a record says is left out of the words of findings."""


@dataclass(frozen=True)
class Unjudged:
    """A repo that was read and not judged, with the rulebook, and the files asked about; None when that is all."""

    config: Config
    book: Rulebook
    repo: Repo
    files: frozenset[str] | None


def today() -> date:
    """The UTC date: the same for everybody who checks at the same moment."""
    return datetime.now(UTC).date()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without collecting garbage: records are many objects and hardly a cycle, and looking for cycles takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def read(request: Request) -> Unjudged:
    """Read a policy repo without judging it.

    Raises:
        PolicycheckError: if the job cannot be done, as `check`.
    """
    with undisturbed():
        config, book = begun(request)
        return unjudged(config, book, request)


def begun(request: Request) -> tuple[Config, Rulebook]:
    """The configuration and the rulebook of a request.

    Raises:
        PolicycheckError: as `governing` and `read_rulebook`, and when the folder holds several policy repos.
    """
    config = request.config or governing(request)
    if config.file is None and not any(path.is_file() for path in request.paths):
        _refuse_nested(config)
    return config, read_rulebook(config, request.assume)


def unjudged(config: Config, book: Rulebook, request: Request) -> Unjudged:
    """The repo of a request.

    Raises:
        NothingToCheckError: if it holds no document of ours.
    """
    repo = read_repo(config, book, request)
    return Unjudged(config, book, repo, _reported(config, repo, request))


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
    shared = Path(os.path.commonpath(folders))
    return Config(shared, folders=tuple(folders), around=work_tree_around(shared))


def _refuse_nested(config: Config) -> None:
    nested = [path for folder in config.folders for path in nested_roots(folder)]
    if nested:
        names = ", ".join(shown_as(path, config.root) for path in nested[:3])
        raise UsageError(
            _("this folder holds policy repos of its own: {names}", names=names),
            str(config.root),
            hint=_("check one of them, or put a {file} here", file=CONFIGURATION),
        )


def read_repo(config: Config, book: Rulebook, request: Request | None = None) -> Repo:
    """Read every document of a repo.

    Raises:
        NothingToCheckError: if there is none.
    """
    sources = list(_sources(config, request or Request()))
    around = around_of(config, sources) if config.around else ()
    repo = repo_of(sources, config, book, around=around)
    if not (repo.records or repo.flaws):
        raise _nothing_to_check(config, len(sources), repo.skipped)
    return repo


def repo_of(
    sources: Iterable[Source],
    config: Config,
    book: Rulebook,
    *,
    around: Iterable[Source] = (),
    reads: Reads | None = None,
) -> Repo:
    """The repo that some sources are; it may be empty."""
    language = config.language or "en"
    ours = config.file is not None
    parts = (book.shapes, book.vocabulary, book.lexicon)
    has_file = _has_file(config)
    return load(sources, *parts, language=language, all_ours=ours, has_file=has_file, around=around, reads=reads)


def _nothing_to_check(config: Config, files: int, skipped: int) -> NothingToCheckError:
    words = _(
        "nothing to check: {files}, {documents}",
        files=counted("{n} YAML file", "{n} YAML files", files),
        documents=counted("{n} document without 'policycheck:'", "{n} documents without 'policycheck:'", skipped),
    )
    hint = _("a document is ours when it says 'policycheck: 1'")
    return NothingToCheckError(words, str(config.root), hint=hint)


def _sources(config: Config, request: Request) -> Iterator[Source]:
    files = files_in(config)
    named = [path.resolve() for path in request.paths if path.is_file()]
    given = request.stdin_name.resolve() if request.stdin_name else None
    for path in sorted({*files, *named} - {given, *request.instead}):
        yield load_source(path, shown_as(path, config.root))
    for path, content in request.instead.items():
        if content is not None:
            yield decode(content, shown_as(path, config.root))
    if request.stdin is not None and given is not None and given not in request.instead:
        yield decode(request.stdin, shown_as(given, config.root))


def files_in(config: Config) -> list[Path]:
    """The files that may hold documents of a repo; those of its packs hold rules."""
    return [path for path in find(config.folders, config.root) if not _under(path, config.packs)]


def around_of(config: Config, sources: Iterable[Source]) -> Iterator[Source]:
    """What may be ours in the work tree around a repo, the nearest first; nothing is read until somebody asks."""
    tree, root = config.around or config.root, config.root
    checked = {source.file for source in sources}
    names = {Path(os.path.relpath(path, root)): path for path in find((tree,), tree)}
    for name in sorted(names, key=lambda name: (len(name.parts), name)):
        if name.as_posix() not in checked:
            source = load_source(names[name], name.as_posix())
            if HEAD in source.text:
                yield source


def _has_file(config: Config) -> Callable[[str], bool]:
    """Whether there is a file, by its path from the root of the repo or of the work tree."""
    tops = [files_of(top) for top in (config.root, config.around) if top]
    return lambda path: any(has(path) for has in tops)


def shown_as(path: Path, root: Path) -> str:
    """The name of a file in findings."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _reported(config: Config, repo: Repo, request: Request) -> frozenset[str] | None:
    """The files whose findings are asked for; None when paths name the whole repo, and nothing else is known.

    Raises:
        NothingToCheckError: if there is no file of the repo at the paths.
    """
    asked = [path.resolve() for path in request.paths or _given(request)]
    whole = not asked or config.root.resolve() in asked
    if whole and config.around is None:
        return None
    names = (text.file for text in repo.texts)
    found = frozenset(name for name in names if whole or _under(config.root / name, asked))
    if not found:
        hint = _("'folders' in .policycheck.yaml says where records are; policycheck config shows it")
        raise NothingToCheckError(_("nothing to check: no YAML file of this repo is there"), str(asked[0]), hint=hint)
    return found


def _given(request: Request) -> tuple[Path, ...]:
    return (request.stdin_name,) if request.stdin_name else ()


def _under(path: Path, asked: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(folder) for folder in asked)
