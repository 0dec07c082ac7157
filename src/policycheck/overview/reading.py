"""What all parts of an overview need to know: whose document something is in, who answers for it, what it is called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.answering import Office, answering
from policycheck.overview.themes import Themes
from policycheck.overview.types import Role
from policycheck.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.checking import Checked
    from policycheck.finding import Finding, Judgement, Report, Spot
    from policycheck.place import Path, Place
    from policycheck.repo import Record, Repo

WITH_THEMES = ("register", "processor-record")
"""The kinds of record that are read theme by theme."""


class Subject(NamedTuple):
    """A register by its own name, or another document by its kind and id; by its file where it could not be read."""

    kind: str
    id: str
    file: str = ""


class Naming:
    """What the documents of a repo, and those who answer for them, are called in a language; which are asked about."""

    def __init__(self, repo: Repo, wording: Wording, files: frozenset[str] | None) -> None:
        self.repo = repo
        self.wording = wording
        self.files = files
        self.name = cache(self._name)

    def asked_about(self, record: Record) -> bool:
        """Whether the report is about the file of a record."""
        return self.files is None or record.document.source.file in self.files

    def record(self, spot: Spot) -> Record | None:
        """The record that a spot is in, unless it was refused."""
        found = self.repo.record(spot.place.kind, spot.place.id) if spot.place else None
        return found if found and found.document.source.file == spot.file else None

    def subject(self, record: Record) -> Subject:
        """What a record is about."""
        return Subject(record.kind, record.described if record.kind == "register" else record.document.id)

    def subject_of(self, finding: Finding) -> Subject:
        """What a finding is about."""
        record, place = self.record(finding.spot), finding.spot.place
        if record:
            return self.subject(record)
        return Subject(place.kind, place.id, finding.spot.file) if place else Subject("", "", finding.spot.file)

    def records(self, subject: Subject) -> list[Record]:
        """The descriptions of a register, or the one record that another subject is."""
        if subject.file:
            return []
        if subject.kind == "register":
            return self.repo.descriptions[subject.id]
        record = self.repo.record(subject.kind, subject.id)
        return [record] if record else []

    def _name(self, subject: Subject) -> str:
        """What a subject is called: by a record in the reader's language, else by any, else by its id or file."""
        records = sorted(self.records(subject), key=lambda record: record.language != self.wording.language)
        names = (self.wording.name(one.place) for one in records if _has_name(one.stated))
        return next(names, subject.id or subject.file)

    def answering(self, spot: Spot) -> Role | None:
        """The role that answers for what a spot is in."""
        record = self.record(spot)
        return self.role(answering(record)) if record else None

    def role(self, office: Office | None) -> Role | None:
        """A role with its title and how to reach it."""
        if office is None:
            return None
        organisation = self.repo.record("organisation", office.organisation)
        stated: Mapping[str, Any] = organisation.stated.get("roles", {}).get(office.role, {}) if organisation else {}
        title = self.wording.said(stated.get("title"), organisation) or office.role
        return Role(office.role, title, self._contact(stated.get("contact", {}), organisation))

    def _contact(self, contact: Mapping[str, Any], organisation: Record | None) -> str:
        """The quickest ways to somebody: mailbox and telephone, else a page or an address."""
        told = [contact[way] for way in ("email", "phone") if way in contact]
        slower = (contact[way] for way in ("web", "address", "postal_address") if way in contact)
        return ", ".join(told) or self.wording.said(next(slower, ""), organisation)

    def spot(self, place: Place) -> Spot:
        """Where a reader finds a place."""
        return self.wording.spot(place)


class Reading(Naming):
    """One report on a repo, in its language."""

    def __init__(self, checked: Checked, report: Report, *, for_people: bool) -> None:
        wording = Wording(checked.book, checked.repo, report.language, for_people=for_people)
        super().__init__(checked.repo, wording, checked.ask.files)
        self.book = checked.book
        self.report = report
        self.themes = Themes(checked.book.vocabulary)

    def judgements(self) -> Iterator[tuple[str, Judgement, Record]]:
        """The judgements the report is about, each with its rule and its record."""
        for rule, judgement in self.report.judgements:
            record = self.repo.record(judgement.place.kind, judgement.place.id)
            if record and self.asked_about(record):
                yield rule, judgement, record

    def theme(self, subject: Subject, path: Path) -> str:
        """The label of the theme of a place; empty where the subject has none."""
        themed = subject.kind in WITH_THEMES and not subject.file
        return self.themes.label(self.themes.of(path), self.wording.language) if themed else ""


def _has_name(stated: Mapping[str, Any]) -> bool:
    return bool(stated.get("name") or stated.get("title"))
