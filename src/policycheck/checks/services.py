"""Services that are known by name, whatever a record says of them (Articles 13(1)(e)-(f), 30(1)(d)-(e), 44)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.safeguards import stays
from policycheck.facts.things import things
from policycheck.facts.vendors import Known, known_by_name
from policycheck.finding import Judgement, cannot_tell, met, not_met
from policycheck.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record


@supplies("service", "vendor", "country")
def country_stated(record: Record, setting: Setting) -> Iterator[Judgement]:
    """Of a service known to be run from a third country it is said where data go, or the transfer is declared."""
    for known in known_by_name(record, setting.law):
        place, within = record.place.at(*known.path), stays(known.country, record, setting.law)
        if within is None:
            yield cannot_tell(place)
        elif within or _is_declared(known, record):
            yield met(place, because=(place, *known.because))
        else:
            yield not_met(
                place,
                because=(place, *known.because),
                until=known.until,
                service=known.name,
                vendor=known.vendor,
                country=Term("countries", known.country),
            )


def _is_declared(known: Known, record: Record) -> bool:
    """Whether a transfer is declared that names the system, the recipient, or the country alone."""
    name = known.path[-1]
    for key, transfer in things(record.register.get("transfers")):
        recipient = record.register.get("recipients", {}).get(str(name), {})
        if name in transfer.get("systems", ()) or transfer.get("to", key) in (name, recipient.get("party")):
            return True
        if transfer.get("country") == known.country and "to" not in transfer:
            return True
    return False
