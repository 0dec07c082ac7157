"""What is collected, of whom and when: left open, or told in two ways (Articles 5(1)(a), 14, 30(1)(c))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.document import Kind
from policycheck.facts.things import statements, things
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.model.data import DataSource
    from policycheck.place import Path
    from policycheck.repo import Record

OF_ITS_OWN = ("by", "through", "party", "classes", "system", "data", "purpose")
"""Words of a source that tell it from others of the same origin."""


@supplies("sources")
def others_informed(record: Record, setting: Setting) -> Iterator[Judgement]:
    """People whose data come from somebody else are informed of it (Article 14(1)-(3)); a loose class is no source."""
    loose = setting.vocabulary.marked("party-classes", "generic")
    found = [name for name, source in things(record.register.get("sources")) if _is_elsewhere(source, loose)]
    if not found:
        return
    place, nothing = record.place / "information", record.nothing("information")
    informing = things(record.register.get("information"))
    if any(_is_now(entry, setting) for _, entry in informing):
        yield met(place)
    elif nothing and nothing.kind is Kind.NOT_KNOWN:
        yield cannot_tell(place)
    elif not (nothing and nothing.kind is Kind.NOT_APPLICABLE):
        yield not_met(place, *(record.place.at("sources", name) for name in found), sources=found)


def _is_elsewhere(source: DataSource, loose: frozenset[str]) -> bool:
    """Whether data come from somebody else who can be told; of loose classes gdpr/sources-named speaks."""
    if source.get("from") == "third-party":
        return "party" in source or not loose.issuperset(source.get("classes", []))
    return source.get("from") == "public-register"


def _is_now(entry: Mapping[str, Any], setting: Setting) -> bool:
    """Whether people whose data come in on the day are informed; what ended, or starts later, is not for them."""
    day = setting.day.isoformat()
    return bool(entry.get("since", "") <= day <= entry.get("until", day))


@supplies("sources")
@takes(asking="words", relationship="words")
def entry_agrees(record: Record, setting: Setting) -> Iterator[Judgement]:
    """People are entered when they ask, or once there is a relationship; a text says one of them (Article 5(1)(a))."""
    told = [(path, source) for path, source in _told(record) if "when" in source]
    differing = [*_restated(told), *_at_odds(told, setting)]
    if differing:
        names = dict.fromkeys(str(path[1]) for path in differing)
        yield not_met(record.place / "sources", *(record.place.at(*path) for path in differing), sources=list(names))
    elif told:
        yield met(record.place / "sources")


def _told(record: Record) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for name, source in things(record.register.get("sources")):
        yield from statements(source, ("sources", name))


def _restated(told: list[tuple[Path, Mapping[str, Any]]]) -> Iterator[Path]:
    """Sources of which it is said again, and otherwise."""
    first: dict[object, Any] = {}
    for path, source in told:
        if first.setdefault(path[1], source["when"]) != source["when"]:
            yield path


def _at_odds(told: list[tuple[Path, Mapping[str, Any]]], setting: Setting) -> Iterator[Path]:
    """Sources that enter whoever asks, beside words on the same people that wait for a relationship."""
    asking = [(path, source) for path, source in told if source["when"] in setting.params["asking"]]
    for path, source in told:
        if source["when"] in setting.params["relationship"] and source.keys().isdisjoint(OF_ITS_OWN):
            same = [at for at, other in asking if other.get("from") == source.get("from")]
            yield from (*same, path) if same else ()


@supplies("purpose", "data_subjects")
def subjects_declared(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever a purpose concerns is among the register's data subjects (Article 30(1)(c))."""
    declared = set(record.register.get("data_subjects", []))
    if not declared:
        return
    for name, purpose in things(record.register.get("purposes")):
        if "data_subjects" not in purpose:
            continue
        place = record.place.at("purposes", name, "data_subjects")
        further = [code for code in purpose["data_subjects"] if not declared & _wider(code, "data-subjects", setting)]
        if further:
            terms = [Term("data-subjects", code) for code in further]
            yield not_met(place, record.place / "data_subjects", purpose=name, data_subjects=terms)
        else:
            yield met(place)


def _wider(code: str, vocabulary: str, setting: Setting) -> set[str]:
    """A code and what it belongs to."""
    found: set[str] = set()
    while code and code not in found:
        found.add(code)
        code = setting.vocabulary.attribute(vocabulary, code, "parent")
    return found


@supplies("uses", "data")
def complete_for_use(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The data that purposes and systems cannot do without are listed, at least in part (Article 30(1)(c))."""
    groups = [group for _, group in things(record.register.get("data"))]
    listed = {code for group in groups for code in group.get("items", [])}
    uses = list(_uses(record, setting))
    if not listed or not uses:
        return
    lacking = [(path, code, needs) for path, code, needs in uses if not _are_listed(needs, listed, setting)]
    place = record.place / "data"
    if lacking:
        terms = [Term("purposes", code) for _, code, _ in lacking]
        needed = dict.fromkeys(need for *_, needs in lacking for need in needs)
        places = [record.place.at(*path) for path, *_ in lacking]
        yield not_met(place, *places, uses=terms, data=[Term("data", code) for code in needed])
    else:
        yield met(place)


def _uses(record: Record, setting: Setting) -> Iterator[tuple[Path, str, list[str]]]:
    """Purposes, and uses of systems, with the data they usually cannot do without."""
    found: list[tuple[Path, Any]]
    found = [(("purposes", name), purpose.get("category")) for name, purpose in things(record.register.get("purposes"))]
    for name in record.register.get("systems", []):
        system: Any = record.repo.system(name) or {}
        found += [(("systems", name), use) for use in system.get("uses", [])]
    for path, code in found:
        needs = code and setting.vocabulary.attribute("purposes", code, "needs")
        if needs:
            yield path, code, needs


def _are_listed(needs: list[str], listed: set[str], setting: Setting) -> bool:
    """Whether any of them is listed, or what it belongs to, or what belongs to it."""
    wider = {one for code in listed for one in _wider(code, "data", setting)}
    return any(need in wider or listed & _wider(need, "data", setting) for need in needs)
