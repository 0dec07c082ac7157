"""What a text claims of the data it holds, against what it holds (Articles 4(1), 5(1)(a))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model.data import DataGroup
    from policycheck.repo import Record


@supplies("claim", "data")
def personal_data_called_so(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Data about people, however they are headed, are not said to be no personal data (Article 4(1))."""
    denials = setting.vocabulary.marked("claims", "denies_identity")
    data: Any = record.register.get("data")
    for path, statement in statements(data, ("data",)):
        for name, group in things(statement):
            denied = [claim for claim in group.get("claims", []) if claim in denials]
            if denied:
                place = record.place.at(*path, name, "claims")
                held = [Term("data", code) for code in group.get("items", [])]
                about = _about_people(group, setting)
                yield not_met(place, claim=Term("claims", denied[0]), data=held) if about else met(place)


def _about_people(group: DataGroup, setting: Setting) -> bool:
    """Whether it says whose data they are, or holds any that relate to a person; data of legal persons are not."""
    relating = setting.vocabulary.marked("data", "relates_to")
    about_people = bool(group.get("about")) or not relating.isdisjoint(group.get("items", []))
    return group.get("personal", True) and about_people
