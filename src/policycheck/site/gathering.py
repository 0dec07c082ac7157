"""Gathers everything that the pages show from a check that kept its judgements and its reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from policycheck.__about__ import __version__
from policycheck.evidence.audience import for_public
from policycheck.evidence.words import rests_on
from policycheck.facts.descriptions import by_audience
from policycheck.overview import overview
from policycheck.overview.open_points import open_points
from policycheck.overview.reading import Reading, Subject
from policycheck.overview.tasks import remedy
from policycheck.overview.words import day, who
from policycheck.site import pictures
from policycheck.site.audience import Audience
from policycheck.site.house import House
from policycheck.site.record import described
from policycheck.site.trend import trend
from policycheck.site.types import Evidence, First, Link, Meaning, RegisterPage, Ruled, Site, Told
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policycheck.cards import Rule
    from policycheck.checking import Checked
    from policycheck.finding import Finding, Waived
    from policycheck.overview.types import OpenPoint, Overview, RegisterState
    from policycheck.period import Period
    from policycheck.repo import Record
    from policycheck.site.house import Registers
    from policycheck.site.types import Described


OF_OTHERS = "documents.html"
"""Where findings are told that belong to no register."""


class Wanted(NamedTuple):
    """What a report is asked for."""

    audience: str
    within: Period
    history: int | None = None


def site(checked: Checked, wanted: Wanted) -> Site:
    """All there is to show."""
    whole = overview(checked, checked.report, wanted.within, for_people=True)
    return _Gathering(checked, whole, wanted).site()


class _Gathering:
    """One report on its way to pages."""

    def __init__(self, checked: Checked, whole: Overview, wanted: Wanted) -> None:
        self.checked, self.whole, self.wanted = checked, whole, wanted
        self.reading = Reading(checked, checked.report, for_people=True)
        self.audience = Audience(wanted.audience, checked.book.vocabulary)
        self.law = checked.book.law(checked.report.as_of)
        self.links = {(one.kind, one.id): _link(one) for one in whole.registers}
        registers: Registers = [(self.links[one.kind, one.id], self._records(one)) for one in whole.registers]
        self.registers = [(link, records) for link, records in registers if records or not self.audience.is_public]
        self.house = House(self.registers, self.reading, self.law, self.audience)

    def _records(self, state: RegisterState) -> list[Record]:
        records = self.reading.records(Subject(state.kind, state.id))
        shown = [one for one in records if self.audience.reads(one) and self.reading.asked_about(one)]
        return by_audience(shown) if state.kind == "register" else shown

    def site(self) -> Site:
        """All there is to show."""
        told = {} if self.audience.is_public else self._told()
        states = {self.links[one.kind, one.id]: one for one in self.whole.registers}
        pages = [self._page(states[link], told.get(link, []), records) for link, records in self.registers]
        gone = self.house.gone()
        found = Site(
            self.checked.report.language,
            self.wanted.audience,
            ", ".join(self.whole.organisations),
            self.whole,
            self._evidence(),
            tuple(pages),
            house=pictures.of_house(gone, self.house),
            gone=gone,
            bars=pictures.by_cover(gone, self.house),
            parties=self.house.parties(),
            rights=self.house.rights(),
            right_names=self.house.right_names(),
            kept=self.house.kept(),
            law=self.house.law_in_force(),
            terms=tuple(self._terms()),
        )
        if not self.audience.is_public:
            self._add_inside(found, told)
        return found

    def _add_inside(self, found: Site, told: dict[Link, list[Told]]) -> None:
        """What is for those inside only."""
        found.found = tuple(one for some in told.values() for one in some)
        found.others = tuple(one for link, some in told.items() if not link.to for one in some)
        found.first = _first(found.found)
        found.trend, found.untold_trend = trend(self.checked, self.wanted.history)
        packs: dict[str, list[Ruled]] = defaultdict(list)
        for rule in self.checked.rules:
            packs[rule.pack].append(self._ruled(rule))
        found.rules = {pack: tuple(packs[pack]) for pack in sorted(packs)}

    def _ruled(self, rule: Rule) -> Ruled:
        wording = self.reading.wording
        words = self.checked.book.words(rule.id, wording.language)
        cites = tuple(wording.citation(law, article) for law, article in rule.cites)
        fix = words["fix"].replace("{{", "{").replace("}}", "}")
        return Ruled(rule.id, rule.severity.value, words["title"], words["why"], fix, cites)

    def _told(self) -> dict[Link, list[Told]]:
        """Every finding, by the page it is told on; what belongs to no register stands on a page of its own."""
        found: dict[Link, list[Told]] = defaultdict(list)
        counted: Counter[str] = Counter()
        for finding in self.checked.report.findings:
            subject = self.reading.subject_of(finding)
            link = self.links.get((subject.kind, subject.id)) if not subject.file else None
            link = link or Link(self.reading.name(subject))
            counted[link.to] += 1
            found[link].append(self._one(finding, subject, link, counted[link.to]))
        order = {link: index for index, link in enumerate(self.links.values())}
        return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))

    def _one(self, finding: Finding, subject: Subject, link: Link, number: int) -> Told:
        path = finding.spot.place.path if finding.spot.place else ()
        role = self.reading.answering(finding.spot)
        anchor = f"f{number}"
        to = f"{link.to or OF_OTHERS}#{anchor}"
        asks = tuple(dict.fromkeys(cite.article for cite in finding.cites))
        theme = self.reading.theme(subject, path)
        owner = who(role, self.reading.wording.speech)
        return Told(finding, anchor, Link(link.words, to), theme, role, remedy(finding.fix), owner, asks)

    def _page(self, state: RegisterState, told: list[Told], records: list[Record]) -> RegisterPage:
        link = self.links[state.kind, state.id]
        page = RegisterPage(link, state, tuple(self._described(record, told) for record in records), tuple(told))
        page.flow = pictures.of_register(records, link.words, self.house)
        page.lasting = pictures.of_time(records, self.house)
        if not self.audience.is_public:
            page.waived, page.open_points = tuple(self._waived[link]), tuple(self._open[link])
        return page

    def _described(self, record: Record, told: Iterable[Told]) -> Described:
        own = [one for one in told if one.finding.spot.place and self.reading.record(one.finding.spot) is record]
        return described(record, own, self.reading.wording, self.audience)

    @cached_property
    def _waived(self) -> dict[Link, list[Waived]]:
        found: dict[Link, list[Waived]] = defaultdict(list)
        for item in self.checked.report.waived:
            found[self._of(self.reading.subject_of(item.finding))].append(item)
        return found

    @cached_property
    def _open(self) -> dict[Link, list[OpenPoint]]:
        found: dict[Link, list[OpenPoint]] = defaultdict(list)
        for subject, point in open_points(self.reading):
            found[self._of(subject)].append(point)
        return found

    def _of(self, subject: Subject) -> Link:
        """The page that something is told on, if it has one."""
        return self.links.get((subject.kind, subject.id), Link(""))

    def _evidence(self) -> Evidence:
        packs = tuple((one.pack, one.title, one.rules) for one in self.whole.packs if one.rules)
        tables = tuple((one.name, one.checked, one.stale) for one in self.whole.tables)
        told = for_public(self.whole.evidence) if self.audience.is_public else self.whole.evidence
        say = self.reading.wording.speech
        words = tuple(rests_on(told, say, lambda when: day(when, say)))
        return Evidence(self.checked.report.as_of, __version__, packs, tables, self.checked.report.assumed, words)

    def _terms(self) -> Iterable[Meaning]:
        wording, vocabulary = self.reading.wording, self.checked.book.vocabulary
        for code, row in vocabulary.codes("terms").items():
            article = wording.citation("gdpr", row["article"]).words if row.get("article") else ""
            yield Meaning(code, wording.show(Term("terms", code)), wording.said(row.get("means")), article)


def _link(state: RegisterState) -> Link:
    return Link(state.name, f"{state.kind}-{state.id}.html")


def _first(found: Iterable[Told]) -> tuple[First, ...]:
    """Rules by risk, then by how many registers they concern, then by how little there is to change."""
    by_rule: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        by_rule[one.finding.rule].append(one)
    rows = [
        First(
            rule_link(rule),
            some[0].finding.severity.value,
            some[0].finding.title,
            len({one.subject.words for one in some}),
            len(some),
            ", ".join(sorted({one.owner for one in some})),
        )
        for rule, some in by_rule.items()
    ]
    ranks = {rule: some[0].finding.severity.rank for rule, some in by_rule.items()}
    return tuple(sorted(rows, key=lambda one: (ranks[one.rule.words], -one.registers, one.places, one.rule.words)))


def rule_link(rule: str) -> Link:
    """Where a rule is told in full."""
    pack, _, slug = rule.partition("/")
    return Link(rule, f"rules-{pack}.html#{slug}")
