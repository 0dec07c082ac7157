"""What readers know a thing by: the title or name of the document or role that an id leads to.

Only what a message says is changed. What a fix tells to write stays the id, for that is what authors write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from policycheck.repo import Record

Titled = tuple[object, "Record | None"]
"""The words of a title, and the record in whose language they are."""


class Called(NamedTuple):
    """An id, and what readers know it by."""

    id: str
    title: str


def _system(name: str, about: Record) -> Titled | None:
    return _name(about.repo.record("system", name))


def _party(name: str, about: Record) -> Titled | None:
    """A party by its id, or by the key of a recipient that names it."""
    recipients: Any = about.stated.get("recipients", {}) if about.kind == "register" else {}
    recipient = recipients.get(name, {})
    named = recipient.get("party", name) if isinstance(recipient, dict) else name
    return _name(about.repo.party_record(named))


def _role(name: str, about: Record) -> Titled | None:
    """A role of the controller, or of the only organisation that has one of this id."""
    offices = about.repo.of_kind("organisation")
    having = [office for office in offices if name in office.stated.get("roles", ())]
    own = [office for office in having if office.stated is about.controller]
    found = own or having
    title = found[0].stated["roles"][name].get("title") if len(found) == 1 else None
    return (title, found[0]) if title else None


def _register(name: str, about: Record) -> Titled | None:
    return _name(next(iter(about.repo.descriptions.get(name, ())), None))


def _name(record: Record | None) -> Titled | None:
    return (record.stated["name"], record) if record and record.stated.get("name") else None


FINDERS: dict[str, Callable[[str, Record], Titled | None]] = {
    **dict.fromkeys(("system", "systems"), _system),
    **dict.fromkeys(
        ("recipient", "recipients", "controller", "party", "vendor", "representative", "processors", "subprocessor"),
        _party,
    ),
    "role": _role,
    "registers": _register,
}
"""By what kind of thing a placeholder names, how its title is found."""


def titled(name: str, value: object, about: Record, said: Callable[[object, Record | None], str]) -> object:
    """The value of a placeholder, with the title of each id in it that has one."""
    find = FINDERS.get(name)
    if find is None:
        return value
    if isinstance(value, str):
        found = find(value, about)
        return Called(value, said(*found)) if found else value
    return [titled(name, one, about, said) for one in value] if isinstance(value, list) else value
