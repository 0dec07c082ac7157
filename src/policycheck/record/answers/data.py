"""Whose data, which, and where from (Articles 9, 10, 14(2)(f), 30(1)(c))."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.answers.keeping import kept_for
from policycheck.record.teller import Line, joined
from policycheck.record.words import ORIGINS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.record.teller import Teller


@answers("data_subjects")
def subjects(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Whose data."""
    for index, code in enumerate(teller.stated.get("data_subjects", ())):
        yield Line(("data_subjects", index), teller.label("data-subjects", code))


@answers("data")
def groups(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The groups of data, with what is in each."""
    for name, one in teller.map("data"):
        text, items = teller.said(one.get("text")), teller.labels("data", one.get("items", ()))
        about = teller.labels("data-subjects", one.get("about", ()))
        yield Line(("data", name), text or items or name, (items if text else "", about))


@answers()
def some(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """The data of some categories, by group, with how long each is kept."""
    vocabulary = teller.wording.book.vocabulary
    yield from _items(teller, lambda code: not _line(vocabulary.codes("data"), code).isdisjoint(of))


@answers("data")
def others(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The data of no category that another heading of the layout asks for, and groups that are words alone."""
    asked = _asked_for(teller)
    codes = teller.wording.book.vocabulary.codes("data")
    yield from _items(teller, lambda code: _line(codes, code).isdisjoint(asked))
    for name, one in teller.map("data"):
        if not one.get("items"):
            yield Line(("data", name), teller.group(name), (kept_for(teller, name),))


def _asked_for(teller: Teller) -> set[str]:
    """The categories that layouts ask for one by one."""
    layouts = teller.wording.book.vocabulary.codes("record-layouts").values()
    return {code for row in layouts for one in row["controllers"] if one["tells"] == "data.some" for code in one["of"]}


def _line(codes: Mapping[str, Mapping[str, Any]], code: str) -> set[str]:
    """A code and those above it."""
    line = [code]
    while (parent := codes.get(line[-1], {}).get("parent")) and parent not in line:
        line.append(str(parent))
    return set(line)


def _items(teller: Teller, wanted: Any) -> Iterator[Line]:
    for name, one in teller.map("data"):
        items = [code for code in one.get("items", ()) if wanted(code)]
        if items:
            yield Line(("data", name), teller.labels("data", items), (kept_for(teller, name),))


@answers()
def conditions(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """What allows special categories of data, and data on criminal convictions."""
    for name, one in teller.map("data"):
        condition = one.get("condition") or {}
        if condition.get("article"):
            words = teller.provision("bases", condition["article"])
            yield Line(("data", name, "condition"), words, (teller.group(name), teller.said(condition.get("text"))))


@answers()
def condition_laws(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The statute on which special categories of data rest."""
    for name, one in teller.map("data"):
        words = teller.statute(one.get("condition") or {})
        if words:
            yield Line(("data", name, "condition", "law"), words)


@answers("sources")
def sources(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Where data come from."""
    for name, one in teller.map("sources"):
        yield Line(("sources", name), _source(teller, name, one), (teller.labels("channels", one.get("by", ())),))


def _source(teller: Teller, name: str, one: Mapping[str, Any]) -> str:
    if one.get("party"):
        return teller.party(one["party"])
    told = teller.said(one.get("text")) or teller.labels("party-classes", one.get("classes", ()))
    origin = ORIGINS.get(one.get("from", ""))
    system = teller.system(one["system"]) if one.get("system") else ""
    return joined(told or (teller.say.gettext(origin) if origin else ""), system) or name
