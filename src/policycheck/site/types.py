"""What the pages of the report show, finished in the reader's language: templates look nothing up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from policycheck.chain import Chain
    from policycheck.finding import Citation, Finding, Waived
    from policycheck.overview.types import OpenPoint, Overview, RegisterState, Role
    from policycheck.site.drawing import Bars, Flow, Lasting, Line

INTERNAL, PUBLIC = "internal", "public"
AUDIENCES = (INTERNAL, PUBLIC)


class Link(NamedTuple):
    """Words that lead to a page of the report; without an address they only stand there."""

    words: str
    to: str = ""


class Told(NamedTuple):
    """A finding where a reader meets it: what it is about, who mends it, and where it is told in full."""

    finding: Finding
    anchor: str
    subject: Link
    theme: str
    role: Role | None
    remedy: str
    owner: str = ""
    """The role in words."""
    asks: tuple[str, ...] = ()
    """Its articles without the act, for the filter."""

    @property
    def chain(self) -> Chain | None:
        """What it rests on."""
        return self.finding.chain


class Said(NamedTuple):
    """One thing that a record states, with what belongs to it, and what is found there."""

    words: str
    details: tuple[str, ...] = ()
    found: tuple[Told, ...] = ()


@dataclass(slots=True)
class Field:
    """A row of the record: what Article 30 or another provision asks for, what is said, what is missing."""

    name: str
    label: str
    article: str
    said: tuple[Said, ...] = ()
    unsaid: str = ""
    """How nothing is said here, in words."""
    gap: bool = False
    """Whether that is a gap, rather than a stated none."""
    found: tuple[Told, ...] = ()
    """What is found of the field as a whole."""


class Described(NamedTuple):
    """One description of a register."""

    title: str
    file: str
    fields: tuple[Field, ...]


@dataclass(slots=True)
class RegisterPage:
    """A register, or a processor's record, as its record of Article 30."""

    link: Link
    state: RegisterState
    described: tuple[Described, ...]
    found: tuple[Told, ...] = ()
    waived: tuple[Waived, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    flow: Flow | None = None
    lasting: Lasting | None = None


class First(NamedTuple):
    """What to mend first: a rule, how grave it is, whom it concerns, and how many places are to be changed."""

    rule: Link
    severity: str
    title: str
    registers: int
    places: int
    owners: str


class Gone(NamedTuple):
    """Where data go: a country, what covers it, to whom, from which registers."""

    country: str
    cover: str
    """A key of `COVERS`."""
    told: str
    """What covers it, in words."""
    recipient: str
    registers: tuple[Link, ...]


COVERS = {
    "inside": Phrase("inside the European Economic Area"),
    "adequacy": Phrase("adequacy decision of the Commission"),
    "safeguard": Phrase("appropriate safeguards"),
    "derogation": Phrase("derogation for specific situations"),
    "outside": Phrase("outside the European Economic Area"),
    "open": Phrase("cannot tell yet"),
    "nothing": Phrase("nothing on record covers it"),
}
"""What covers data that go somewhere, in the order of the list: the law of Chapter V in words.

The public is told `outside` in place of the two after it, which are findings.
"""


class Party(NamedTuple):
    """Somebody outside, what it does, and which registers name it."""

    name: str
    country: str
    role: str
    service: str
    contracts: tuple[str, ...]
    contact: str
    registers: tuple[Link, ...]


class RightCell(NamedTuple):
    """A right in a register: whether the bases give it, and what the record tells of it."""

    owed: bool | None
    said: str
    words: str


class RightsRow(NamedTuple):
    """A register in the matrix of rights."""

    register: Link
    cells: tuple[RightCell, ...]


class Kept(NamedTuple):
    """A row of the retention timetable."""

    register: Link
    data: str
    period: str
    ends: str
    ground: str


class LawRow(NamedTuple):
    """A decision, act or list in force on the day."""

    table: str
    name: str
    days: str
    source: str


class Meaning(NamedTuple):
    """A term of the law in plain words."""

    code: str
    term: str
    means: str
    article: str


class Evidence(NamedTuple):
    """What a reader needs to trust the report, and to make it again."""

    as_of: date
    version: str
    packs: tuple[tuple[str, str, int], ...]
    """Each pack by its name, its title and how many of its rules were applied."""
    tables: tuple[tuple[str, date, bool], ...]
    """Each table of the law, when it was last checked, and whether that is too long ago."""
    assumed: tuple[str, ...] = ()
    rests_on: tuple[tuple[str, ...], ...] = ()
    """All points in words: a label, then one line or more."""


class Ruled(NamedTuple):
    """A rule: what it asks for, why, and what to write."""

    id: str
    severity: str
    title: str
    why: str
    fix: str
    cites: tuple[Citation, ...]


@dataclass(slots=True)
class Site:
    """All there is to show."""

    language: str
    audience: str
    owners: str
    """Whose registers they are."""
    overview: Overview
    evidence: Evidence
    registers: tuple[RegisterPage, ...]
    others: tuple[Told, ...] = ()
    """Findings of documents that are no registers."""
    found: tuple[Told, ...] = ()
    first: tuple[First, ...] = ()
    trend: Line | None = None
    untold_trend: str = ""
    """Why there is no trend."""
    house: Flow | None = None
    gone: tuple[Gone, ...] = ()
    bars: Bars | None = None
    parties: tuple[Party, ...] = ()
    rights: tuple[RightsRow, ...] = ()
    right_names: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    law: tuple[LawRow, ...] = ()
    rules: Mapping[str, tuple[Ruled, ...]] = field(default_factory=dict)
    terms: tuple[Meaning, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.audience == PUBLIC
