"""National provisions by which a description limits rights: in force, about those rights and for such ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.bases import bases
from policycheck.facts.derogations import Derogation, derogations, number
from policycheck.finding import Consulted, Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.law import national
    from policycheck.law.answer import Answer
    from policycheck.place import Place
    from policycheck.repo import Record


@supplies("law")
def in_force(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The act that limits rights is in force on the day (Articles 23(1), 85(2), 89(2)-(3))."""
    for derogation in derogations(record):
        act = number(derogation.law, setting.vocabulary)
        if not act:
            continue
        place = record.place.at(*derogation.path, "law")
        answer = setting.law.statute(act)
        if answer.value and not answer.value.displaced:
            yield met(place, because=_rests_on("statutes", answer))
        elif answer.row is None or answer.value or not answer.certain:
            yield cannot_tell(place)
        else:
            yield not_met(place, because=_rests_on("statutes", answer), law=Term("statutes", derogation.law))


@supplies("law", "section", "rights")
def covers_rights(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The section named lets the controller depart from those rights (Articles 23(1)-(2), 89(2)-(3))."""
    for derogation, answer in _known(record, setting):
        covered = answer.value.rights if answer.value else frozenset()
        beyond = [right for right in sorted(derogation.rights) if not covered & {right, _whole(right, setting)}]
        place = _of_rights(record, derogation)
        if covered and not beyond:
            yield met(place, because=_rests_on("national", answer))
        elif not answer.certain:
            yield cannot_tell(place)
        else:
            yield not_met(
                place,
                because=_rests_on("national", answer),
                law=Term("statutes", derogation.law),
                section=derogation.section,
                rights=[Term("rights", right) for right in beyond],
            )


def _whole(right: str, setting: Setting) -> str:
    """The right of which another is part, as the objection to direct marketing is of the right to object."""
    return setting.vocabulary.attribute("rights", right, "parent") or right


def _of_rights(record: Record, derogation: Derogation) -> Place:
    place = record.place.at(*derogation.path)
    return place / "rights" if derogation.path[0] == "derogations" and derogation.rights else place


@supplies("law", "section", "purposes")
def fits_purposes(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A section for research, statistics or archiving serves a register that has such a purpose (Article 89)."""
    categories = [based.purpose.get("category") for based in bases(record)]
    for derogation, answer in _known(record, setting):
        meant = answer.value.purposes if answer.value else frozenset()
        if not meant:
            continue
        place = record.place.at(*derogation.path, "section")
        if not meant.isdisjoint(categories):
            yield met(place, because=_rests_on("national", answer))
        elif not categories or None in categories:
            yield cannot_tell(place)
        else:
            yield not_met(
                place,
                record.place / "purposes",
                because=_rests_on("national", answer),
                law=Term("statutes", derogation.law),
                section=derogation.section,
                purposes=[Term("purposes", code) for code in sorted(meant)],
            )


def _known(record: Record, setting: Setting) -> Iterator[tuple[Derogation, Answer[national.Derogation | None]]]:
    """The derogations whose act and section are named, and whose act is in force, with what the section is about."""
    for derogation in derogations(record):
        act = number(derogation.law, setting.vocabulary)
        if act and derogation.section and setting.law.statute(act).value:
            yield derogation, setting.law.derogation(act, derogation.section)


def _rests_on(table: str, answer: Answer[object]) -> tuple[Consulted, ...]:
    return (Consulted(table, answer.row["id"]),) if answer.row else ()
