"""For people at a terminal: the outcomes of all rules, grouped and short, or the whole chain of one."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from policycheck.finding import cited_together
from policycheck.reporters.severities import declared, named
from policycheck.reporters.text import WIDTH, safe, where
from policycheck.speech import speech
from policycheck.why import words
from policycheck.why.types import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.chain import Chain, Fact, Step
    from policycheck.finding import Spot
    from policycheck.reporters import Look
    from policycheck.speech import Speech
    from policycheck.why.types import Asked, Told, Why

IN_FULL = (State.NOT_MET, State.WAIVED, State.TOLD_ELSEWHERE, State.CANNOT_TELL)
"""The states in which each place counts; of the others the rules are enough."""


def write(why: Why, out: TextIO, look: Look) -> None:
    """Write it, then the summary."""
    say = speech(why.language)
    page = _Page(why, look, say)
    lines = page.of_rule(why.rule) if why.rule else page.of_all()
    out.writelines(f"{line}\n" for line in lines)


class _Page:
    """Lays it out in a language."""

    def __init__(self, why: Why, look: Look, say: Speech) -> None:
        self.why = why
        self.look = look
        self.say = say

    def of_all(self) -> Iterator[str]:
        """Every state with its outcomes."""
        yield from _wrapped("", words.title(self.why, self.say))
        for state in State:
            rules = self.why.rules(state)
            told = list(self.why.of(state)) if state in IN_FULL else []
            if rules or told:
                yield ""
                yield from self._state(state, told, rules)
        yield ""
        yield from _wrapped("", words.last_line(self.why, self.say))

    def _state(self, state: State, told: list[Told], rules: tuple[str, ...]) -> Iterator[str]:
        yield f"{self.say.gettext(words.STATES[state])}:"
        if state not in IN_FULL:
            yield from _wrapped("  ", ", ".join(rules))
        for one in told:
            yield from _wrapped("  ", f"{named(one.severity, self.say)} {one.rule} {self._where(one)}")
            yield from _wrapped("    ", one.message)
            yield from self._missing(one.chain, "    ")

    def of_rule(self, rule: Asked) -> Iterator[str]:
        """A rule, and what it comes to at each place, with the whole chain."""
        say = self.say
        yield from _wrapped("", words.title(self.why, say))
        yield ""
        yield _line(f"{rule.id} ({declared(rule.severity, say)})")
        yield from _wrapped("", f"{rule.title} ({cited_together(rule.cites)})")
        for one in self.why.outcomes:
            yield ""
            yield from _wrapped("", f"{say.gettext(words.STATES[one.state])}: {self._where(one)}")
            yield from _wrapped("  ", one.message)
            yield from self._waived(one)
            yield from self._chain(one.chain) if one.chain else ()
        if not self.why.outcomes:
            yield ""
            yield from _wrapped("", say.gettext("The rule asks nothing of this register on this day."))

    def _waived(self, one: Told) -> Iterator[str]:
        if one.waived:
            reason = {"waiver": one.waived.waiver, "reason": one.waived.reason, "owner": one.waived.owner}
            line = self.say.gettext(
                "waiver {waiver}: {reason} (owner: {owner}, until {until})", **reason, until=one.waived.until
            )
            yield from _wrapped("  ", line)

    def _chain(self, chain: Chain) -> Iterator[str]:
        say = self.say
        if chain.when:
            yield f"  {say.gettext(words.WHEN)}"
            yield from self._step(chain.when, 2)
        if chain.require:
            yield f"  {say.gettext(words.REQUIRE)}"
            yield from self._step(chain.require, 2)
        if chain.evidence:
            yield f"  {say.gettext(words.EVIDENCE)}"
            yield from (line for fact in chain.evidence for line in self._fact(fact, 2))
        if chain.steps:
            yield f"  {say.gettext(words.STEPS)}"
            yield from (
                line for step in chain.steps for line in _wrapped("    ", f"{where(step.spot, self.look)} {step.says}")
            )
        if chain.law:
            yield f"  {say.gettext(words.LAW)}"
            yield from (line for row in chain.law for line in _wrapped("    ", words.row(row, say)))
        yield from self._missing(chain, "  ")

    def _step(self, step: Step, depth: int) -> Iterator[str]:
        answer = self.say.gettext(words.ANSWERS[step.outcome])
        yield from _wrapped("  " * depth, f"[{answer}] {step.says}")
        for fact in step.facts:
            yield from self._fact(fact, depth + 1)
        for part in step.parts:
            yield from self._step(part, depth + 1)

    def _fact(self, fact: Fact, depth: int) -> Iterator[str]:
        yield from _wrapped("  " * depth, f"{where(fact.spot, self.look)} {_path(fact.spot)}: {fact.says}")

    def _missing(self, chain: Chain | None, head: str) -> Iterator[str]:
        for one in chain.missing if chain else ():
            spot = f"{where(one.spot, self.look)} " if one.spot else ""
            told = self.say.gettext("missing: {what}", what=words.missing(one, self.say))
            yield from _wrapped(head, f"{spot}{told}")

    def _where(self, one: Told) -> str:
        if one.spot is None:
            return ""
        return f"{where(one.spot, self.look)} {_path(one.spot)}".rstrip()


def _path(spot: Spot) -> str:
    """Where something stands in its document; of the document as a whole, which one."""
    return str(spot.place).partition(": ")[2] or str(spot.place) if spot.place else ""


def _line(text: str) -> str:
    return safe(" ".join(text.split()))


def _wrapped(head: str, text: str) -> list[str]:
    """Words on lines that fit; what follows the first stands a little further in."""
    lines = wrap(_line(text), WIDTH - len(head) - 2, break_long_words=False, break_on_hyphens=False)
    return [f"{head}{line}" if number == 0 else f"{head}  {line}" for number, line in enumerate(lines)]
