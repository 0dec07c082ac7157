"""Whether a transfer to a third country is covered on a day, by an adequacy decision or by a tool (Articles 44-49).

An answer is true, false, or None where law or record leave it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.facts.adequacy import any_of, is_adequate
from policycheck.facts.processors import acting_for
from policycheck.facts.remembered import remembered
from policycheck.facts.silence import asked_at
from policycheck.facts.transfers import declared, reaches
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.facts.transfers import Reach
    from policycheck.law import Law
    from policycheck.law.transfers import Tool
    from policycheck.model.sharing import Safeguard
    from policycheck.repo import Record

ADEQUACY = "45(3)"
BINDING_RULES = "46(2)(b)"


def is_covered(reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether data may go there: it is no transfer, a decision covers it, or a safeguard is recorded."""
    within = stays(reach.country, record, law)
    return True if within else any_of((within, *_grounds(reach, record, law)))


def _grounds(reach: Reach, record: Record, law: Law) -> Iterator[bool | None]:
    """What each thing that might cover a transfer comes to; what others declare for it counts as well."""
    yield is_adequate(reach, record, law)
    yield is_safeguarded(reach, record, law)
    if not reach.transfer:
        for other in _others(reach, record):
            yield from (is_safeguarded(one, other, law) for one in declared(other) if one[:2] == reach[:2])


def _others(reach: Reach, record: Record) -> Iterator[Record]:
    """Other descriptions of the register, and what processors on the way record of their work for the controller."""
    if record.kind == "register":
        yield from record.siblings
        for party in (reach.name, *reach.past):
            yield from (acting for acting, _ in acting_for(record, party))


def stays(country: str, record: Record, law: Law) -> bool | None:
    """Whether data stay in the EEA or in the country of whoever answers for them: no transfer (Article 44).

    Before its accession a controller's country was a third country to others, and never to itself. Before the Directive
    nothing was a transfer.
    """
    answer = law.inside(country)
    if answer.value or country == record.country or not law.limits_transfers():
        return True
    return answer.value if answer.certain else None


def leaves(country: str, record: Record, law: Law) -> bool:
    """Whether data that go there surely are in a third country."""
    return stays(country, record, law) is False


@remembered
def abroad(record: Record, law: Law) -> tuple[Reach, ...]:
    """Whoever gets data in what surely is a third country; most records lead to nobody there."""
    return tuple(reach for reach in reaches(record) if leaves(reach.country, record, law))


class Resting(NamedTuple):
    """A transfer that is declared, and the tool that can carry it on the day."""

    reach: Reach
    tool: Tool
    safeguard: Safeguard


@remembered
def resting(record: Record, law: Law) -> tuple[Resting, ...]:
    """The transfers that rest on a tool; where a decision covers the recipient, nothing more is needed."""
    return tuple(_resting(record, law))


def _resting(record: Record, law: Law) -> Iterator[Resting]:
    for reach in abroad(record, law):
        safeguard = reach.transfer.get("safeguard") if reach.transfer else None
        if safeguard and not is_adequate(reach, record, law):
            tool = law.tool(tool_named(safeguard), signed=safeguard.get("signed")).value
            if tool and is_safeguarded(reach, record, law):
                yield Resting(reach, tool, safeguard)


def is_safeguarded(reach: Reach, record: Record, law: Law) -> bool | None:
    """Whether the record states a safeguard or a derogation that can carry the transfer on the day."""
    safeguard = reach.transfer.get("safeguard") if reach.transfer else None
    if safeguard is None:
        path = map(str, reach.path) if reach.transfer else ("transfers",)
        return None if asked_at(record, law.day, *path) is Outcome.CANNOT_TELL else False
    if safeguard.get("until", "9999") < law.day.isoformat():
        return False
    article = safeguard.get("article")
    if article == ADEQUACY or article is None:
        return False  # a decision covers by itself whom it covers, and words without an article name no safeguard
    if article == BINDING_RULES and _are_unapproved(reach.party):
        return False
    return _is_usable(safeguard, record, law)


def _are_unapproved(party: Mapping[str, Any]) -> bool:
    """Binding corporate rules for which approval is only sought, or has ended (Article 47(1))."""
    return party.get("binding_rules", {}).get("status") in ("applied", "expired")


def _is_usable(safeguard: Safeguard, record: Record, law: Law) -> bool | None:
    answer = law.tool(tool_named(safeguard), signed=safeguard.get("signed"))
    if answer.row is None or not answer.certain:
        return None
    return _is_open_to(answer.value, record) if answer.value else False


def tool_named(safeguard: Safeguard) -> str:
    """The name of what a transfer rests on: a set of clauses, else a provision."""
    return safeguard.get("clauses") or safeguard.get("article", "")


def _is_open_to(tool: Tool, record: Record) -> bool | None:
    """Whether the exporter may use the tool: some are for public bodies, some not for their public powers (49(3))."""
    public = exporter(record).get("public_authority")
    if tool.public_bodies_only and public is False:
        return False
    return None if tool.not_for_authorities and public else True


def exporter(record: Record) -> Mapping[str, Any]:
    """Whoever answers for a record, as far as it is stated."""
    if record.kind == "processor-record":
        return record.repo.stated("organisation", record.stated.get("processor")) or {}
    return record.controller or {}
