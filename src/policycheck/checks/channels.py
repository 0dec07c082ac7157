"""Ways to use a right: a blank may leave none (Articles 12(2), 15-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.document import Kind
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record

NEEDS = {
    "email": {"email"},
    "secure-message": {"web"},
    "phone": {"phone"},
    "post": {"address", "postal_address"},
    "letter": {"address", "postal_address"},
    "web-form": {"web"},
    "portal": {"web"},
}
"""The part of a contact that a channel cannot do without; others, such as a visit, need none."""
OF_CHANNELS = ("how", "address")


@supplies("right")
def open_despite_blanks(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Where a way to use a right is left blank, another one is open (Article 12(2))."""
    for path, nothing in record.document.nothings.items():
        if (
            nothing.kind is not Kind.BLANK
            or path[:1] != ("rights",)
            or path[2:3] not in [(part,) for part in OF_CHANNELS]
        ):
            continue
        place, name = record.place.at(*path), str(path[1])
        if record.names_unknown_controller:
            yield cannot_tell(place)
        elif _is_open(record, name):
            yield met(place)
        else:
            yield not_met(place, right=Term("rights", name))


def _is_open(record: Record, name: str) -> bool:
    """Whether a right has a channel that leads somewhere; a contact of whoever takes requests will do."""
    rights: Any = record.register["rights"]
    right = rights[name]
    contacts = _contacts(record, right)
    if "how" not in right:
        return bool(contacts)
    return any(channel not in NEEDS or contacts & NEEDS[channel] for channel in right["how"])


def _contacts(record: Record, right: dict[str, Any]) -> set[str]:
    """The parts of contacts a request can be sent to: its own address, the roles that take it, the controller."""
    controller: Any = record.controller or {}
    roles = controller.get("roles", {})
    contacts = [roles.get(role, {}).get("contact", {}) for role in right.get("to", [])]
    return {
        part for contact in (right.get("address", {}), controller.get("contact", {}), *contacts) for part in contact
    }
