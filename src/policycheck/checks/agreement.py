"""Descriptions of one register against each other: bases, transfers, denials, single facts (Articles 5(2), 13, 30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies, takes
from policycheck.checks.basis import article_term
from policycheck.document import Kind
from policycheck.facts.bases import Based, bases
from policycheck.facts.descriptions import pairs
from policycheck.facts.things import things
from policycheck.facts.versions import OF_THE_VERSION, meaning, termed
from policycheck.finding import Judgement, met, not_met
from policycheck.place import printed
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policycheck.place import Path, Place
    from policycheck.repo import Record
    from policycheck.schema import Fact


OF_THE_DOCUMENT = (*OF_THE_VERSION["register"], "policycheck", "kind", "serves")
"""What is said of a description itself, not of the register."""
DENIALS = (Kind.NONE, Kind.NOT_APPLICABLE)
"""Nothings by which a description says of one thing that there is none."""


@supplies("purposes", "here", "there")
def bases_agree(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """A purpose rests on the same basis in every description (Articles 6(1), 13(1)(c))."""
    for first, other in pairs(descriptions):
        here, there = _based(first), _based(other)
        same = list(_same_purposes(here, there))
        found: dict[tuple[Path, Path], list[tuple[Based, Based]]] = {}
        for one, two in same:
            found.setdefault((one.path, two.path), []).append((one, two))
        for (path, at), purposes in found.items():
            yield _basis(first.place.at(*path), other.place.at(*at), *zip(*purposes, strict=True))
        if here and there and not same:
            yield _basis(first.place / "purposes", other.place / "purposes", here.values(), there.values())


def _basis(place: Place, other: Place, here: Iterable[Based], there: Iterable[Based]) -> Judgement:
    """Whether the purposes of two descriptions have a basis in common."""
    articles, others = ({_article(one): None for one in purposes} for purposes in (here, there))
    if articles.keys() & others.keys():
        return met(place)
    said = [[article_term(article) for article in stated] for stated in (articles, others)]
    return not_met(place, other, purposes=[one.name for one in here], here=said[0], there=said[1])


def _based(record: Record) -> dict[str, Based]:
    """The purposes whose legal basis is an article, by name."""
    return {one.name: one for one in bases(record) if one.basis and "article" in one.basis}


def _same_purposes(here: dict[str, Based], there: dict[str, Based]) -> Iterator[tuple[Based, Based]]:
    """Purposes of two descriptions that are one: by name, or else by a category that each has once."""
    categories, others = _by_category(here), _by_category(there)
    for name, one in here.items():
        category = one.purpose.get("category")
        twin = others.get(category) if categories.get(category) is one else None
        if name in there:
            yield one, there[name]
        elif twin and twin.name not in here:
            yield one, twin


def _by_category(purposes: dict[str, Based]) -> dict[object, Based]:
    """The purposes whose category no other has."""
    categories = [one.purpose.get("category") for one in purposes.values()]
    return {
        category: one
        for one, category in zip(purposes.values(), categories, strict=True)
        if category and categories.count(category) == 1
    }


def _article(based: Based) -> str:
    return based.basis["article"] if based.basis else ""


@supplies("here", "there")
def transfers_agree(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """Descriptions that speak of transfers send data to the same countries (Articles 13(1)(f), 30(1)(e))."""
    for first, other in pairs(descriptions):
        here, there = _transfers(first), _transfers(other)
        if here is None or there is None:
            continue
        place = first.place / here[0]
        if here[1] == there[1]:
            yield met(place)
        else:
            only = [[Term("countries", code) for code in sorted(codes)] for codes in _apart(here[1], there[1])]
            yield not_met(place, other.place / there[0], here=only[0], there=only[1])


def _apart(here: set[str], there: set[str]) -> tuple[set[str], set[str]]:
    return here - there, there - here


def _transfers(record: Record) -> tuple[str, set[str]] | None:
    """The field that speaks of transfers, and the countries they go to; None where nothing definite is said."""
    transfers: dict[str, Any] = dict(things(record.register.get("transfers")))
    countries = {_country(record, transfer) for transfer in transfers.values()}
    if countries:
        known = {country for country in countries if country}
        return ("transfers", known) if len(known) == len(countries) else None
    nothing = record.nothing("transfers")
    if nothing and nothing.kind is Kind.NONE and not nothing.apart_from:
        return "transfers", set()
    if record.register.get("transfer_statement", {}).get("claim") == "never":
        return "transfer_statement", set()
    return None


def _country(record: Record, transfer: Any) -> str | None:
    party: Any = record.repo.party(transfer.get("to")) or {}
    country: str | None = transfer.get("country") or party.get("country")
    return country


@supplies("field")
@takes(fields="words", maps="words")
def denials_agree(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """What one description says there is none of, no other tells of."""
    for first, other in pairs(descriptions):
        here, there = _denied(first, setting), _denied(other, setting)
        for path in dict.fromkeys((*here, *there)):
            place = first.place.at(*path)
            if _tells(first, path) or _tells(other, path):
                yield not_met(place, other.place.at(*path), field=printed(path))
            elif path in here and path in there:
                yield met(place)


def _denied(record: Record, setting: Setting) -> list[Path]:
    """Where a description says that there is none: of a whole field, or of a thing in a map."""
    fields, maps = setting.params["fields"], setting.params["maps"]
    nothings = [(path, one.kind) for path, one in record.document.nothings.items() if not one.apart_from]
    return [
        path
        for path, kind in nothings
        if (kind is Kind.NONE and len(path) == 1 and path[0] in fields)
        or (kind in DENIALS and len(path) == 2 and path[0] in maps)  # noqa: PLR2004 - a thing in a map
    ]


def _tells(record: Record, path: Path) -> bool:
    """Whether a description tells of something there that a denial contradicts."""
    value: Any = record.stated
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    match path[0]:
        case _ if value is None:
            return False
        case "recipients":
            return any(one.get("kind") != "staff" for _, one in things(value))
        case "publication":
            return bool(value.get("default") != "withheld")
        case "automated_decisions":
            return bool(value.get("profiling") or value.get("decisions"))
        case _:
            return True


@supplies("field", "here", "there")
@takes(compared_elsewhere="words")
def details_agree(descriptions: list[Record], setting: Setting) -> Iterator[Judgement]:
    """Where both descriptions state a code, a period or a yes and no at one place, they state the same."""
    for first, other in pairs(descriptions):
        here, there = _details(first, other, setting), _details(other, first, setting)
        differing = [path for path in here if path in there and not _compatible(here[path], there[path], first)]
        for path in differing:
            said = _shown(here[path]), _shown(there[path])
            yield not_met(
                first.place.at(*path), other.place.at(*path), field=printed(path), here=said[0], there=said[1]
            )
        if not differing:
            yield met(first.place)


def _details(record: Record, other: Record, setting: Setting) -> dict[Path, Fact]:
    """What a description states otherwise than another does, apart from what rules of their own compare."""
    left_out = [*OF_THE_DOCUMENT, *setting.params["compared_elsewhere"]]
    stated = {key: value for key, value in record.stated.items() if key not in left_out}
    patterns = [pattern.split("/") for pattern in left_out if "/" in pattern]
    facts = setting.shapes.facts("register", _otherwise(stated, other.stated))
    return {
        path: fact
        for path, fact in facts.items()
        if not (fact.value is None or fact.keyword == "x-within" or fact.target == "date" or _within(path, patterns))
    }


def _otherwise(stated: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What both state and not alike: few things, so that only they need be understood."""
    found: dict[str, Any] = {}
    for key, value in stated.items():
        if key in other and value != other[key]:
            inner = isinstance(value, dict) and isinstance(other[key], dict)
            found[key] = _otherwise(value, other[key]) if inner else value
    return found


def _within(path: Path, patterns: list[list[str]]) -> bool:
    """Whether a path leads to, or below, what a pattern names; `*` stands for one step."""
    return any(
        len(path) >= len(pattern) and all(part in ("*", step) for part, step in zip(pattern, path, strict=False))
        for pattern in patterns
    )


def _compatible(one: Fact, other: Fact, record: Record) -> bool:
    """Whether two values are the same; a list may tell more than another, but not all else."""
    if isinstance(one.value, frozenset) and isinstance(other.value, frozenset):
        return not (one.value and other.value and one.value.isdisjoint(other.value))
    return bool(meaning(one, record.repo) == meaning(other, record.repo))


def _shown(fact: Fact) -> object:
    if isinstance(fact.value, frozenset):
        return [termed(fact, code) for code in sorted(fact.value)]
    return termed(fact, fact.value)
