"""Repo and rules in, report out: pure, ordered, no input or output."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.assertions import Verdict
from policycheck.cards.rules import Compiled, Rule, Rules, compile_rule
from policycheck.checks import Setting
from policycheck.document import Nothing
from policycheck.finding import Finding, Judgement, Outcome, Report, Severity, Spot
from policycheck.place import Path, Place
from policycheck.waivers import apply_waivers
from policycheck.wording import Wording

if TYPE_CHECKING:
    from policycheck.cards import Rulebook
    from policycheck.law import Law
    from policycheck.repo import Flaw, Record, Repo


ANY = "any"
"""The kind of a check that looks at records of every kind."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a run is asked: on which day, in which language, by which rules, about which files."""

    day: date
    language: str = "en"
    rules: Rules | None = None
    files: frozenset[str] | None = None
    """Findings are reported for these files; what is known is the whole repo. None means all."""
    keep_judgements: bool = False


@dataclass(slots=True)
class _Judged:
    """A judgement with the rule that came to it."""

    rule: Rule
    judgement: Judgement


@dataclass
class _Run:
    """One run of all rules over a repo."""

    repo: "Repo"
    book: "Rulebook"
    ask: Ask
    law: "Law"
    rules: Rules
    wording: Wording
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: list[tuple[str, Judgement]] = field(default_factory=list)


def run(repo: "Repo", book: "Rulebook", ask: Ask) -> Report:
    """Judge a repo by the chosen rules."""
    rules = ask.rules or book.rules()
    run_ = _Run(repo, book, ask, book.law(ask.day), rules, Wording(book, repo, ask.language))
    broken = list(_not_met(run_))
    findings = [run_.wording.finding(judged.rule, judged.judgement) for judged in _unsuperseded(broken)]
    findings += [_of_flaw(run_, flaw) for flaw in repo.flaws]
    standing, waived = apply_waivers(findings, repo, run_.wording, rules, ask.day)
    return Report(
        tuple(sorted(_asked_about(standing, ask.files), key=lambda finding: finding.order)),
        tuple(sorted(waived, key=lambda item: item.finding.order)),
        ask.day,
        len(repo.documents) or len(repo.records),
        repo.skipped,
        len(rules),
        {**run_.outcomes, Outcome.WAIVED: len(waived)},
        ask.language,
        tuple(run_.kept),
    )


def _asked_about(findings: Iterable[Finding], files: frozenset[str] | None) -> Iterator[Finding]:
    for finding in findings:
        spots = (finding.spot, *finding.related)
        if files is None or any(spot.file in files for spot in spots):
            yield finding


def _not_met(run_: _Run) -> Iterator[_Judged]:
    for rule in run_.rules:
        if rule.card["raised_by"] or not _in_force(rule, run_.ask.day):
            continue
        for judgement in _judgements(run_, rule):
            run_.outcomes[judgement.outcome] += 1
            if run_.ask.keep_judgements:
                run_.kept.append((rule.id, judgement))
            if judgement.outcome is Outcome.NOT_MET:
                yield _Judged(_softened(rule, run_.ask.day), judgement)


def _in_force(rule: Rule, day: date) -> bool:
    since, until = rule.card["since"], rule.card["until"]
    today = day.isoformat()
    return (since is None or since <= today) and (until is None or today <= until)


def _softened(rule: Rule, day: date) -> Rule:
    """Before `effective_from` an error only warns."""
    start = rule.card["effective_from"]
    if start and day.isoformat() < start and rule.severity is Severity.ERROR:
        return replace(rule, severity=Severity.WARNING)
    return rule


def _judgements(run_: _Run, rule: Rule) -> Iterator[Judgement]:
    compiled = compile_rule(rule.card, run_.book.shapes, run_.book.sets(run_.law))
    if compiled.check:
        setting = Setting(run_.ask.day, run_.law, run_.book.vocabulary, rule.card["params"])
        for subject in _subjects(run_.repo, rule):
            yield from compiled.check(subject, setting)
        return
    for record in _records(run_.repo, rule):
        yield from _asserted(record, compiled, run_.ask.day)


