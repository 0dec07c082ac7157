"""Where two language versions of one statement differ in what they state (Articles 5(1)(a), 12(1))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document import Kind, Nothing
from policycheck.period import Period
from policycheck.schema import Fact
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from policycheck.place import Path
    from policycheck.repo import Record, Repo
    from policycheck.schema import Shapes

OF_THE_VERSION = {
    "text": (
        "id", "language", "translation_of", "form", "version", "dated", "reviewed", "review_every", "visibility",
        "outline", "remarks",
    ),
    "register": ("id", "language", "text", "describes", "version", "dated", "reviewed", "review_every"),
}  # fmt: skip
"""What is said of the version itself, not of the register."""
SAYING = (Kind.SAID_ONLY, Kind.NONE)
"""Nothings that say something; of the others nothing can be compared."""
Facts = dict["Path", Fact]
Shown = object
"""A value as a message shows it: a code, a list of codes, a word; nothing where nothing is stated."""


class Divergence(NamedTuple):
    """A place at which an original and its translation differ, and what each states there."""

    path: Path
    original: Shown
    translation: Shown
    graver: bool
    """Whether it is the length of a period or the legal basis itself."""


def divergences(original: Record, translation: Record, shapes: Shapes) -> list[Divergence]:
    """Every fact that one version states and the other does not, or states otherwise; the outermost of each."""
    one, other = _facts(original, shapes), _facts(translation, shapes)
    renamed = _renamed(one, other)
    found: dict[Path, Divergence] = {}
    for path in sorted({*one, *other}, key=lambda path: (len(path), [str(step) for step in path])):
        above = any(path[:depth] in found or path[:depth] in renamed for depth in range(1, len(path) + 1))
        if not above and _differ(one.get(path), other.get(path), original.repo):
            divergence = _divergence(path, (original, one.get(path)), (translation, other.get(path)))
            if divergence:
                found[path] = divergence
    return list(found.values())


def _facts(record: Record, shapes: Shapes) -> Facts:
    own = OF_THE_VERSION[record.kind]
    stated = {key: value for key, value in record.stated.items() if key not in own}
    nones = {
        path: Fact(_none(nothing), "none")
        for path, nothing in record.document.nothings.items()
        if nothing.kind is Kind.NONE
    }
    return {**shapes.facts(record.kind, stated), **nones}


def _none(nothing: Nothing) -> str:
    excepted = ", ".join(sorted(nothing.apart_from))
    return f"none_except: {excepted}" if excepted else "none"


def _renamed(one: Facts, other: Facts) -> set[Path]:
    """Things that have another key in the other version, and state the same: keys are ours, not the text's."""
    here, there = _own_things(one, other), _own_things(other, one)
    found: set[Path] = set()
    for path, facts in here.items():
        twin = next((at for at, said in there.items() if at[:-1] == path[:-1] and said == facts and facts), None)
        if twin and twin not in found:
            found |= {path, twin}
    return found


def _own_things(one: Facts, other: Facts) -> dict[Path, Facts]:
    """The things that only one version has, each with what is stated below it."""
    tops = [path for path, fact in one.items() if fact.value is None and not fact.keyword and path not in other]
    return {top: {path[len(top) :]: fact for path, fact in one.items() if _below(path, top)} for top in tops}


def _below(path: Path, top: Path) -> bool:
    return len(path) > len(top) and path[: len(top)] == top


def _differ(one: Fact | None, other: Fact | None, repo: Repo) -> bool:
    if one is None or other is None:
        return one is not other
    return bool(meaning(one, repo) != meaning(other, repo))


def meaning(fact: Fact, repo: Repo) -> Any:
    """A value as it is compared: a period by its length, a text by the original it comes from."""
    if is_period(fact):
        return Period.told(fact.value)
    if fact.keyword == "x-refers-to" and fact.target == ["text"]:
        return repo.translations.roots.get(fact.value, fact.value)
    return fact.value


def is_period(fact: Fact) -> bool:
    """Whether a value is a length of time."""
    return fact.keyword == "x-form" and fact.target == "period"


def _divergence(path: Path, one: tuple[Record, Fact | None], other: tuple[Record, Fact | None]) -> Divergence | None:
    """The divergence at a path, unless a version leaves open there what it states."""
    unsaid = [record.document.nothings.get(path) for record, fact in (one, other) if fact is None]
    if any(nothing and nothing.kind not in SAYING for nothing in unsaid):
        return None
    facts = [fact for _, fact in (one, other) if fact]
    both = len(facts) == 2  # noqa: PLR2004 - both of them
    graver = both and (facts[0].target == "period" or path[-2:] == ("legal_basis", "article"))
    return Divergence(path, _shown(path, one, other[1]), _shown(path, other, one[1]), graver)


def _shown(path: Path, version: tuple[Record, Fact | None], other: Fact | None) -> Shown:
    record, fact = version
    if fact is None:
        nothing = record.document.nothings.get(path)
        return nothing.words if nothing else ""
    if fact.value is None:
        return termed(fact, str(path[-1]))
    if isinstance(fact.value, frozenset):
        others = other.value if other and isinstance(other.value, frozenset) else frozenset()
        return [termed(fact, code) for code in sorted(fact.value - others)] or ""
    return termed(fact, fact.value)


def termed(fact: Fact, value: Any) -> Shown:
    """A value as a message shows it: a code by its label, a period in words."""
    if isinstance(value, bool):
        return str(value).lower()
    if is_period(fact):
        return Period.told(value)
    return Term(fact.target, value) if fact.keyword == "x-vocabulary" else value
