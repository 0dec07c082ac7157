"""Repo and rules in, report out: pure, ordered, no input or output."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from policycheck.config import WaiverTerms
from policycheck.engine.asked import Asked, softened
from policycheck.engine.judging import Judged, Plan, Subject, judge
from policycheck.engine.languages import once_per_statement
from policycheck.facts.waivers import waivers
from policycheck.finding import Finding, Judgement, Known, Outcome, Report, Spot
from policycheck.waivers import Settled, apply_waivers
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from policycheck.cards import Rule, Rulebook, Rules
    from policycheck.known import Before
    from policycheck.place import Place
    from policycheck.repo import Flaw, Record, Repo

T = TypeVar("T")


class Ask(NamedTuple):
    """What a run is asked: on which day, in which language, by which rules, about which files."""

    day: date
    language: str = "en"
    """Of findings, if all packs speak it."""
    rules: Rules | None = None
    files: frozenset[str] | None = None
    """Findings are reported for these files; what is known is the whole repo. None means all."""
    keep_judgements: bool = False
    before: tuple[Before, ...] = ()
    """Where findings were known before."""
    changed: tuple[tuple[str, Judgement], ...] | None = None
    """What is found in how the repo has changed since a revision, by rule; None: it is not compared with one."""
    redact: bool = False
    """Whether what a record says is left out of the words of findings."""
    reasons: bool = False
    """Whether each finding comes with the chain it rests on, at the price of asking its rule once more."""
    waivers: WaiverTerms | None = WaiverTerms()
    """What is asked of waivers; None: they are left out of account."""
    for_people: bool = False
    """Whether days and numbers are written as in running text; programs read ISO 8601 and digits."""
    by_file: Mapping[str, Rules] | None = None
    """The rules of files that are judged by others than `rules`."""
    judged: frozenset[str] | None = None
    """Only the registers of these files are judged, for whoever cannot wait for the rest; None means all."""


@dataclass
class _Run:
    """One run of some rules over a repo."""

    repo: Repo
    ask: Ask
    asked: Asked
    every: Rules
    """All rules with their own severities, chosen or not."""
    wording: Wording
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    met: int = 0
    """Met judgements that are only counted."""
    broken: list[Judged] = field(default_factory=list)
    kept: list[tuple[str, Judgement]] = field(default_factory=list)

    def judges(self, name: str, place: Place) -> bool:
        """Whether the file of a place is judged by a rule; those about changes take something to compare with."""
        rule = self.asked.at(name, place, self.repo)
        return rule is not None and (self.ask.changed is not None or not rule.is_of_changes)

    def enter(self, rule: Rule, judgements: Iterable[Judgement | None]) -> None:
        """Count judgements, and keep those that are asked for: the met ones are the evidence."""
        for judgement in judgements:
            if judgement is None or (judgement.outcome is Outcome.MET and not self.ask.keep_judgements):
                self.met += 1
                continue
            self.outcomes[judgement.outcome] += 1
            if judgement.outcome is Outcome.NOT_MET:
                self.broken.append(Judged(rule, judgement))
            if self.ask.keep_judgements:
                self.kept.append((rule.id, judgement))

    def worded(self, judged: Judged) -> Finding:
        """A judgement in words."""
        return self.wording.finding(judged.rule, judged.judgement)


def run(repo: Repo, book: Rulebook, ask: Ask, asked: Asked | None = None) -> Report:
    """Judge a repo by the chosen rules; whoever runs the same `ask` again and again keeps what is `Asked` by it."""
    every = book.rules()
    asked = asked or Asked(book, ask.day, every if ask.rules is None else ask.rules, ask.by_file or {})
    wording = Wording(book, repo, ask.language, for_people=ask.for_people, redact=ask.redact)
    run_ = _Run(repo, ask, asked, every, wording)
    _judge_all(run_)
    _enter_changes(run_)
    chosen = asked.plans(asked.every)
    defects = _to_word(once_per_statement(_unsuperseded(run_.broken), repo), ask, repo)
    findings = _with_reasons(run_, defects) if ask.reasons else [run_.worded(judged) for judged in defects]
    findings += [_of_flaw(run_, flaw) for flaw in repo.flaws]
    standing, waived, ledger = _settled(findings, run_)
    new, known, mended = _split(standing, [item.finding for item in waived], run_)
    return Report(
        findings=_shown(new, ask, lambda finding: finding),
        waived=_shown(waived, ask, lambda item: item.finding),
        as_of=ask.day,
        documents=len(repo.records) + repo.refused,
        skipped=repo.skipped,
        rules=len(asked.every),
        outcomes=run_.outcomes | {Outcome.MET: run_.outcomes[Outcome.MET] + run_.met, Outcome.WAIVED: len(waived)},
        language=wording.language,
        judgements=tuple(sorted(run_.kept, key=lambda kept: (kept[0], str(kept[1].place)))),
        texts={text.file: text.text for text in repo.texts},
        stale_tables=book.law(ask.day).stale_tables(),
        assumed=tuple(one.title for one in book.assumed),
        known=_shown(known, ask, lambda item: item.finding),
        mended=mended,
        not_yet=_not_yet(chosen, repo, wording, ask.day),
        refused=repo.refused,
        waivers=tuple(one for one in ledger if ask.files is None or one.spot.file in ask.files),
    )


def _to_word(defects: Iterable[Judged], ask: Ask, repo: Repo) -> Iterable[Judged]:
    """Those of the files asked about; all where waivers, or what was known before, are held against them."""
    files = ask.files
    if files is None or ask.before or waivers(repo):
        return defects
    asked = {key for key, document in repo.documents.items() if document.source.file in files}
    return (one for one in defects if any((at.kind, at.id) in asked for at in _places(one.judgement)))


def _places(judgement: Judgement) -> tuple[Place, ...]:
    return judgement.place, *judgement.related


def _settled(findings: list[Finding], run_: _Run) -> Settled:
    """Findings that stand and those that waivers set aside, unless these are left out of account."""
    day, terms = run_.ask.day, run_.ask.waivers
    if terms is None:
        return Settled(findings, [], [])
    return apply_waivers(findings, run_.repo, wording=run_.wording, judges=run_.judges, day=day, terms=terms)


def _shown(items: Iterable[T], ask: Ask, finding_of: Callable[[T], Finding]) -> tuple[T, ...]:
    """What a report shows of findings: those of the files asked about, in their order."""
    asked = (item for item in items if _asked_about(finding_of(item), ask.files))
    return tuple(sorted(asked, key=lambda item: finding_of(item).order))


def _split(standing: list[Finding], waived: list[Finding], run_: _Run) -> tuple[list[Finding], list[Known], int]:
    """New findings, those known before, and how many of before are gone."""
    if not run_.ask.before:
        return standing, [], 0
    from policycheck.known import split

    return split(standing, run_.ask.before, run_.repo, run_.asked.every.by_id, waived)


def _with_reasons(run_: _Run, defects: Iterable[Judged]) -> list[Finding]:
    """Findings, each with the chain it rests on."""
    from policycheck.engine.reasons import Reasons
    from policycheck.engine.telling import Telling

    reasons = Reasons(run_.repo, run_.asked)
    telling = Telling(run_.wording, run_.ask.day)
    found = ((judged, reasons.of(judged.rule.id, judged.judgement)) for judged in defects)
    return [run_.worded(judged)._replace(chain=reason and telling.chain(reason)) for judged, reason in found]


def _not_yet(chosen: list[Plan], repo: Repo, wording: Wording, day: date) -> tuple[tuple[str, date], ...]:
    """The acts cited by rules for records of this repo that did not apply on the day, the earliest first."""
    coming = {act: first for act, first in wording.book.acts_from.items() if first > day.isoformat()}
    if not coming:
        return ()
    suited = (plan for plan in chosen if any(plan.suits(*alike) for alike in repo.alike))
    cited = {law for plan in suited for law, _ in plan.rule.cites}
    named = {(date.fromisoformat(coming[act]), wording.act(act)) for act in cited & coming.keys()}
    return tuple((name, first) for first, name in sorted(named))


def _asked_about(finding: Finding, files: frozenset[str] | None) -> bool:
    spots = (finding.spot, *finding.related)
    return files is None or any(spot.file in files for spot in spots)


def _judge_all(run_: _Run) -> None:
    """Judge record by record, each by all its rules while it is at hand; then registers, then the repo."""
    asked = run_.asked
    concerned = _concerned(run_.repo, run_.ask.judged)
    for alike, records in run_.repo.alike.items():
        suited: dict[int, list[Plan]] = {}
        for record in records:
            if concerned is not None and (record.kind, record.described) not in concerned:
                continue
            rules = asked.of(record.document.source.file)
            if id(rules) not in suited:
                plans = asked.plans(rules)
                suited[id(rules)] = [plan for plan in plans if plan.scope == "record" and plan.suits(*alike)]
            _judge_record(run_, record, suited[id(rules)])
    for plan in asked.plans(asked.every):
        if plan.scope != "record" and plan.compiled.check:
            for subject in subjects(run_.repo, plan):
                _enter_by_place(run_, plan, plan.compiled.check(subject, plan.setting))


def _enter_by_place(run_: _Run, plan: Plan, judgements: Iterable[Judgement]) -> None:
    """What looks at several documents holds for the file in which it finds something."""
    if not run_.asked.by_file:
        run_.enter(plan.rule, judgements)
        return
    for judgement in judgements:
        rule = run_.asked.at(plan.rule.id, judgement.place, run_.repo)
        if rule:
            run_.enter(softened(rule, run_.ask.day), (judgement,))


def _enter_changes(run_: _Run) -> None:
    """What is found in how the repo has changed, where the file is judged by that."""
    for name, judgement in run_.ask.changed or ():
        rule = run_.asked.at(name, judgement.place, run_.repo)
        if rule:
            run_.enter(softened(rule, run_.ask.day), (judgement,))


def _concerned(repo: Repo, files: frozenset[str] | None) -> set[tuple[str, str]] | None:
    """What some files describe: other descriptions of a register are judged with them, as some are translations."""
    if files is None:
        return None
    return {(record.kind, record.described) for record in repo.records if record.document.source.file in files}


def _judge_record(run_: _Run, record: Record, plans: list[Plan]) -> None:
    subject, evidence = Subject(record), run_.ask.keep_judgements
    for plan in plans:
        check = plan.compiled.check
        if check:
            run_.enter(plan.rule, check(record, plan.setting))
        elif subject.items(plan.compiled.items):
            run_.enter(plan.rule, judge(plan, subject, evidence=evidence))
    record.known.clear()


def subjects(repo: Repo, plan: Plan) -> Iterator[Any]:
    """The repo, or the descriptions of each register that the rule looks at."""
    if plan.scope == "repo":
        yield repo
        return
    yield from filter(None, map(plan.suited, repo.descriptions.values()))


def _unsuperseded(broken: list[Judged]) -> Iterator[Judged]:
    """Leave out what a more specific rule says at the same place or above it, in the same description.

    What stands is never milder than what it sets aside: a heading left blank is as grave as one that is missing.
    """
    by_document: dict[tuple[str, str], list[Judged]] = {}
    for judged in broken:
        place = judged.judgement.place
        by_document.setdefault((place.kind, place.id), []).append(judged)
    for rivals in by_document.values():
        for judged in rivals:
            if not any(_sets_aside(rival, judged) for rival in rivals):
                aside = [other.rule.severity for other in rivals if _sets_aside(judged, other)]
                gravest = min((judged.rule.severity, *aside), key=lambda severity: severity.rank)
                yield Judged(judged.rule._replace(severity=gravest), judged.judgement)


def _sets_aside(rival: Judged, judged: Judged) -> bool:
    """A rule that is not in effect yet leaves alone what is."""
    if rival.rule.starts and not judged.rule.starts:
        return False
    return rival.judgement.place.covers(judged.judgement.place) and rival.rule.supersedes(judged.rule)


def _of_flaw(run_: _Run, flaw: Flaw) -> Finding:
    """A finding about something that could not be read as meant; its severity is not the repo's to change."""
    rule = run_.every.find(flaw.rule)
    document = flaw.document
    span = document.span(flaw.path) if document else flaw.source.span(flaw.offset)
    place = document.place.at(*flaw.path) if document and document.kind and document.id else None
    spot = Spot(flaw.source.file, span, place, flaw.source.lines.line(span.line))
    related = tuple(Spot(other.source.file, other.span(path), other.place.at(*path)) for other, path in flaw.related)
    return run_.wording.words(rule, spot, flaw.values, related=related)
