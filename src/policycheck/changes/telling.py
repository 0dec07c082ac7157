"""Changes in finished words of one language: writers of formats look nothing up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policycheck.changes.classes import classes_on, gates
from policycheck.changes.comparing import compared, descriptions
from policycheck.changes.dating import RULE, judgements
from policycheck.errors import UsageError, did_you_mean
from policycheck.speech import _
from policycheck.waivers import apply_waivers
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from policycheck.cards import Rule, Rulebook, Rules
    from policycheck.changes.classes import Direction, Duty
    from policycheck.changes.comparing import Change, Subject
    from policycheck.changes.revisions import State
    from policycheck.changes.statements import Statement
    from policycheck.config import WaiverTerms
    from policycheck.finding import Citation, Finding, Severity, Spot, Waived
    from policycheck.place import Place
    from policycheck.repo import Repo


UNDATED = "undated"
"""What a gate calls a material change that is not dated."""


class ToldDuty(NamedTuple):
    """What has to be done, and by which articles."""

    id: str
    words: str
    cites: tuple[Citation, ...]


class End(NamedTuple):
    """What one state says: in words, and where; empty words where there is nothing to say but that it is there."""

    words: str
    spot: Spot


class ToldChange(NamedTuple):
    """A change of a register."""

    of: str
    title: str
    direction: Direction
    theme: str
    material: bool
    about: str
    before: End | None
    after: End | None
    duties: tuple[ToldDuty, ...]
    fails: bool


class Changed(NamedTuple):
    """A register, or a processor's record, and how it changed."""

    kind: str
    id: str
    name: str
    changes: tuple[ToldChange, ...]
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]

    @property
    def duties(self) -> tuple[ToldDuty, ...]:
        """The duties that follow from all of its changes, each once."""
        return tuple(dict.fromkeys(duty for change in self.changes for duty in change.duties))


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two states of a repo."""

    before: State
    after: State
    as_of: date
    language: str
    registers: tuple[Changed, ...]
    gate: tuple[str, ...]
    """The names of classes that fail."""
    failing: int
    """So many changes and findings fail."""

    def count(self, direction: Direction) -> int:
        """How many changes there are of a direction."""
        return sum(change.direction == direction for one in self.registers for change in one.changes)

    @property
    def findings(self) -> int:
        """How many material changes are not dated."""
        return sum(len(one.findings) for one in self.registers)


class Gate(NamedTuple):
    """What makes a comparison fail: classes of change by any of their names, and findings from a severity on."""

    names: tuple[str, ...]
    severity: Severity

    def stops(self, finding: Finding) -> bool:
        """Whether a finding fails."""
        return UNDATED in self.names or finding.severity.reaches(self.severity)


def verify_gate(names: tuple[str, ...], book: Rulebook, day: date) -> None:
    """Make sure that all names mean a class of change.

    Raises:
        UsageError: at the first that means none.
    """
    known = [*gates(classes_on(book.law_tables["changes"], day).values()), UNDATED]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or _("there are: {names}", names=", ".join(known))
            raise UsageError(_("there is no class of changes '{name}'", name=name), hint=hint)


class Telling:
    """Puts a comparison into words."""

    def __init__(self, before: State, after: State, book: Rulebook, day: date, *, terms: WaiverTerms) -> None:
        self.before = before
        self.after = after
        self.book = book
        self.day = day
        self.terms = terms
        self.changes = compared(before.repo, after.repo, book, day)

    def told(
        self, language: str, gate: Gate, rules: Callable[[str], Rules], *, for_people: bool, redact: bool = False
    ) -> Diff:
        """The comparison in a language; `rules` tells which judge a file."""
        page = _Page(self, Wording(self.book, self.after.repo, language, for_people=for_people, redact=redact), gate)
        findings, waived = self._settled(page.new, rules)
        registers = tuple(
            page.register(subject, findings, waived) for subject in dict.fromkeys(c.register for c in self.changes)
        )
        failing = sum(change.fails for one in registers for change in one.changes)
        failing += sum(gate.stops(finding) for one in registers for finding in one.findings)
        spoken = page.new.language
        return Diff(self.before, self.after, self.day, spoken, registers, gate.names, failing)

    def _settled(self, wording: Wording, rules: Callable[[str], Rules]) -> tuple[list[Finding], list[Waived]]:
        """What is found in the changes and stands, and what a waiver sets aside; waivers themselves `check` judges."""
        repo = self.after.repo
        found = [
            wording.finding(rule, judgement)
            for name, judgement in judgements(self.changes, self.before.repo, repo, self.before.ref or "")
            if (rule := _rule_at(name, judgement.place, repo, rules))
        ]
        settled = apply_waivers(
            found,
            repo,
            wording=wording,
            judges=lambda name, place: name == RULE and _rule_at(name, place, repo, rules) is not None,
            day=self.day,
            terms=self.terms,
        )
        return settled.standing, settled.waived


def _rule_at(name: str, place: Place, repo: Repo, rules: Callable[[str], Rules]) -> Rule | None:
    """A rule as it holds where a place stands; None if it is not judged there."""
    document = repo.documents.get((place.kind, place.id))
    return rules(document.source.file).by_id.get(name) if document else None


def _of(subject: Subject, finding: Finding, repo: Repo) -> bool:
    """Whether a finding is about a description of a register, or about a processor's record."""
    place = finding.spot.place
    return place is not None and any(record.place.covers(place) for record in descriptions(repo, subject))


class _Page:
    """One language: the newer state speaks, the older one is quoted."""

    def __init__(self, telling: Telling, new: Wording, gate: Gate) -> None:
        self.telling = telling
        self.new = new
        self.old = Wording(new.book, telling.before.repo, new.language, for_people=new.for_people, redact=new.redact)
        self.gate = gate

    def register(self, subject: Subject, findings: list[Finding], waived: list[Waived]) -> Changed:
        repo = self.telling.after.repo
        changes = tuple(self._change(one) for one in self.telling.changes if one.register == subject)
        standing = tuple(one for one in findings if _of(subject, one, repo))
        aside = tuple(one for one in waived if _of(subject, one.finding, repo))
        return Changed(*subject, self._name(subject), changes, standing, aside)

    def _name(self, subject: Subject) -> str:
        for wording in (self.new, self.old):
            records = descriptions(wording.repo, subject)
            if records:
                return wording.name(records[0].place)
        return subject[1]

    def _change(self, change: Change) -> ToldChange:
        of = change.of
        wording = self.new if change.after else self.old
        return ToldChange(
            of.id,
            self._in(of.title),
            of.direction,
            of.theme,
            of.material,
            "; ".join(dict.fromkeys(self._show(one.name, one, wording) for one in change.about)),
            self._end(change.before, self.old),
            self._end(change.after, self.new),
            tuple(map(self._duty, of.duties)),
            not of.names.isdisjoint(self.gate.names),
        )

    def _end(self, statement: Statement | None, wording: Wording) -> End | None:
        if statement is None:
            return None
        shown = "" if statement.shown is None else self._show(statement.shown, statement, wording)
        return End(shown, wording.spot(statement.place))

    def _show(self, value: object, statement: Statement, wording: Wording) -> str:
        if wording.redact and not isinstance(value, tuple):
            return ", ".join(filter(None, statement.about))
        return " ".join(wording.show(value).split())

    def _duty(self, duty: Duty) -> ToldDuty:
        cites = tuple(self.new.citation("gdpr", article) for article in duty.articles)
        return ToldDuty(duty.id, self._in(duty.words), cites)

    def _in(self, words: object) -> str:
        return self.new.said(words)
