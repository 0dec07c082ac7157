"""How each register stands, theme by theme, and what is to be said of the other documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policycheck.facts.answering import answering
from policycheck.finding import Outcome, Severity
from policycheck.overview.reading import WITH_THEMES, Subject
from policycheck.overview.types import Counts, DocumentState, RegisterState, State, ThemeState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.finding import Judgement
    from policycheck.overview.reading import Reading
    from policycheck.overview.types import OpenPoint
    from policycheck.place import Place
    from policycheck.repo import Flaw


@dataclass(slots=True)
class _Tally:
    """What is counted of a theme, or of a document."""

    found: list[Severity] = field(default_factory=list)
    open: int = 0
    waived: int = 0
    met: set[str] = field(default_factory=set)
    spared: bool = False
    """Some rule does not apply, as the author says."""
    told: set[tuple[str, Place | None]] = field(default_factory=set)
    broken: set[tuple[str, Place | None]] = field(default_factory=set)

    @property
    def state(self) -> State:
        """The gravest that can be said."""
        if self.found:
            return State.GAPS
        if self.broken - self.told:
            return State.TOLD_ELSEWHERE
        if self.open:
            return State.OPEN
        if self.waived:
            return State.WAIVED
        if self.met:
            return State.NO_GAPS
        return State.DOES_NOT_APPLY if self.spared else State.NOT_JUDGED


class States:
    """Counts once, and tells the states of registers and documents."""

    def __init__(self, reading: Reading, open_points: Sequence[tuple[Subject, OpenPoint]]) -> None:
        self.reading = reading
        self._tallies: dict[Subject, dict[str, _Tally]] = defaultdict(lambda: defaultdict(_Tally))
        for finding in reading.report.findings:
            tally = self._tally(reading.subject_of(finding), finding.spot.place)
            tally.found.append(finding.severity)
            tally.told.add((finding.rule, finding.spot.place))
        for item in reading.report.waived:
            tally = self._tally(reading.subject_of(item.finding), item.finding.spot.place)
            tally.waived += 1
            tally.told.add((item.finding.rule, item.finding.spot.place))
        for rule, judgement, record in reading.judgements():
            _enter(self._tally(reading.subject(record), judgement.place), rule, judgement)
        for subject, point in open_points:
            self._tally(subject, point.spot.place).open += 1

    def _tally(self, subject: Subject, place: Place | None) -> _Tally:
        """The tally of a theme; of a document as a whole where it has none."""
        themed = subject.kind in WITH_THEMES and not subject.file
        return self._tallies[subject][self.reading.themes.of(place.path) if themed and place else ""]

    def registers(self) -> tuple[RegisterState, ...]:
        """Every register and processor's record that the report is about, by name."""
        records = [one for one in self.reading.repo.records if one.kind in WITH_THEMES]
        subjects = {self.reading.subject(one) for one in records if self.reading.asked_about(one)}
        told = {subject for subject in self._tallies if subject.kind in WITH_THEMES and not subject.file}
        states = [self._register(subject) for subject in subjects | told]
        return tuple(sorted(states, key=lambda state: (state.kind != "register", state.name.casefold(), state.id)))

    def _register(self, subject: Subject) -> RegisterState:
        records = self.reading.records(subject)
        offices = (answering(record) for record in records)
        role = self.reading.role(next((office for office in offices if office), None))
        files = tuple(sorted({record.document.source.file for record in records}))
        themes = tuple(self._theme(subject, code) for code in self.reading.themes.codes)
        return RegisterState(subject.kind, subject.id, self.reading.name(subject), files, role, themes)

    def _theme(self, subject: Subject, code: str) -> ThemeState:
        tally = self._tallies[subject][code]
        label = self.reading.themes.label(code, self.reading.wording.language)
        counts = Counts.of(tally.found)
        return ThemeState(code, label, tally.state, counts, tally.open, tally.waived, len(tally.met))

    def documents(self) -> tuple[DocumentState, ...]:
        """Documents that could not be read, then others with findings or open points."""
        refused = {*self._refused()}
        others = {subject for subject in self._tallies if subject.file or subject.kind not in WITH_THEMES}
        states = [self._document(subject, read=subject not in refused) for subject in refused | others]
        told = [state for state in states if not state.read or any(state.counts) or state.open]
        return tuple(sorted(told, key=lambda state: (state.read, state.file, state.kind, state.id)))

    def _document(self, subject: Subject, *, read: bool) -> DocumentState:
        tally = self._tallies[subject][""]
        files = (one.document.source.file for one in self.reading.records(subject))
        file = subject.file or next(files, "")
        name = self.reading.name(subject)
        return DocumentState(file, subject.kind, subject.id, name, Counts.of(tally.found), tally.open, read)

    def _refused(self) -> Iterator[Subject]:
        """The documents that are known by their flaws alone."""
        for flaw in self.reading.repo.flaws:
            if self._is_asked(flaw) and not self._is_accepted(flaw):
                document = flaw.document
                named = document if document and document.kind and document.id else None
                yield Subject(named.kind if named else "", named.id if named else "", flaw.source.file)

    def _is_asked(self, flaw: Flaw) -> bool:
        return self.reading.files is None or flaw.source.file in self.reading.files

    def _is_accepted(self, flaw: Flaw) -> bool:
        """Whether a flaw is one of a document that was read all the same, such as a code that is not known."""
        document = flaw.document
        record = self.reading.repo.record(document.kind, document.id) if document else None
        return record is not None and record.document is document


def _enter(tally: _Tally, rule: str, judgement: Judgement) -> None:
    match judgement.outcome:
        case Outcome.MET:
            tally.met.add(rule)
        case Outcome.NOT_MET:
            tally.broken.add((rule, judgement.place))
        case Outcome.DOES_NOT_APPLY:
            tally.spared = True
        case _:
            pass
