"""One check from end to end: what was read is judged, and the report told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycheck.engine import Ask, run
from policycheck.errors import ConfigError, UsageError
from policycheck.reading import begun, today, undisturbed, unjudged
from policycheck.source import BASELINE
from policycheck.wording import as_cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.cards import Rulebook, Rules
    from policycheck.config import Config
    from policycheck.finding import Report
    from policycheck.known import Before
    from policycheck.reading import Request
    from policycheck.repo import Repo


@dataclass(frozen=True)
class Checked:
    """A repo with the rulebook it was judged by, what was asked, and the report."""

    config: Config
    repo: Repo
    book: Rulebook
    rules: Rules
    ask: Ask = field(repr=False)
    report: Report = field(repr=False)

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
    rules = _chosen(book, config, request)
    found = unjudged(config, book, request)
    day = request.as_of or today()
    language = request.language or config.language or "en"
    before = tuple(_before(config, book, request, Ask(day, rules=rules)))
    told = {"redact": request.redact, "reasons": request.reasons, "for_people": request.for_people}
    ask = Ask(day, language, rules, found.files, request.keep_judgements, before, **told)
    return Checked(config, found.repo, book, rules, ask, run(found.repo, book, ask))


def _before(config: Config, book: Rulebook, request: Request, ask: Ask) -> Iterator[Before]:
    """Where findings are known that a request does not ask for."""
    if request.baseline and (config.root / BASELINE).exists():
        from policycheck.baseline import read_baseline

        baseline = read_baseline(config.root)
        yield from (baseline,) if baseline else ()
    if request.new_since is not None:
        from policycheck.known import Before, entries
        from policycheck.revision import fork, repo_at

        repo = repo_at(config, book, fork(config, request.new_since))
        yield Before(request.new_since, entries(run(repo, book, ask).findings, repo))


def _chosen(book: Rulebook, config: Config, request: Request) -> Rules:
    rules = book.rules(dict(config.severity))
    _verify_names(book, rules, config)
    select, ignore = request.select or config.select, (*config.ignore, *request.ignore)
    return rules.chosen(as_cited(book, rules, select), as_cited(book, rules, ignore))


def _verify_names(book: Rulebook, rules: Rules, config: Config) -> None:
    """What the configuration calls rules exists; it is blamed by name, as nobody typed it just now."""
    try:
        for name in config.severity:
            rules.find(name)
        for name in as_cited(book, rules, (*config.select, *config.ignore)):
            rules.matching(name)
    except UsageError as error:
        raise ConfigError(error.message, str(config.file), hint=error.hint) from None
