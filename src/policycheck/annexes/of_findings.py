"""The sheets that say what was judged: findings, open points, what comes up, states, waivers, and the evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policycheck.annexes.types import Cell, Cells, Column, Gap, Sheet, Strong
from policycheck.facts.occasions import day_of
from policycheck.finding import Outcome, cited_together
from policycheck.overview import words
from policycheck.overview.tabular import OUTCOMES
from policycheck.reporters.severities import named
from policycheck.reporters.text import safe
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policycheck.finding import Spot
    from policycheck.overview.reading import Reading
    from policycheck.overview.types import Overview, PackCount, Task

    Head = Sequence[tuple[Phrase, int]]

PLACE: Head = ((Phrase("file"), 30), (Phrase("line"), 8), (Phrase("place"), 30))


class Findings:
    """The sheets of what was judged."""

    def __init__(self, overview: Overview, reading: Reading, evidence: Sequence[tuple[str, str]]) -> None:
        self.overview, self.reading, self.evidence = overview, reading, evidence
        self.say = reading.wording.speech

    def sheets(self) -> Iterator[Sheet]:
        """All of them; what is found stays inside."""
        yield self._findings()
        yield self._open_points()
        yield self._upcoming()
        yield self._states()
        yield self._waivers()
        yield self._judged()
        yield self._evidence()

    def _columns(self, head: Head) -> tuple[Column, ...]:
        return tuple(Column(self.say.gettext(heading), width) for heading, width in head)

    def _findings(self) -> Sheet:
        head = (
            (Phrase("severity"), 10), (Phrase("register or document"), 26), (Phrase("theme"), 20),
            (Phrase("responsible"), 22), (Phrase("finding"), 44), (Phrase("what to do"), 44),
            (Phrase("provision"), 26), (Phrase("rule"), 28), *PLACE,
        )  # fmt: skip
        title = self.say.gettext("Findings")
        return Sheet("findings", title, self._columns(head), self._finding_rows, internal=True)

    def _finding_rows(self) -> Iterator[Cells]:
        for duty in self.overview.duties:
            owner = words.reached(duty.role, self.say)
            yield from (self._finding(task, owner) for task in duty.tasks)

    def _finding(self, task: Task, owner: str) -> Cells:
        found = task.finding
        severity = named(found.severity, self.say)
        told = (severity, task.subject, task.theme, owner, found.message, found.fix.strip())
        return (*told, cited_together(found.cites), found.rule, *self._place(found.spot))

    def _open_points(self) -> Sheet:
        head = (
            (Phrase("by when"), 14), (Phrase("overdue"), 10), (Phrase("what is missing"), 44),
            (Phrase("register or document"), 26), (Phrase("theme"), 20), (Phrase("owner"), 22),
            (Phrase("rules that wait for it"), 36), *PLACE,
        )  # fmt: skip
        title = self.say.gettext("Open points")
        return Sheet("open-points", title, self._columns(head), self._open_rows, internal=True)

    def _open_rows(self) -> Iterator[Cells]:
        for one in self.overview.open_points:
            until: Cell = one.until or self.say.gettext("no day")
            told = (until, self._yes(said=one.overdue), one.missing, one.subject, one.theme)
            yield (*told, words.reached(one.role, self.say), ", ".join(one.rules), *self._place(one.spot))

    def _upcoming(self) -> Sheet:
        head = (
            (Phrase("by when"), 14), (Phrase("overdue"), 10), (Phrase("what comes up"), 44),
            (Phrase("register or document"), 26), (Phrase("owner"), 22), *PLACE,
        )  # fmt: skip
        title = self.say.gettext("What comes up")
        return Sheet("upcoming", title, self._columns(head), self._upcoming_rows, internal=True)

    def _upcoming_rows(self) -> Iterator[Cells]:
        for one in self.overview.upcoming:
            told = (one.day, self._yes(said=one.overdue), words.occasion(one, self.say), one.subject)
            yield (*told, words.reached(one.role, self.say), *self._place(one.spot))

    def _states(self) -> Sheet:
        head = (
            (Phrase("register"), 26), (Phrase("responsible"), 22), (Phrase("theme"), 26), (Phrase("state"), 36),
            (Phrase("errors"), 10), (Phrase("warnings"), 10), (Phrase("notes"), 10), (Phrase("open"), 10),
            (Phrase("waived"), 10), (Phrase("rules met"), 10), (Phrase("files"), 40),
        )  # fmt: skip
        title = self.say.gettext("State of the registers")
        return Sheet("states", title, self._columns(head), self._state_rows, internal=True)

    def _state_rows(self) -> Iterator[Cells]:
        for register in self.overview.registers:
            files = ", ".join(map(safe, register.files))
            owner = words.who(register.role, self.say)
            for one in register.themes:
                numbers = (*one.counts, one.open, one.waived, one.rules)
                yield (register.name, owner, one.name, words.state(one, self.say), *numbers, files)

    def _waivers(self) -> Sheet:
        head = (
            (Phrase("until"), 14), (Phrase("state"), 18), (Phrase("rule"), 28), (Phrase("place"), 30),
            (Phrase("findings set aside"), 44), (Phrase("reason"), 44), (Phrase("owner"), 22),
            (Phrase("approved by"), 22), (Phrase("waiver"), 22), (Phrase("file"), 30), (Phrase("line"), 8),
        )  # fmt: skip
        title = self.say.gettext("Waivers")
        return Sheet("waivers", title, self._columns(head), self._waiver_rows, internal=True)

    def _waiver_rows(self) -> Iterator[Cells]:
        aside: dict[str, list[str]] = defaultdict(list)
        for item in self.overview.report.waived:
            aside[item.waiver].append(f"{named(item.finding.severity, self.say)}: {item.finding.message}")
        for line in self.overview.ledger:
            one = line.entry
            until: Cell = day_of(one.until) or one.until
            told = (until, words.waiver(line, self.say), one.rule, one.place, "\n".join(aside[one.name]), one.reason)
            approver = words.who(line.approver, self.say) if line.approver else ""
            where = self._place(one.spot)[:2]
            yield (*told, words.reached(line.owner, self.say), approver, one.name, *where)

    def _judged(self) -> Sheet:
        head = (
            (Phrase("rule"), 36), (Phrase("requirement"), 44), *((words, 12) for words in OUTCOMES.values()),
            (Phrase("waived"), 12),
        )  # fmt: skip
        title = self.say.gettext("What was judged")
        return Sheet("judged", title, self._columns(head), self._judged_rows, internal=True)

    def _judged_rows(self) -> Iterator[Cells]:
        waived = Counter(item.finding.rule for item in self.overview.report.waived)
        outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
        for rule, judgement, _ in self.reading.judgements():
            outcomes[rule][judgement.outcome] += 1
        for rule, counts in sorted(outcomes.items()):
            numbers = (*(counts[outcome] for outcome in OUTCOMES), waived[rule])
            yield (rule, self.reading.book.words(rule, self.reading.wording.language)["title"], *numbers)

    def _evidence(self) -> Sheet:
        head = ((Phrase("what"), 44), (Phrase("stated"), 60), (Phrase("day"), 16))
        title = self.say.gettext("Evidence")
        return Sheet("evidence", title, self._columns(head), self._evidence_rows)

    def _evidence_rows(self) -> Iterator[Cells]:
        say = self.say
        yield from self.evidence
        yield (say.gettext("day of the report"), "", self.overview.report.as_of)
        yield (say.gettext("what comes up is told until"), "", self.overview.horizon)
        yield (Strong(say.gettext("Rules")),)
        yield from (self._pack(one) for one in self.overview.packs)
        yield (Strong(say.gettext("Law")),)
        for table in self.overview.tables:
            old = Gap(say.gettext("last checked more than six months ago"))
            yield (f"law/{table.name}", old if table.stale else say.gettext("last checked"), table.checked)
        for act, first in self.overview.report.not_yet:
            yield (act, say.gettext("does not apply yet; from"), first)

    def _pack(self, pack: PackCount) -> Cells:
        """What the rules of a pack came to, and of which day the law is that they encode."""
        say = self.say
        numbers = {Phrase("rules"): pack.rules, Phrase("waived"): pack.waived}
        numbers |= {name: pack.outcomes.get(outcome, 0) for outcome, name in OUTCOMES.items()}
        told = [f"{say.gettext(name)}: {say.number(number)}" for name, number in numbers.items() if number]
        stated = self.reading.book.packs.get(pack.pack, {})
        day: Cell = day_of(str(stated.get("law_as_of", ""))) or ""
        return (f"{pack.title} ({pack.pack})", ", ".join(told), day)

    def _yes(self, *, said: bool) -> Cell:
        return Gap(self.say.gettext("yes")) if said else ""

    def _place(self, spot: Spot) -> tuple[str, int, str]:
        return safe(spot.file), spot.span.line, str(spot.place or "")
