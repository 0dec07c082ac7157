"""Rights of data subjects that a record tells of (Articles 12-22, 77)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.record.answers import answers
from policycheck.record.teller import Line
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.record.teller import Teller

PROFILED = Phrase("people are profiled")
UNPROFILED = Phrase("people are not profiled")


def _rights(teller: Teller, wanted: Any) -> Iterator[Line]:
    for name, one in teller.map("rights"):
        if wanted(name):
            authority = teller.country(one.get("authority"))
            ways = teller.labels("channels", one.get("how", ()))
            label = teller.label("rights", name.replace("_", "-"))
            yield Line(("rights", name), teller.said(one.get("text")) or label, (ways, authority))


@answers()
def some(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """Some rights, with how to use them."""
    yield from _rights(teller, lambda name: name in of)


@answers()
def others(teller: Teller, of: tuple[str, ...]) -> Iterator[Line]:
    """All rights but some."""
    yield from _rights(teller, lambda name: name not in of)


@answers("rights")
def named(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """All rights by name."""
    for name, _ in teller.map("rights"):
        yield Line(("rights", name), teller.label("rights", name.replace("_", "-")))


@answers("automated_decisions")
def decisions(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Profiling, and decisions that a machine takes alone (Article 22)."""
    stated = teller.stated.get("automated_decisions") or {}
    if "profiling" in stated:
        words = PROFILED if stated["profiling"] else UNPROFILED
        yield Line(("automated_decisions", "profiling"), teller.say.gettext(words), (teller.said(stated.get("logic")),))
    for name, one in (stated.get("decisions") or {}).items():
        beside = (teller.said(one.get("logic")), teller.said(one.get("consequences")))
        yield Line(("automated_decisions", "decisions", name), teller.said(one.get("text")) or name, beside)
