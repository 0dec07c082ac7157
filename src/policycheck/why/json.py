"""For programs: a versioned JSON document whose schema is `schemas/why.schema.json`."""

import json
from typing import Literal, TextIO, cast

from typing_extensions import TypedDict

from policycheck.__about__ import __version__
from policycheck.reporters import Look
from policycheck.reporters.chain import ChainDocument, SpotDocument, chain_document, spot_document
from policycheck.reporters.json import CitationDocument, citation_document
from policycheck.speech import speech
from policycheck.why.types import Asked, State, Told, Why
from policycheck.why.words import last_line

FORMAT: Literal["policycheck/why/v1"] = "policycheck/why/v1"


class SetAsideDocument(TypedDict):
    """The waiver that sets a finding aside."""

    waiver: str
    reason: str
    owner: str
    until: str


class OutcomeDocument(TypedDict):
    """What a rule comes to at one place; no `spot` where it looked at nothing.

    `chain` is what it rests on. Where all rules are asked, it is told of what cannot be told only.
    """

    rule: str
    severity: Literal["error", "warning", "info"]
    state: State
    spot: SpotDocument | None
    message: str
    chain: ChainDocument | None
    waived: SetAsideDocument | None


class AskedDocument(TypedDict):
    """The rule whose reasons were asked for."""

    id: str
    severity: Literal["error", "warning", "info"]
    title: str
    articles: list[CitationDocument]


class WhyDocument(TypedDict):
    """What rules come to about a register, and why; `rule` is null where all of them were asked."""

    format: Literal["policycheck/why/v1"]
    policycheck: str
    as_of: str
    assumed: list[str]
    language: str
    register: str
    name: str
    files: list[str]
    rule: AskedDocument | None
    outcomes: list[OutcomeDocument]
    summary: str


def write(why: Why, out: TextIO, look: Look) -> None:  # noqa: ARG001 - programs heed no look
    """Write it as one JSON document."""
    json.dump(document(why), out, ensure_ascii=False, indent=1)
    out.write("\n")


def document(why: Why) -> WhyDocument:
    """It as plain values."""
    return {
        "format": FORMAT,
        "policycheck": __version__,
        "as_of": why.as_of.isoformat(),
        "assumed": list(why.assumed),
        "language": why.language,
        "register": why.register,
        "name": why.name,
        "files": list(why.files),
        "rule": why.rule and _asked(why.rule),
        "outcomes": [_outcome(one) for one in why.outcomes],
        "summary": last_line(why, speech(why.language)),
    }


def _asked(rule: Asked) -> AskedDocument:
    articles = [citation_document(cite) for cite in rule.cites]
    told = {"id": rule.id, "severity": rule.severity.value, "title": rule.title, "articles": articles}
    return cast("AskedDocument", told)


def _outcome(one: Told) -> OutcomeDocument:
    told = {
        "rule": one.rule,
        "severity": one.severity.value,
        "state": one.state.value,
        "spot": one.spot and spot_document(one.spot),
        "message": one.message,
        "chain": one.chain and chain_document(one.chain),
        "waived": one.waived and _waived(one),
    }
    return cast("OutcomeDocument", told)


def _waived(one: Told) -> SetAsideDocument | None:
    waived = one.waived
    return waived and {
        "waiver": waived.waiver,
        "reason": waived.reason,
        "owner": waived.owner,
        "until": waived.until,
    }
