"""Repo and rules in, report out: pure, ordered, no input or output."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from policycheck.assertions import Item, Verdict
from policycheck.assertions.fields import ABSENT
from policycheck.cards.rules import Compiled, Rule, Rules, compile_rule
from policycheck.checks import Setting
from policycheck.document import Nothing
from policycheck.finding import Finding, Judgement, Outcome, Report, Severity, Spot, Waived
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
    every: Rules
    """All rules with their own severities, chosen or not."""
    wording: Wording
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    met: int = 0
    """Met judgements of cards, which are only counted."""
    kept: list[tuple[str, Judgement]] = field(default_factory=list)

    def tally(self, rule: Rule, judgement: Judgement) -> None:
        """Count a judgement, and keep it when asked to: the met ones are the evidence."""
        self.outcomes[judgement.outcome] += 1
        if self.ask.keep_judgements:
            self.kept.append((rule.id, judgement))


def run(repo: "Repo", book: "Rulebook", ask: Ask) -> Report:
    """Judge a repo by the chosen rules."""
    rules = book.rules() if ask.rules is None else ask.rules
    run_ = _Run(repo, book, ask, book.law(ask.day), rules, book.rules(), Wording(book, repo, ask.language))
    broken = list(_not_met(run_))
    findings = [run_.wording.finding(judged.rule, judged.judgement) for judged in _unsuperseded(broken)]
    findings += [_of_flaw(run_, flaw) for flaw in repo.flaws]
    standing, waived = apply_waivers(findings, repo, run_.wording, rules, ask.day)
    return Report(
        tuple(sorted((one for one in standing if _asked_about(one, ask.files)), key=lambda finding: finding.order)),
        tuple(sorted((item for item in waived if _asked_about(item.finding, ask.files)), key=_waived_order)),
        ask.day,
        len(repo.documents) or len(repo.records),
        repo.skipped,
        len(rules),
        run_.outcomes | {Outcome.MET: run_.outcomes[Outcome.MET] + run_.met, Outcome.WAIVED: len(waived)},
        run_.wording.language,
        tuple(run_.kept),
    )


def _asked_about(finding: Finding, files: frozenset[str] | None) -> bool:
    spots = (finding.spot, *finding.related)
    return files is None or any(spot.file in files for spot in spots)


def _waived_order(item: Waived) -> tuple[Any, ...]:
    return item.finding.order


def _not_met(run_: _Run) -> Iterator[_Judged]:
    for rule in run_.rules:
        if rule.card["raised_by"] or not _in_force(rule, run_.ask.day):
            continue
        judged = _softened(rule, run_.ask.day)
        for judgement in _judgements(run_, rule):
            run_.tally(rule, judgement)
            if judgement.outcome is Outcome.NOT_MET:
                yield _Judged(judged, judgement)


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
        for item in _items(record, compiled):
            verdict = _verdict(item, compiled, run_.ask.day)
            if verdict is None:
                continue
            if verdict.outcome is Outcome.MET and not run_.ask.keep_judgements:
                run_.met += 1
            else:
                yield _judgement(item, compiled, verdict)


def _subjects(repo: "Repo", rule: Rule) -> Iterator[Any]:
    match rule.scope["scope"]:
        case "repo":
            yield repo
        case "register":
            for descriptions in repo.descriptions.values():
                found = [one for one in descriptions if _applies(rule, one.serves, one.country)]
                if found:
                    yield found
        case _:
            yield from _records(repo, rule)


def _records(repo: "Repo", rule: Rule) -> Iterator["Record"]:
    """The records a rule applies to."""
    wanted = rule.scope["kind"]
    for (kind, serves, country), records in repo.alike.items():
        if wanted in (kind, ANY) and _applies(rule, serves, country):
            yield from records


def _applies(rule: Rule, serves: frozenset[str], country: str | None) -> bool:
    wanted, where = rule.scope["serves"], rule.scope["country"]
    return (not wanted or not serves.isdisjoint(wanted)) and (not where or country == where)


def _items(record: "Record", compiled: Compiled) -> list[Item]:
    """What a card looks at in a record: the record itself, or the things its `for` leads to."""
    whole = Item(record, (), record.stated)
    if compiled.items is None:
        return [whole]
    found = compiled.items.find(whole)
    return [Item(record, path, value) for path, value in found if value is not ABSENT and type(value) is not Nothing]


def _verdict(item: Item, compiled: Compiled, day: date) -> Verdict | None:
    """What a card comes to at one item; None when its `when` is not met, or there is nothing to compare."""
    if compiled.when:
        condition = compiled.when.ask(item, day)
        if condition.outcome is not Outcome.MET:
            return condition if condition.outcome is Outcome.CANNOT_TELL else None
    if compiled.require is None:
        return None
    verdict = compiled.require.ask(item, day)
    silent = verdict.outcome is Outcome.DOES_NOT_APPLY and type(verdict.value) is not Nothing
    return None if silent else verdict


def _judgement(item: Item, compiled: Compiled, verdict: Verdict) -> Judgement:
    path = compiled.at.one(item).path if compiled.at else verdict.path
    values = _values(compiled, item.path, verdict) if verdict.outcome is Outcome.NOT_MET else {}
    return Judgement(item.record.place.at(*path), verdict.outcome, values)


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
    """A finding about something that could not be read as meant; its severity is not the repo's to change."""
    rule = run_.every.find(flaw.rule)
    document = flaw.document
    span = document.span(flaw.path) if document else flaw.source.span(flaw.offset)
    place = document.place.at(*flaw.path) if document and document.kind and document.id else None
    spot = Spot(flaw.source.file, span, place, flaw.source.lines.line(span.line))
    related = tuple(Spot(other.source.file, other.span(path), other.place.at(*path)) for other, path in flaw.related)
    return run_.wording.words(rule, spot, flaw.values, related=related)
