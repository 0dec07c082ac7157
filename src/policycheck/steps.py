"""The links of a chain in the words of the reader's language: who, in whose document, leads to whom or where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.finding import Consulted
from policycheck.place import printed
from policycheck.speech import Phrase
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.finding import Ground
    from policycheck.place import Path, Place
    from policycheck.wording import Wording

SEAT = Phrase("{document}: country: {value}")
LINKS: Mapping[tuple[str, ...], Phrase] = {
    ("country",): SEAT,
    ("hosting", "country"): Phrase("{document}: country of the machines: {value}"),
    ("hosting", "owner"): Phrase("{document}: owner of the machines: {value}"),
    ("operator",): Phrase("{document}: operator: {value}"),
    ("sub_processors", "*"): Phrase("{document}: sub-processor: {value}"),
    ("recipients", "*"): Phrase("{document}: recipient: {value}"),
    ("recipients", "*", "country"): Phrase("{document}: country of the recipient {thing}: {value}"),
    ("joint_controllers", "*"): Phrase("{document}: joint controller: {value}"),
    ("systems", "*"): Phrase("{document}: system: {value}"),
    ("services", "*", "systems", "*"): Phrase("{document}: system: {value}"),
    ("controllers", "*"): Phrase("{document}: client: {value}"),
    ("cookies", "*"): Phrase("{document}: cookie: {value}"),
    ("transfers", "*"): Phrase("{document}: transfer: {value}"),
    ("transfers", "*", "country"): Phrase("{document}: country of the transfer {thing}: {value}"),
}
"""What each link says, by where it is written; a star stands for the name of a thing."""
NO_ROW = Phrase("law/{table}: nothing about {about}")
KINDS = ("party", "organisation", "system")
"""The kinds of document that a link leads to by its name."""


def told(ground: Ground, wording: Wording) -> str:
    """What a judgement rests on, as one line."""
    if isinstance(ground, Consulted):
        silent = wording.speech.gettext(NO_ROW, table=ground.table, about=ground.about)
        return str(ground) if ground.row else silent
    link, thing = _link(ground.path)
    if link is None:
        return str(ground)
    words = {"document": wording.name(ground), "thing": thing, "value": _value(ground, wording)}
    return wording.speech.gettext(link, **words)


def _link(path: Path) -> tuple[Phrase | None, str]:
    """What is said at a path, and the name of the thing that it is said of."""
    for form, link in LINKS.items():
        if len(form) == len(path) and all(key in ("*", step) for key, step in zip(form, path, strict=True)):
            return link, next((str(step) for key, step in zip(form, path, strict=True) if key == "*"), "")
    return None, printed(path)


def _value(place: Place, wording: Wording) -> str:
    """The country that is named, or what the document is called to which a link leads."""
    named = _named(place, wording)
    if place.path[-1] == "country":
        return wording.show(Term("countries", str(named)))
    found = (wording.repo.record(kind, named) for kind in KINDS)
    return next((wording.name(record.place) for record in found if record), str(named))


def _named(place: Place, wording: Wording) -> Any:
    """The code or id that stands at a place; of a thing, its party, else its own name."""
    record = wording.repo.record(place.kind, place.id)
    value: Any = record.stated if record else None
    for step in place.path:
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, dict):
        return value.get("party") or value.get("to") or place.path[-1]
    return value if isinstance(value, str) else place.path[-1]
