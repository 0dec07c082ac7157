"""What a description says of rights against what its bases give: refusals, limits and promises (Articles 12-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.facts.protection import on_paper_only
from policycheck.facts.refusals import field, refused
from policycheck.facts.rights import given, without_ground
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path
    from policycheck.repo import Record

OF_LAW = ("as-law-provides", "where-applicable")
"""How a text says that a right goes as far as the law does: no promise."""


@supplies("rights")
def not_refused(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A right that the bases give is not said to be none, nor not to apply (Articles 12(2), 12(4))."""
    said: dict[Path, list[tuple[str, bool | None]]] = {}
    for right, path in refused(record).items():
        said.setdefault(path, []).append((right, given(record, right, setting.law, setting.vocabulary)))
    for path, rights in said.items():
        owed = [Term("rights", right) for right, is_given in rights if is_given]
        if owed:
            yield not_met(record.place.at(*path), rights=owed)
        elif None in dict(rights).values():
            yield cannot_tell(record.place.at(*path))
        else:
            yield met(record.place.at(*path))


@supplies("right")
@takes(rights="words")
def promise_grounded(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A right that turns on the basis is promised where something gives it (Articles 7(3), 20(1), 21)."""
    rights: Any = record.register.get("rights", {})
    for right in setting.params["rights"]:
        told = rights.get(field(right))
        if told is None or "holds" in told or told.get("applies") in OF_LAW:
            continue
        place = record.place.at("rights", field(right))
        if without_ground(record, right, setting.law, setting.vocabulary):
            yield not_met(place, record.place / "purposes", right=Term("rights", right))
        else:
            yield met(place)


@supplies("right", "limit")
@takes(rights="words")
def limits_lawful(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A right other than erasure is refused on grounds that the law knows for it (Articles 12(5), 15(4), 18(2), 20)."""
    rights: dict[str, Any] = dict(things(record.register.get("rights")))
    for right in setting.params["rights"]:
        for path, statement in statements(rights.get(field(right)), ("rights", field(right))):
            for code, limit in things(statement.get("limits")):
                place = record.place.at(*path, "limits", code)
                if "law" in limit or right in _limited_by(code, "rights", setting):
                    yield met(place)
                elif _limited_by(code, "national", setting):
                    yield cannot_tell(place)
                else:
                    yield not_met(place, right=Term("rights", right), limit=Term("erasure-limits", code))


def _limited_by(ground: str, attribute: str, setting: Setting) -> Any:
    """Which rights a ground limits by the Regulation itself, or whether a national law may let it limit others."""
    return setting.vocabulary.attribute("erasure-limits", ground, attribute) or ()


@supplies("right")
def electronic_way(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Requests about data that machines process need not be on paper (Article 12(2), recital 59)."""
    paper = setting.vocabulary.marked("channels", "paper")
    rights: dict[str, Any] = {} if on_paper_only(record) else dict(things(record.register.get("rights")))
    for name, right in rights.items():
        ways = right.get("how")
        if ways:
            place = record.place.at("rights", name, "how")
            yield not_met(place, right=Term("rights", name)) if paper.issuperset(ways) else met(place)
