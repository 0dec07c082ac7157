"""Which rights the legal bases of a register give its data subjects (Articles 7(3), 15-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.document import Kind
from policycheck.facts.bases import Based, bases
from policycheck.facts.derogations import limited
from policycheck.facts.protection import on_paper_only
from policycheck.facts.remembered import remembered
from policycheck.facts.things import things

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.law import Law
    from policycheck.model.purpose import Consent
    from policycheck.place import Path
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

CONSENT = "6(1)(a)"
EXPLICIT_CONSENT = "9(2)(a)"
CONSENT_TO_TRANSFER = "49(1)(a)"
OF_THE_IDENTIFIED = ("access", "rectification", "erasure", "restriction", "portability")
"""Rights that do not apply where the controller cannot identify the data subject (Articles 11(2), 15-20)."""
FROM_OTHERS = ("third-party", "public-register")
"""Sources of data that data subjects did not provide."""
PURPOSE = 2
"""How many steps lead to a purpose."""
SIGNIFICANT = {"legal", "similarly-significant"}
"""Effects of a decision that Article 22(1) is about."""
BASES = ("6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)")


@remembered
def given(record: Record, right: str, law: Law, vocabulary: Vocabulary) -> bool | None:
    """Whether a register gives a right; None where that turns on a basis that nobody stated.

    A duty laid down by law leaves nothing to erase (Article 17(3)(b)), portability comes with consent and contract,
    with machines and for what people gave themselves (Article 20(1)), objection with a public task, a legitimate
    interest (Article 21(1)) and direct marketing (Article 21(2)), review by a person with a decision that a machine
    takes (Article 22(3)). The other rights come with any basis.
    """
    if right in limited(record, law, vocabulary) or _out_of_reach(record, right):
        return False
    if right == "human-review":
        return decided_by_machine(record)
    if all(_gives(article, right, law) for article in BASES) or rests_on(record, right, law):
        return True
    if right == "objection" and unconsented_marketing(record, vocabulary):
        return _gives(CONSENT, "marketing-objection", law)
    return False if wholly_based(record) else None


def _out_of_reach(record: Record, right: str) -> bool:
    """Whether data cannot be found by whose they are (Article 11(2)), or not be taken along (Article 20(1))."""
    if right in OF_THE_IDENTIFIED and identifies_nobody(record):
        return True
    return right == "portability" and not _portable(record)


def identifies_nobody(record: Record) -> bool:
    """Whether the controller says that it cannot tell whose data any are."""
    unidentified = record.register.get("unidentified")
    subjects = record.register.get("data_subjects", [])
    return unidentified is not None and set(subjects) <= set(unidentified.get("about", subjects))


def _portable(record: Record) -> bool:
    """Whether machines hold data that data subjects gave, or that was observed of them, as far as sources are known."""
    sources = [source for _, source in things(record.register.get("sources"))]
    from_others = bool(sources) and all(source.get("from") in FROM_OTHERS for source in sources)
    return not (from_others or on_paper_only(record))


def decided_by_machine(record: Record) -> bool | None:
    """Whether a decision of Article 22(1) is recorded; None where it is not said how it affects people."""
    decisions: Any = record.register.get("automated_decisions", {}).get("decisions")
    effects = {decision.get("effects") for _, decision in things(decisions)}
    return True if effects & SIGNIFICANT else None if None in effects else False


def rests_on(record: Record, right: str, law: Law) -> bool:
    """Whether some basis relied on gives the right."""
    return any(_gives(article, right, law) for article in relied_on(record))


def _gives(article: str, right: str, law: Law) -> bool:
    row = law.rights(article).value.get(right)
    return row is not None and row.given != "never"


@remembered
def relied_on(record: Record) -> frozenset[str]:
    """The points of Article 6(1) that a description relies on; consent also where it is only asked for."""
    articles = {article for based in bases(record) if (article := _article(based))}
    asked_for = CONSENT not in articles and any(consented(record))
    return frozenset(articles | {CONSENT}) if asked_for else frozenset(articles)


def without_ground(record: Record, right: str, law: Law, vocabulary: Vocabulary) -> bool:
    """Whether every purpose has its basis, and nothing that any description of the register says gives the right."""
    consents = record.nothing("consents")
    if not (wholly_based(record) and law.rights(CONSENT).value) or (consents and consents.kind is not Kind.NONE):
        return False
    descriptions = (record, *record.siblings)
    return not any(rests_on(one, right, law) or _given_besides(one, right, vocabulary) for one in descriptions)


def _given_besides(record: Record, right: str, vocabulary: Vocabulary) -> bool:
    """Whether purposes give a right to object (Article 21(2), (6)), or a consent that is no basis can be withdrawn."""
    register = record.register
    if right == "objection":
        objectable = vocabulary.marked("purposes", "marketing") | vocabulary.marked("purposes", "article_89")
        purposes = [purpose for _, purpose in things(register.get("purposes"))]
        return any("marketing" in purpose or purpose.get("category") in objectable for purpose in purposes)
    transfers = [transfer.get("safeguard", {}) for _, transfer in things(register.get("transfers"))]
    by_consent = any(safeguard.get("article") == CONSENT_TO_TRANSFER for safeguard in transfers)
    return right == "withdrawal" and (by_consent or "consents" in register or "cookies" in register)


@remembered
def wholly_based(record: Record) -> bool:
    """Whether there are purposes, and each of them rests on a point of Article 6(1) that is stated."""
    found = [_article(based) for based in bases(record)]
    open_ones = any(path[0] == "purposes" and len(path) == PURPOSE for path in record.document.nothings)
    return bool(found) and all(found) and not open_ones


def unbased(record: Record) -> list[Path]:
    """Where it would be told which basis a purpose rests on; the purposes themselves where none is stated."""
    found = [("purposes", based.name, "legal_basis") for based in bases(record) if not _article(based)]
    return list(found) or [("purposes",)]


def unconsented_marketing(record: Record, vocabulary: Vocabulary) -> list[str]:
    """Purposes of direct marketing that neither consent carries, which can be withdrawn, nor a way out of their own."""
    marketing = vocabulary.marked("purposes", "marketing")
    return [
        based.name
        for based in bases(record)
        if ("marketing" in based.purpose or based.purpose.get("category") in marketing)
        and _article(based) != CONSENT
        and "opt_out" not in based.purpose.get("marketing", {})
    ]


class Consented(NamedTuple):
    """Something that rests on consent, and whether the description tells the way back from it."""

    path: Path
    way_back: bool


@remembered
def consented(record: Record) -> tuple[Consented, ...]:
    """What rests on consent: purposes, special categories of data, and what is asked for without another basis."""
    return tuple(_consented(record))


def _consented(record: Record) -> Iterator[Consented]:
    consents: dict[str, Any] = dict(things(record.register.get("consents")))
    purposes = {based.name: based for based in bases(record)}
    for based in purposes.values():
        if _article(based) == CONSENT:
            asked = [consent for name, consent in consents.items() if _carries(name, consent, based)]
            opt_out = "opt_out" in based.purpose.get("marketing", {})
            yield Consented(based.path, opt_out or any("withdraw" in consent for consent in asked))
    for name, consent in consents.items():
        if _stands_alone(consent, purposes):
            yield Consented(("consents", name), "withdraw" in consent)
    for name, group in things(record.register.get("data")):
        if group.get("condition", {}).get("article") == EXPLICIT_CONSENT:
            way_back = any("withdraw" in consent for consent in consents.values())
            yield Consented(("data", name, "condition"), way_back)


def _carries(name: str, consent: Consent, based: Based) -> bool:
    """Whether a consent is the one that a purpose names, or covers the purpose where it names none."""
    named = based.basis.get("consent") if based.basis else None
    return named == name or (named is None and based.name in consent.get("covers", [based.name]))


def _stands_alone(consent: Consent, purposes: Mapping[str, Based]) -> bool:
    """Whether something it covers has no basis of its own: that then rests on the consent."""
    covered = [purposes[name] for name in consent.get("covers", purposes) if name in purposes]
    return not covered or not all(_article(based) for based in covered)


def _article(based: Based) -> str | None:
    return based.basis.get("article") if based.basis else None
