"""One check from end to end: what was read is judged, and the report told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from policycheck.engine import Ask, run
from policycheck.errors import UsageError
from policycheck.levels import choose, levels_of
from policycheck.reading import begun, today, undisturbed, unjudged
from policycheck.source import BASELINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.cards import Rulebook, Rules
    from policycheck.config import Config, WaiverTerms
    from policycheck.evidence.types import Evidence
    from policycheck.finding import Report
    from policycheck.known import Before
    from policycheck.levels import Chosen
    from policycheck.reading import Request
    from policycheck.repo import Repo


@dataclass(frozen=True)
class Checked:
    """A repo with the rulebook it was judged by, what was asked, and the report."""

    config: Config
    repo: Repo
    book: Rulebook
    rules: Rules
    """Those that some file is judged by."""
    chosen: Chosen = field(repr=False)
    ask: Ask = field(repr=False)
    report: Report = field(repr=False)
    request: Request = field(repr=False)
    """What was asked for; what it leaves out comes from the configuration."""

    @cached_property
    def evidence(self) -> Evidence:
        """What the report rests on, in whatever language it is told."""
        from policycheck.evidence import evidence

        return evidence(self)

    def told(self, language: str, *, for_people: bool, reasons: bool = False) -> Report:
        """The report in another language, or for other readers."""
        ask = self.ask._replace(language=language, for_people=for_people, reasons=reasons)
        return self.report if ask == self.ask else run(self.repo, self.book, ask)


def check(request: Request) -> Checked:
    """Read a policy repo and judge it.

    Raises:
        PolicycheckError: if the job cannot be done: unknown paths or rules, a broken pack or configuration, nothing
            to check.
    """
    with undisturbed():
        return _check(request)


def _check(request: Request) -> Checked:
    config, book = begun(request)
    chosen = choose(book, levels_of(config, book, request.select, request.ignore, request.profile))
    found = unjudged(config, book, request)
    by_file = _by_file(chosen, found.repo)
    ask = asking(config, book, request, chosen)._replace(files=found.files, by_file=by_file)
    report = run(found.repo, book, ask)
    return Checked(config, found.repo, book, chosen.all_of(by_file), chosen, ask, report, request)


def asking(config: Config, book: Rulebook, request: Request, chosen: Chosen) -> Ask:
    """What a run over the whole repo of a request is asked, but for the rules of single files.

    Raises:
        PolicycheckError: for a baseline or a revision that cannot be read.
    """
    day = request.as_of or today()
    language = request.language or config.language or "en"
    terms = _terms(config, book) if request.waivers else None
    before = tuple(_before(config, book, request, chosen, Ask(day, waivers=terms)))
    return Ask(
        day,
        language,
        chosen.base,
        keep_judgements=request.keep_judgements,
        before=before,
        redact=request.redact,
        reasons=request.reasons,
        for_people=request.for_people,
        waivers=terms,
    )


def _by_file(chosen: Chosen, repo: Repo) -> Mapping[str, Rules]:
    return chosen.by_file(text.file for text in repo.texts)


def _before(config: Config, book: Rulebook, request: Request, chosen: Chosen, ask: Ask) -> Iterator[Before]:
    """Where findings are known that a request does not ask for."""
    if request.baseline and (config.root / BASELINE).exists():
        from policycheck.baseline import read_baseline

        baseline = read_baseline(config.root)
        yield from (baseline,) if baseline else ()
    if request.new_since is not None:
        from policycheck.known import Before, entries
        from policycheck.revision import fork, repo_at

        repo = repo_at(config, book, fork(config, request.new_since))
        own = ask._replace(rules=chosen.base, by_file=_by_file(chosen, repo))
        yield Before(request.new_since, entries(run(repo, book, own).findings, repo))


def _terms(config: Config, book: Rulebook) -> WaiverTerms:
    """What the repo asks of waivers; the rules that it names exist.

    Raises:
        ConfigError: if one does not.
    """
    rules = book.rules()
    for index, name in enumerate(config.waivers.mandatory):
        try:
            rules.matching(name)
        except UsageError as error:
            raise config.error(error.message, ("waivers", "mandatory", name or index), error.hint) from None
    return config.waivers
