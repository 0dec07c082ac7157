"""For programs: a versioned JSON document whose schema is `schemas/agenda.schema.json`."""

import json
from typing import Literal, TextIO

from typing_extensions import TypedDict

from policycheck.__about__ import __version__
from policycheck.agenda import Agenda
from policycheck.overview.json import UpcomingDocument, upcoming_document
from policycheck.reporters import Look

FORMAT: Literal["policycheck/agenda/v1"] = "policycheck/agenda/v1"


class AgendaDocument(TypedDict):
    """What falls due in a repo; what falls due in the documents that were refused is not known."""

    format: Literal["policycheck/agenda/v1"]
    policycheck: str
    as_of: str
    horizon: str
    language: str
    organisations: list[str]
    overdue: int
    refused: int
    items: list[UpcomingDocument]


def write(agenda: Agenda, out: TextIO, look: Look) -> None:  # noqa: ARG001 - all formats are called alike
    """Write the agenda as one JSON document."""
    json.dump(document(agenda), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(agenda: Agenda) -> AgendaDocument:
    """The agenda as plain values."""
    return {
        "format": FORMAT,
        "policycheck": __version__,
        "as_of": agenda.as_of.isoformat(),
        "horizon": agenda.horizon.isoformat(),
        "language": agenda.language,
        "organisations": list(agenda.organisations),
        "overdue": agenda.overdue,
        "refused": agenda.refused,
        "items": [upcoming_document(item) for item in agenda.items],
    }
