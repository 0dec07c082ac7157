"""Who answers for the processing: controller, processor, representative, officer (Article 30(1)(a), (2)(a))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.record.answers import answers
from policycheck.record.teller import Line, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.record.teller import Teller


@answers("controller")
def controller(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Name and contact details of the controller."""
    yield from _holder(teller, "controller")


@answers("processor")
def processor(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Name and contact details of the processor."""
    yield from _holder(teller, "processor")


def _holder(teller: Teller, field: str) -> Iterator[Line]:
    record = teller.answering
    if record is None:
        return
    reached = teller.reached(record.stated, record)
    yield Line((field,), teller.wording.name(record.place), (reached,))
    if not reached:
        yield teller.missing(field, of=teller.say.gettext("contact details"))


@answers("joint_controllers")
def joint(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """Those who decide together with the controller (Article 26)."""
    for name, one in teller.map("joint_controllers"):
        record = teller.record.repo.party_record(name)
        reached = teller.reached(record.stated, record) if record else ""
        yield Line(("joint_controllers", name), teller.party(name), (reached, teller.said(one.get("tasks"))))


@answers()
def representative(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The representative in the Union (Article 27)."""
    record = teller.answering
    name = record.stated.get("representative") if record else None
    if name:
        party = teller.record.repo.party_record(name)
        yield Line((), teller.party(name), (teller.reached(party.stated, party) if party else "",))


@answers()
def officer(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The data protection officer, by office and never by name (Articles 37-39)."""
    record = teller.answering
    stated = record.stated.get("data_protection_officer") if record else None
    if stated and stated.get("appointed") is False:
        yield Line((), teller.say.gettext("none is appointed"))
    elif stated:
        party = teller.party(stated["party"]) if stated.get("party") else ""
        yield Line((), joined(party, teller.reached(stated, record)) or teller.say.gettext("appointed"))


@answers("responsible")
def responsible(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The role that answers for the register, and how to reach it."""
    yield from _role(teller, with_contact=True)


@answers("responsible")
def function(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The function of the organisation that the processing belongs to, and the register it is."""
    lines = list(_role(teller, with_contact=False))
    name = teller.wording.name(teller.record.place)
    yield Line(("responsible",), name, tuple(line.words for line in lines))


def _role(teller: Teller, *, with_contact: bool) -> Iterator[Line]:
    key = teller.stated.get("responsible")
    if not key:
        return
    record = teller.answering
    role = record.stated.get("roles", {}).get(key, {}) if record else {}
    reached = teller.reached(role, record) if with_contact else ""
    yield Line(("responsible",), teller.said(role.get("title"), record) or str(key), inside=reached)


@answers("controllers")
def clients(teller: Teller, _of: tuple[str, ...]) -> Iterator[Line]:
    """The controllers on whose behalf a processor acts, with their representatives (Article 30(2)(a))."""
    for name, _ in teller.map("controllers"):
        party = teller.record.repo.party_record(name)
        stated = party.stated if party else {}
        stands_in = teller.party(stated["representative"]) if stated.get("representative") else ""
        yield Line(("controllers", name), teller.party(name), (teller.reached(stated, party), stands_in))
