"""How data are guarded, and the assessment of the risk (Articles 30(1)(g), 32, 35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.teller import Line
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.record.teller import Teller

NOT_REQUIRED = "not-required"
OUTCOMES = {
    "risks-mitigated": Phrase("made; the risks are mitigated"),
    "risks-acceptable": Phrase("made; the risks are acceptable"),
    "consult-authority": Phrase("made; the authority is to be consulted"),
    NOT_REQUIRED: Phrase("not required, says the record"),
}


@answers("security")
def measures(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """All measures."""
    yield from _measures(teller, lambda _: True)


@answers()
def some(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """Some of the measures."""
    yield from _measures(teller, lambda code: code in of)


@answers("security")
def others(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """All measures but some."""
    yield from _measures(teller, lambda code: code not in of)


def _measures(teller: Teller, wanted: Any) -> Iterator[Line]:
    """Measures by name; what exactly they are is for those inside."""
    for name, one in teller.map("security"):
        if wanted(name):
            yield Line(("security", name), teller.label("measures", name), inside=teller.said(one.get("detail")))


def _assessment(teller: Teller) -> Mapping[str, Any]:
    found: Mapping[str, Any] = teller.stated.get("risk", {}).get("impact_assessment") or {}
    return found


@answers()
def assessment_needed(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Whether an impact assessment is required, as far as the record says."""
    stated = _assessment(teller)
    path = ("risk", "impact_assessment")
    if stated.get("outcome") == NOT_REQUIRED:
        yield Line(path, teller.say.gettext(OUTCOMES[NOT_REQUIRED]), (teller.said(stated.get("reason")),))
    elif stated:
        yield Line(path, teller.say.gettext("made, says the record"))


@answers()
def assessment_made(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """How far the impact assessment is."""
    stated = _assessment(teller)
    if stated and stated.get("outcome") != NOT_REQUIRED:
        words = OUTCOMES.get(stated.get("outcome", ""))
        told = teller.say.gettext(words) if words else teller.say.gettext("made, says the record")
        yield Line(("risk", "impact_assessment"), told, (teller.day(stated.get("done")),))


@answers()
def assessment_link(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Where the impact assessment is."""
    words = teller.document(_assessment(teller).get("document") or {})
    if words:
        yield Line(("risk", "impact_assessment", "document"), words, internal=True)
