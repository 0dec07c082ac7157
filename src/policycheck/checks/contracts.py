"""Contracts with processors: whether they hold what the law asks for (Article 28(3))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.checks import Setting, supplies
from policycheck.facts.processors import processors
from policycheck.finding import Judgement, met, not_met

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.repo import Record


@supplies("recipient")
def terms_complete(record: Record, setting: Setting) -> Iterator[Judgement]:
    """A contract with a processor holds all the terms of Article 28(3), not some; of none stated see processors."""
    for processor in processors(record):
        stated = [term["article_28"] for term in processor.terms if "article_28" in term]
        if not stated:
            continue
        place = record.place.at(*processor.path, *(["contract"] if processor.listed else []))
        yield met(place) if "complete" in stated else not_met(place, recipient=processor.shown)
