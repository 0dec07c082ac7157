"""What cannot be told yet: what authors say is not known, and what rules could not judge."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from policycheck.document import Kind
from policycheck.facts.answering import answering, office
from policycheck.facts.occasions import day_of
from policycheck.finding import Outcome
from policycheck.overview.types import OpenPoint

if TYPE_CHECKING:
    from policycheck.document import Nothing
    from policycheck.overview.reading import Reading, Subject
    from policycheck.place import Place
    from policycheck.repo import Record


def open_points(reading: Reading) -> list[tuple[Subject, OpenPoint]]:
    """Every open point with the subject it belongs to: overdue ones first, then by day, those without a day last."""
    waiting: dict[Place, set[str]] = defaultdict(set)
    for record in reading.repo.records:
        if reading.asked_about(record):
            for path, nothing in record.document.nothings.items():
                if nothing.kind is Kind.NOT_KNOWN:
                    waiting[record.place.at(*path)] = set()
    for rule, judgement, record in reading.judgements():
        if judgement.outcome is Outcome.CANNOT_TELL:
            waiting[_unknown(record, judgement.place) or judgement.place].add(rule)
    found = [_point(reading, place, tuple(sorted(rules))) for place, rules in waiting.items()]
    return sorted(found, key=lambda point: _most_urgent(point[1]))


def _unknown(record: Record, place: Place) -> Place | None:
    """The place at or above another of which the author says that it is not known."""
    for depth in range(len(place.path), 0, -1):
        nothing = record.nothing(*place.path[:depth])
        if nothing and nothing.kind is Kind.NOT_KNOWN:
            return record.place.at(*place.path[:depth])
    return None


def _point(reading: Reading, place: Place, rules: tuple[str, ...]) -> tuple[Subject, OpenPoint]:
    record = reading.repo.record(place.kind, place.id)
    if record is None:
        raise LookupError(place)
    subject = reading.subject(record)
    nothing = record.nothing(*place.path)
    until = day_of(nothing.until) if nothing else None
    point = OpenPoint(
        _missing(reading, record, nothing, rules),
        reading.name(subject),
        reading.theme(subject, place.path),
        reading.spot(place),
        rules,
        reading.role(office(reading.repo, nothing.owner, record) if nothing and nothing.owner else answering(record)),
        until,
        until is not None and until < reading.report.as_of,
    )
    return subject, point


def _missing(reading: Reading, record: Record, nothing: Nothing | None, rules: tuple[str, ...]) -> str:
    """The author's words, else what the rules that cannot tell ask for."""
    words = reading.wording.said(nothing.words, record) if nothing else ""
    titles = "; ".join(reading.book.words(rule, reading.wording.language)["title"] for rule in rules)
    return words or reading.wording.speech.gettext("cannot tell: {rules}", rules=titles)


def _most_urgent(point: OpenPoint) -> tuple[Any, ...]:
    span = point.spot.span
    return (point.until is None, point.until or 0, point.spot.file, span.line, span.column, str(point.spot.place))
