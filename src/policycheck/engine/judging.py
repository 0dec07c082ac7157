"""Judges one subject by one rule: a record by a card, or whatever a check is given by the check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.assertions import Item
from policycheck.assertions.fields import ABSENT, FieldPath
from policycheck.cards.rules import CODED
from policycheck.document import Kind, Nothing
from policycheck.finding import Judgement, Outcome
from policycheck.period import Period
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.assertions import Verdict
    from policycheck.cards.rules import Compiled, Rule
    from policycheck.checks import Setting
    from policycheck.place import Path
    from policycheck.repo import Record


class Judged(NamedTuple):
    """A judgement with the rule that came to it."""

    rule: Rule
    judgement: Judgement


ANY = "any"
"""The kind of a check that looks at records of every kind."""


class Plan(NamedTuple):
    """A rule of a run, compiled, with what its check may ask."""

    rule: Rule
    compiled: Compiled
    setting: Setting

    @property
    def scope(self) -> str:
        """What it is given: a record, the descriptions of a register, or the repo."""
        return str(self.rule.scope["scope"])

    def suits(self, kind: str, serves: frozenset[str], countries: frozenset[str]) -> bool:
        """Whether it looks at records of this kind, for these ends, of controllers established there."""
        scope = self.rule.scope
        return (
            scope["kind"] in (kind, ANY)
            and (not scope["serves"] or not serves.isdisjoint(scope["serves"]))
            and (scope["country"] is None or scope["country"] in countries)
        )

    def suited(self, descriptions: Iterable[Record]) -> list[Record]:
        """The descriptions of a register that it looks at; translations say nothing of their own."""
        originals = (one for one in descriptions if one is one.original)
        return [one for one in originals if self.suits(one.kind, one.serves, one.countries)]


class Subject:
    """A record while all its rules judge it: what several of them look at is found once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._whole = Item(record, (), record.stated)
        self._items: dict[str, list[Item]] = {}

    def items(self, path: FieldPath | None) -> list[Item]:
        """What a card looks at: the record itself, or the things its `for` leads to."""
        if path is None:
            return [self._whole]
        found = self._items.get(path.words)
        if found is None:
            found = self._items[path.words] = self._stated(path)
        return found

    def _stated(self, path: FieldPath) -> list[Item]:
        found = path.find(self._whole)
        stated = [Item(self.record, at, value) for at, value in found if _is_stated(value)]
        return stated + [Item(self.record, at, {}) for at in self._spoken_of(path)]

    def _spoken_of(self, path: FieldPath) -> Iterator[Path]:
        """Things of which nothing usable is said: they are looked at as things without any field."""
        for at, nothing in self.record.document.nothings.items():
            if nothing.kind is Kind.SAID_ONLY and _leads_to(path, at):
                yield at


def _leads_to(path: FieldPath, place: Path) -> bool:
    """Whether a path leads to a place: a star stands for the things of a map, never for the map's own words."""
    if len(place) != len(path.steps):
        return False
    return all(
        key not in step.own if step.key == "*" else key == step.key for step, key in zip(path.steps, place, strict=True)
    )


def _is_stated(value: object) -> bool:
    return value is not ABSENT and type(value) is not Nothing


def judge(plan: Plan, subject: Subject, *, evidence: bool) -> Iterator[Judgement | None]:
    """What a card comes to at each place of a record.

    A met judgement is None, to be counted only, unless it is wanted as evidence.
    """
    compiled, day = plan.compiled, plan.setting.day
    when, require = compiled.when, compiled.require
    for item in subject.items(compiled.items):
        if when:
            condition = when.tell(item, day) or when.ask(item, day).outcome
            if condition is Outcome.CANNOT_TELL:
                yield _judgement(item, compiled, when.ask(item, day))
            if condition is not Outcome.MET:
                continue
        told = require and require.tell(item, day)
        if told is Outcome.MET and not evidence:
            yield None
        elif require and told is not Outcome.DOES_NOT_APPLY:
            yield from _looked_at(item, compiled, require.ask(item, day), evidence=evidence)


def _looked_at(item: Item, compiled: Compiled, verdict: Verdict, *, evidence: bool) -> Iterator[Judgement | None]:
    """The judgement a verdict leads to, if there was anything to compare."""
    if verdict.outcome is Outcome.MET and not evidence:
        yield None
    elif verdict.outcome is not Outcome.DOES_NOT_APPLY or type(verdict.value) is Nothing:
        yield _judgement(item, compiled, verdict)


def _judgement(item: Item, compiled: Compiled, verdict: Verdict) -> Judgement:
    path = compiled.at.one(item).path if compiled.at else verdict.path
    values = _values(compiled, item.path, verdict) if verdict.outcome is Outcome.NOT_MET else {}
    return Judgement(item.record.place.at(*path), verdict.outcome, values)


def _values(compiled: Compiled, item: Path, verdict: Verdict) -> dict[str, Any]:
    names = iter(compiled.names)
    values: dict[str, Any] = {}
    keys = [step.key for step in compiled.items.steps] if compiled.items else []
    for above, key, step in zip(("", *keys), keys, item, strict=False):
        if key == "*":
            values[next(names, "item")] = _term(above, str(step))
    found = verdict.value
    field = str(verdict.path[-1]) if verdict.path else ""
    values["value"] = found.words if isinstance(found, Nothing) else _term(field, found) if _plain(found) else ""
    return values


def _term(field: str, value: object) -> object:
    """A value as it is, or as what readers see in words: the terms of a field's vocabulary, a period."""
    if field not in CODED:
        return Period.told(value) if isinstance(value, str) else value
    return [_term(field, code) for code in value] if isinstance(value, list) else Term(CODED[field], str(value))


def _plain(value: object) -> bool:
    return isinstance(value, (str, int, float, Term)) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )
