"""One check from end to end: what was read is judged, and the report told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from policycheck.engine import Ask, run
from policycheck.errors import UsageError
from policycheck.levels import choose, levels_of
from policycheck.reading import begun, today, undisturbed, unjudged
from policycheck.source import BASELINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.cards import Rulebook, Rules
    from policycheck.config import Config, WaiverTerms
    from policycheck.evidence.types import Evidence
    from policycheck.finding import Judgement, Report
    from policycheck.known import Before
    from policycheck.levels import Chosen
    from policycheck.reading import Request
    from policycheck.repo import Repo


class Former(NamedTuple):
    """The repo at another revision, and how that was called."""

    name: str
    repo: Repo


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
    former = _former(config, book, request)
    ask = asking(config, book, request, chosen, former)._replace(files=found.files, by_file=by_file)
    if former:
        ask = ask._replace(changed=_changed(former, found.repo, book, ask))
    report = run(found.repo, book, ask)
    return Checked(config, found.repo, book, chosen.all_of(by_file), chosen, ask, report, request)


def asking(config: Config, book: Rulebook, request: Request, chosen: Chosen, former: Former | None = None) -> Ask:
    """What a run over the whole repo of a request is asked, but for the rules of single files.

    Raises:
        PolicycheckError: for a baseline that cannot be read.
    """
    day = request.as_of or today()
    language = request.language or config.language or "en"
    terms = waiver_terms(config, book) if request.waivers else None
    baseline = _baseline(config, request)
    known = _known_at(former, book, chosen, Ask(day, waivers=terms)) if former else None
    return Ask(
        day,
        language,
        chosen.base,
        keep_judgements=request.keep_judgements,
        before=tuple(filter(None, (baseline, known))),
        redact=request.redact,
        reasons=request.reasons,
        for_people=request.for_people,
        waivers=terms,
    )


def _by_file(chosen: Chosen, repo: Repo) -> Mapping[str, Rules]:
    return chosen.by_file(text.file for text in repo.texts)


def _baseline(config: Config, request: Request) -> Before | None:
    """What is known by the baseline, if there is one and the request does not leave it out."""
    if not request.baseline or not (config.root / BASELINE).exists():
        return None
    from policycheck.baseline import read_baseline

    return read_baseline(config.root)


def _known_at(former: Former, book: Rulebook, chosen: Chosen, ask: Ask) -> Before:
    """What was found at a revision, by the rules and on the day of today."""
    from policycheck.known import Before, entries

    own = ask._replace(rules=chosen.base, by_file=_by_file(chosen, former.repo))
    return Before(former.name, entries(run(former.repo, book, own).findings, former.repo))


def _former(config: Config, book: Rulebook, request: Request) -> Former | None:
    """The revision that a request compares with.

    Raises:
        UsageError: if it cannot be read.
    """
    if request.new_since is None:
        return None
    from policycheck.revision import fork, repo_at

    return Former(request.new_since, repo_at(config, book, fork(config, request.new_since)))


def _changed(former: Former, repo: Repo, book: Rulebook, ask: Ask) -> tuple[tuple[str, Judgement], ...] | None:
    """What is found in how the repo has changed; nobody can tell where half of it cannot be read."""
    if former.repo.refused or repo.refused:
        return None
    from policycheck.changes.comparing import compared
    from policycheck.changes.dating import judgements

    changes = compared(former.repo, repo, book, ask.day)
    return tuple(judgements(changes, former.repo, repo, former.name))


def waiver_terms(config: Config, book: Rulebook) -> WaiverTerms:
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