def _subjects(repo: "Repo", rule: Rule) -> Iterator[Any]:
    match rule.scope["scope"]:
        case "repo":
            yield repo
        case "register":
            for descriptions in repo.descriptions.values():
                found = [record for record in descriptions if _applies(rule, record)]
                if found:
                    yield found
        case _:
            yield from _records(repo, rule)


def _records(repo: "Repo", rule: Rule) -> Iterator["Record"]:
    kind = rule.scope["kind"]
    for record in repo.records:
        if kind in (record.kind, ANY) and _applies(rule, record):
            yield record


def _applies(rule: Rule, record: "Record") -> bool:
    serves, country = rule.scope["serves"], rule.scope["country"]
    return (not serves or not record.serves.isdisjoint(serves)) and (not country or record.country == country)


def _asserted(record: "Record", compiled: Compiled, day: date) -> Iterator[Judgement]:
    for item in compiled.items.find(record, ()) if compiled.items else ():
        if compiled.items and not compiled.items.starred and isinstance(item.value, Nothing):
            continue
        if not isinstance(item.value, (dict, list, str, int, float)):
            continue
        judgement = _judge_item(record, compiled, item.path, day)
        if judgement:
            yield judgement
    if compiled.items is None:
        judgement = _judge_item(record, compiled, (), day)
        if judgement:
            yield judgement


def _judge_item(record: "Record", compiled: Compiled, item: Path, day: date) -> Judgement | None:
    if compiled.when:
        condition = compiled.when(record, item, day)
        if condition.outcome is Outcome.CANNOT_TELL:
            return Judgement(record.place.at(*condition.path), Outcome.CANNOT_TELL)
        if condition.outcome is not Outcome.MET:
            return None
    if compiled.require is None:
        return None
    verdict = compiled.require(record, item, day)
    path = next(iter(compiled.at.find(record, item))).path if compiled.at else verdict.path
    return Judgement(record.place.at(*path), verdict.outcome, _values(compiled, item, verdict))


def _values(compiled: Compiled, item: Path, verdict: Verdict) -> dict[str, Any]:
    names = iter(compiled.names)
    values: dict[str, Any] = {}
    keys = [step.key for step in compiled.items.steps] if compiled.items else []
    for key, step in zip(keys, item, strict=False):
        if key == "*":
            values[next(names, "item")] = str(step)
    found = verdict.value
    values["value"] = found.words if isinstance(found, Nothing) else found if _plain(found) else ""
    return values


def _plain(value: object) -> bool:
    return isinstance(value, (str, int, float)) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


def _unsuperseded(broken: list[_Judged]) -> Iterator[_Judged]:
    """Leave out what a graver or more specific rule says at the same place or above it, in the same description."""
    by_document: dict[tuple[str, str], list[_Judged]] = {}
    for judged in broken:
        place = judged.judgement.place
        by_document.setdefault((place.kind, place.id), []).append(judged)
    for judged in broken:
        place = judged.judgement.place
        rivals = by_document[place.kind, place.id]
        if not any(_sets_aside(rival, judged, place) for rival in rivals):
            yield judged


def _sets_aside(rival: _Judged, judged: _Judged, place: Place) -> bool:
    return rival.judgement.place.covers(place) and rival.rule.supersedes(judged.rule)


def _of_flaw(run_: _Run, flaw: "Flaw") -> Finding:
    """A finding about something that could not be read as meant."""
    rule = run_.book.rules().find(flaw.rule)
    document = flaw.document
    span = document.span(flaw.path) if document else flaw.source.span(flaw.offset)
    place = document.place.at(*flaw.path) if document and document.kind and document.id else None
    spot = Spot(flaw.source.file, span, place, flaw.source.lines.line(span.line))
    related = tuple(Spot(other.source.file, other.span(path), other.place.at(*path)) for other, path in flaw.related)
    return run_.wording.words(rule, spot, flaw.values, related=related)
