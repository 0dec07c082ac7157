"""A register as its record of Article 30: every field with what is said, what is found there, and gaps as gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policycheck.record.words import ANSWERS, NOT_STATED, SERVES, UNSAID
from policycheck.site.sayings import Sayer, Stated
from policycheck.site.types import Described, Field, Said, Told
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policycheck.repo import Record
    from policycheck.site.audience import Audience
    from policycheck.wording import Wording


class Row(NamedTuple):
    """A row of the record: the field it is about, the provision that asks for it, and who says what stands there."""

    key: str
    label: Phrase
    article: str
    says: Callable[[Sayer], Iterator[Stated]]
    needed: bool = True
    """Whether nothing at all is a gap: Article 30 asks for it."""
    also: tuple[str, ...] = ()
    """Other fields whose findings are shown here."""


OF_REGISTERS = (
    Row("controller", Phrase("Controller"), "30(1)(a)", Sayer.holder, also=("responsible",)),
    Row("joint_controllers", Phrase("Joint controllers"), "26", Sayer.joint, needed=False),
    Row("purposes", Phrase("Purposes and legal bases"), "30(1)(b)", Sayer.purposes, also=("consents", "only_purposes")),
    Row("data_subjects", Phrase("Data subjects"), "30(1)(c)", Sayer.subjects, also=("reach",)),
    Row("data", Phrase("Categories of personal data"), "30(1)(c)", Sayer.data, also=("provision", "consequence")),
    Row("sources", Phrase("Where data come from"), "14(2)(f)", Sayer.sources, needed=False, also=("steps",)),
    Row("recipients", Phrase("Recipients"), "30(1)(d)", Sayer.recipients, also=("disclosures", "publication", "flows")),
    Row("transfers", Phrase("Transfers to third countries"), "30(1)(e)", Sayer.transfers, also=("transfer_statement",)),
    Row("retention", Phrase("Time limits for erasure"), "30(1)(f)", Sayer.retention),
    Row(
        "security",
        Phrase("Security measures"),
        "30(1)(g)",
        Sayer.security,
        also=("access", "logging", "location", "declarations", "risk"),
    ),
    Row("systems", Phrase("Systems"), "32", Sayer.systems, needed=False),
    Row(
        "rights",
        Phrase("Rights of data subjects"),
        "12",
        Sayer.rights,
        needed=False,
        also=("information", "automated_decisions", "derogations", "unidentified"),
    ),
    Row("cookies", Phrase("Cookies"), "", Sayer.cookies, needed=False),
)
OF_PROCESSORS = (
    Row("processor", Phrase("Processor"), "30(2)(a)", Sayer.holder),
    Row("controllers", Phrase("Controllers it works for"), "30(2)(a)", Sayer.clients),
    Row("services", Phrase("Categories of processing"), "30(2)(b)", Sayer.services),
    Row("sub_processors", Phrase("Other processors engaged"), "28(2)", Sayer.engaged, needed=False),
    Row("transfers", Phrase("Transfers to third countries"), "30(2)(c)", Sayer.transfers),
    Row("security", Phrase("Security measures"), "30(2)(d)", Sayer.security, also=("breach_notice",)),
)


def described(record: Record, told: Sequence[Told], wording: Wording, audience: Audience) -> Described:
    """A description, with what is found in it."""
    rows = OF_PROCESSORS if record.kind == "processor-record" else OF_REGISTERS
    sayer = Sayer(record, wording, audience)
    left = [one for one in told if _root(one) not in {key for row in rows for key in (row.key, *row.also)}]
    fields = [_field(row, sayer, told) for row in rows if audience.sees(row.key)]
    whole = Field("record", wording.speech.gettext("The record itself"), "", found=tuple(left))
    uses = ", ".join(wording.speech.gettext(words) for use, words in SERVES.items() if use in record.serves)
    shown = [field for field in fields if field.said or field.unsaid or field.found]
    file = "" if audience.is_public else record.document.source.file
    return Described(uses, file, (*shown, *((whole,) if left else ())))


def _field(row: Row, sayer: Sayer, told: Iterable[Told]) -> Field:
    say = sayer.say
    here = sorted(
        (one for one in told if _root(one) in (row.key, *row.also)), key=lambda one: one.finding.severity.rank
    )
    said = list(row.says(sayer))
    lines = [Said(one.words, one.details, tuple(_beside(one, here))) for one in said]
    placed = {one.anchor for line in lines for one in line.found}
    article = sayer.wording.citation("gdpr", row.article).words if row.article else ""
    field = Field(row.key, say.gettext(row.label), article, tuple(lines))
    field.found = tuple(one for one in here if one.anchor not in placed)
    if not lines:
        _tell_nothing(field, row, sayer)
    if field.gap and sayer.audience.is_public:
        field.gap, field.unsaid = False, ""
    return field


def _tell_nothing(field: Field, row: Row, sayer: Sayer) -> None:
    """Why a field says nothing; that it lacks something is a finding, which the public is not told."""
    nothing = sayer.record.nothing(row.key)
    if nothing is None:
        field.gap = row.needed and "record" in sayer.record.serves
        field.unsaid = sayer.say.gettext(NOT_STATED) if field.gap else ""
        return
    words = sayer.said(nothing.words)
    field.unsaid = ": ".join(filter(None, (sayer.say.gettext(UNSAID[nothing.kind]), words)))
    field.gap = nothing.kind not in ANSWERS


def _beside(stated: Stated, told: Iterable[Told]) -> Iterator[Told]:
    for one in told:
        place = one.finding.spot.place
        if place and place.path[: len(stated.path)] == stated.path:
            yield one


def _root(told: Told) -> str:
    place = told.finding.spot.place
    return str(place.path[0]) if place and place.path else ""
