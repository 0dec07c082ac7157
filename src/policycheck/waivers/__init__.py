"""Findings set aside by waivers: documents of the kind `waiver`, and comments beside what they are for.

A waiver is for one rule, and covers its place and all that stands below. Of several that cover a finding the nearest
counts. One that has ended, is mistaken or unused sets nothing aside and is itself a finding; nor do two for the same
rule at the same place, for then nobody can tell whose reason and whose day hold. What is found in this way cannot be
waived, and neither can what is found in the shape of a document.

Where a comment belongs is told in `document.remarks`, how it is written in `facts.waivers`, and what makes a waiver
invalid in `waivers.verifying`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from policycheck.facts.waivers import Waiver, waivers
from policycheck.finding import Finding, LedgerEntry, Spot, Waived
from policycheck.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from policycheck.config import WaiverTerms
    from policycheck.facts.waivers import Written
    from policycheck.repo import Repo
    from policycheck.waivers.verifying import Fault, Held
    from policycheck.wording import Wording

SHAPE = "form"
"""The pack whose findings are about what cannot be read as meant."""
UNTOUCHABLE = (SHAPE, "waivers")
"""Findings of these packs can be neither waived nor baselined."""


Judges = Callable[[str, Place], bool]
"""Whether a rule is judged at a place."""


class Settled(NamedTuple):
    """Findings that stand, those set aside, and every waiver there is."""

    standing: list[Finding]
    waived: list[Waived]
    ledger: list[LedgerEntry]


def apply_waivers(  # noqa: PLR0913 - what waivers rest on, by name
    findings: list[Finding], repo: Repo, *, wording: Wording, judges: Judges, day: date, terms: WaiverTerms
) -> Settled:
    """Set findings aside; findings about waivers are added to those that stand."""
    written = waivers(repo)
    if not written:
        return Settled(findings, [], [])
    from policycheck.waivers.verifying import Verifying

    verifying = Verifying(repo, wording.book.rules(), judges, day, terms)
    held = verifying.held(written)
    standing, waived = _split(findings, held, wording)
    for one in held:
        verifying.look_again(one)
    complaints = [_complaint(one, one.fault, wording) for one in held if one.fault]
    told = [one for one in complaints if one.spot.place and judges(one.rule, one.spot.place)]
    ledger = [_entry(one, one.written, wording) for one in held if isinstance(one.written, Waiver)]
    return Settled(standing + told, waived, ledger)


def _split(findings: Iterable[Finding], held: list[Held], wording: Wording) -> tuple[list[Finding], list[Waived]]:
    """Findings that stand, and those set aside: by the waiver of the place nearest above."""
    valid = _nearest_first(held)
    standing: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        at = finding.spot.place
        rivals = valid.get((finding.rule, at.kind, at.id), []) if at else []
        one = next((one for one in rivals if one.covers(at)), None)
        if one and isinstance(one.written, Waiver):
            one.used += 1
            waived.append(_waived(finding, one.written, wording))
        else:
            standing.append(finding)
    return standing, waived


def _nearest_first(held: Iterable[Held]) -> dict[tuple[str, ...], list[Held]]:
    """The valid waivers by their rule and the document of their place, those deepest in it first."""
    found: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for one in sorted(held, key=lambda one: one.depth, reverse=True):
        if one.valid and one.place:
            found[one.rule, one.place.kind, one.place.id].append(one)
    return found


def _complaint(one: Held, fault: Fault, wording: Wording) -> Finding:
    rule = wording.book.rules().find(fault.rule)
    related = tuple(_spot(other.written, "") for other in one.twins)
    return wording.words(rule, _spot(one.written, fault.key), fault.values, related=related)


def _spot(written: Written, key: str) -> Spot:
    """Where a waiver, or a part of it, is to be read."""
    source, span = written.document.source, written.span(key)
    return Spot(source.file, span, written.where(key), source.lines.line(span.line))


def _waived(finding: Finding, waiver: Waiver, wording: Wording) -> Waived:
    told = (waiver.name, _reason(waiver, wording), waiver.owner, waiver.until, waiver.approved_by)
    return Waived(finding, *told, comment=waiver.remark is not None)


def _entry(one: Held, waiver: Waiver, wording: Wording) -> LedgerEntry:
    told = (_reason(waiver, wording), waiver.owner, waiver.until, waiver.approved_by)
    return LedgerEntry(waiver.name, one.rule, waiver.said, *told, one.state, _spot(waiver, ""), one.used)


def _reason(waiver: Waiver, wording: Wording) -> str:
    return wording.quoted(wording.said(waiver.reason, waiver.record))
