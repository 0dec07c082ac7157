"""Supervisory authorities: the one that supervises the controller, and not another (Articles 13(2)(d), 55, 77)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.checks import Setting, supplies
from policycheck.finding import Judgement, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.place import Place
    from policycheck.repo import Record


@supplies("authority", "competent")
def complaint_to_competent(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Complaints go to an authority of the controller, or of those whom the register reaches (Article 77(1))."""
    complaint: Any = record.register.get("rights", {}).get("complaint", {})
    controller: Any = record.controller
    if "authority" not in complaint or not controller:
        return
    competent = _competent(controller, setting)
    if competent:
        place = record.place.at("rights", "complaint", "authority")
        yield _judged(place, complaint["authority"], _accepted(record, controller, setting), competent)


def _accepted(record: Record, controller: Mapping[str, Any], setting: Setting) -> set[str]:
    """Authorities of all controllers, and of the countries that the register says it reaches."""
    bodies: list[Any] = [controller]
    bodies += [record.repo.party(name) or {} for name in record.register.get("joint_controllers", {})]
    chosen = {body["supervisory_authority"] for body in bodies if _may_choose(body)}
    reached = record.register.get("reach", {}).get("countries", ())
    return {*chosen, *reached, *(code for body in bodies if (code := _competent(body, setting)))}


@supplies("authority", "competent")
def own_authority(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A public body is supervised by the authority of its own State or territory (Article 55(2))."""
    stated = record.stated.get("supervisory_authority")
    competent = _competent(record.stated, setting)
    if stated and competent and record.stated.get("public_authority"):
        yield _judged(record.place / "supervisory_authority", stated, {competent}, competent)


def _judged(place: Place, stated: str, accepted: set[str], competent: str) -> Judgement:
    if stated in accepted:
        return met(place)
    return not_met(place, authority=Term("countries", stated), competent=Term("countries", competent))


def _may_choose(body: Mapping[str, Any]) -> bool:
    """Whether it may name another authority as its own: where its main establishment is (Article 56(1))."""
    return "supervisory_authority" in body and not body.get("public_authority")


def _competent(body: Mapping[str, Any], setting: Setting) -> str | None:
    """The authority of its country; None where the table knows of none."""
    if "country" not in body:
        return None
    return setting.law.competent_authority(body["country"], public=bool(body.get("public_authority"))).value
