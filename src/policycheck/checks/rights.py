"""Rights: limits the law does not know, addressees nobody can reach, answers without a time (Articles 12, 17, 77)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.facts.silence import asked_at
from policycheck.facts.things import statements, things
from policycheck.finding import Consulted, Judgement, Outcome, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.model import Organisation
    from policycheck.place import Place
    from policycheck.repo import Record

REQUESTS = ("access", "rectification", "erasure", "restriction", "portability", "objection")
"""Rights that are used by a request, which Article 12(3) wants answered within a month."""


@supplies("limit")
def erasure_limits_lawful(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Erasure is refused only on grounds that Article 17(3) knows."""
    erasure: Any = record.register.get("rights", {}).get("erasure")
    for path, statement in statements(erasure, ("rights", "erasure")):
        for code, _ in things(statement.get("limits")):
            place = record.place.at(*path, "limits", code)
            if setting.vocabulary.attribute("erasure-limits", code, "ground"):
                yield met(place)
            else:
                yield not_met(place, limit=Term("erasure-limits", code))


@supplies("statements")
def erasure_stated_once(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The right to erasure is told in one way, not in several that exclude each other (Article 12(1))."""
    erasure: Any = record.register.get("rights", {}).get("erasure")
    told = [(path, _reach(statement)) for path, statement in statements(erasure, ("rights", "erasure"))]
    reaching = [(path, reach) for path, reach in told if reach is not None]
    if not reaching:
        return
    differing = [path for path, reach in reaching if not _compatible(reach, reaching[0][1])]
    place = record.place.at("rights", "erasure")
    if differing:
        places = [record.place.at(*path) for path in differing]
        yield not_met(place, *places, statements=str(len(differing) + 1))
    else:
        yield met(place)


def _reach(statement: Any) -> frozenset[str] | None:
    """The limits a statement sets; none for a full promise; None when it does not speak of how far it goes."""
    if statement.get("promise") == "full":
        return frozenset()
    limits = statement.get("limits")
    return frozenset(code for code, _ in things(limits)) if limits else None


def _compatible(reach: frozenset[str] | None, first: frozenset[str] | None) -> bool:
    """A statement that sets fewer limits than the main one is still compatible with it; none at all is not."""
    return bool(reach) == bool(first)


@supplies("role")
def addressee_reachable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Whoever requests are addressed to can be reached (Articles 12(2), 13(1)(a))."""
    addressed = list(_addressed(record))
    if not addressed:
        return
    controller: Any = record.controller or {}
    place = record.place / "responsible"
    rights: Any = record.register.get("rights", {})
    if record.names_unknown_controller:
        yield cannot_tell(place)
        return
    own_address = any("address" in right for right in rights.values())
    if own_address or controller.get("contact") or _role_reachable(controller, addressed):
        yield met(place)
    else:
        yield not_met(place, record.place / "rights", role=addressed)


def _addressed(record: Record) -> list[str]:
    """The roles that take requests, each once, in order."""
    roles: dict[str, None] = {}
    rights: Any = record.register.get("rights", {})
    for right in rights.values():
        if isinstance(right, dict):
            roles.update(dict.fromkeys(right.get("to", [])))
    return list(roles)


def _role_reachable(controller: Organisation, roles: list[str]) -> bool:
    known: Any = controller.get("roles", {})
    return any(known.get(role, {}).get("contact") for role in roles)


@supplies("role")
def responsible_reachable(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The role that answers for a register has a contact (Article 13(1)(a))."""
    place = record.place / "responsible"
    role = record.register.get("responsible")
    nothing = record.nothing("responsible")
    if role is None and (nothing is None or nothing.kind != "said-only"):
        return
    controller: Any = record.controller or {}
    if record.names_unknown_controller:
        yield cannot_tell(place)
    elif role and _role_reachable(controller, [role]):
        yield met(place)
    else:
        yield not_met(place, role=role or (nothing.words if nothing else ""))


@supplies("rights")
def reply_time_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Each right that is told of says within what time a request is answered (Article 12(3))."""
    rights: Any = record.register.get("rights", {})
    told = [name for name in REQUESTS if isinstance(rights.get(name), dict)]
    if not told:
        return
    silent = [name for name in told if _no_time(record, name, setting)]
    place = record.place / "rights"
    if silent:
        terms = [Term("rights", name) for name in silent]
        yield not_met(place, *(record.place.at("rights", name) for name in silent), rights=terms)
    else:
        yield met(place)


def _no_time(record: Record, right: str, setting: Setting) -> bool:
    """Neither a time nor a promise of speed; of a blank time the hygiene rules speak."""
    words = ("deadline", "promptness")
    rights: Any = record.register["rights"]
    if not rights[right].keys().isdisjoint(words):
        return False
    nothings = [record.nothing("rights", right, word) for word in words]
    if any(nothing and nothing.kind in (Kind.BLANK, Kind.NOT_FILLED) for nothing in nothings):
        return False
    return all(asked_at(record, setting.day, "rights", right, word) is Outcome.NOT_MET for word in words)


@supplies("telltale", "authority")
def authority_contact_current(record: Record, setting: Setting) -> Iterator[Judgement]:
    """The supervisory authority's contact is not one that it gave up (Article 13(2)(d))."""
    complaint: Any = record.register.get("rights", {}).get("complaint", {})
    contact = complaint.get("contact")
    if not contact or "authority" not in complaint:
        return
    country = complaint["authority"]
    for key, printed in contact.items():
        place = record.place.at("rights", "complaint", "contact", key)
        texts = printed.values() if isinstance(printed, dict) else [printed]
        yield _current(place, country, "\n".join(map(str, texts)), setting)


def _current(place: Place, country: str, text: str, setting: Setting) -> Judgement:
    answer = setting.law.outdated_contact(country, text)
    if not (answer.value and answer.certain):
        return met(place)
    authority = setting.law.authority(country).value
    because = (Consulted("authorities", country, answer.value),)
    return not_met(place, because=because, telltale=answer.value, authority=authority.names if authority else country)
