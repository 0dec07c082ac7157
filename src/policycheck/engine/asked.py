"""The rules that a run is asked to judge by: some for every file, others where a path of the configuration says so."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policycheck.cards.rules import Rule, Rules, compile_rule
from policycheck.checks import Setting
from policycheck.engine.judging import Plan
from policycheck.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from policycheck.cards import Rulebook
    from policycheck.cards.rules import Compiled
    from policycheck.place import Place
    from policycheck.repo import Repo


class Asked:
    """The rules of a run by file, compiled when the first file asks for them."""

    def __init__(self, book: Rulebook, day: date, base: Rules, by_file: Mapping[str, Rules]) -> None:
        self.base = base
        self.by_file = by_file
        self._day = day
        self._book = book
        self._law = book.law(day)
        self.sets = book.sets(self._law)
        self._compiled: dict[tuple[str, int], Compiled] = {}
        self._plans: dict[int, list[Plan]] = {}
        self._named: dict[int, dict[str, Plan]] = {}

    @cached_property
    def every(self) -> Rules:
        """All rules by which some file is judged."""
        if not self.by_file:
            return self.base
        found: dict[str, Rule] = {}
        for rules in (*self.by_file.values(), self.base):
            found |= rules.by_id
        return Rules(found[name] for name in sorted(found))

    def of(self, file: str) -> Rules:
        """The rules of a file."""
        return self.by_file.get(file, self.base)

    def at(self, name: str, place: Place, repo: Repo) -> Rule | None:
        """A rule as it holds where a place stands; None if it is not judged there."""
        return self._at(place, repo).by_id.get(name)

    def plans(self, rules: Rules) -> list[Plan]:
        """Those of some rules that are in force, compiled."""
        if id(rules) not in self._plans:
            self._plans[id(rules)] = list(self._planned(rules))
        return self._plans[id(rules)]

    def plan(self, name: str, place: Place, repo: Repo) -> Plan | None:
        """A rule as it judges what stands at a place; None if it does not.

        What looks at several documents at once is compiled once for all files.
        """
        wherever = self._by_name(self.every).get(name)
        if wherever is None or wherever.scope != "record":
            return wherever
        return self._by_name(self._at(place, repo)).get(name)

    def _by_name(self, rules: Rules) -> dict[str, Plan]:
        if id(rules) not in self._named:
            self._named[id(rules)] = {plan.rule.id: plan for plan in self.plans(rules)}
        return self._named[id(rules)]

    def _at(self, place: Place, repo: Repo) -> Rules:
        document = repo.documents.get((place.kind, place.id))
        return self.of(document.source.file) if document else self.base

    def _planned(self, rules: Rules) -> Iterator[Plan]:
        for rule in rules:
            if rule.card["raised_by"] is None and _in_force(rule, self._day):
                setting = Setting(self._day, self._law, self._book.vocabulary, rule.card["params"], self._book.shapes)
                yield Plan(softened(rule, self._day), self._logic(rule), setting)

    def _logic(self, rule: Rule) -> Compiled:
        """The compiled card; the rules of several files share it where they share the card."""
        key = (rule.id, id(rule.card))
        if key not in self._compiled:
            self._compiled[key] = compile_rule(rule.card, self._book.shapes, self.sets, self._book.added)
        return self._compiled[key]


def _in_force(rule: Rule, day: date) -> bool:
    since, until = rule.card["since"], rule.card["until"]
    today = day.isoformat()
    return (since is None or since <= today) and (until is None or today <= until)


def softened(rule: Rule, day: date) -> Rule:
    """Before the day from which it is in effect a rule at most warns, and tells the day."""
    start = rule.card["effective_from"]
    if not start or start <= day.isoformat():
        return rule
    milder = Severity.WARNING if rule.severity is Severity.ERROR else rule.severity
    return rule._replace(severity=milder, starts=start)


def plans(rules: Rules, book: Rulebook, day: date) -> list[Plan]:
    """Those of some rules that are in force on a day, compiled."""
    return Asked(book, day, rules, {}).plans(rules)
