"""`kind: processor-record`: what a processor keeps for others (Article 30(2))."""

from typing import Annotated, Literal, Required

from typing_extensions import TypedDict

from policycheck.model.party import Terms
from policycheck.model.protection import Security
from policycheck.model.reach import Reach
from policycheck.model.sharing import Safeguard
from policycheck.model.values import (
    Country,
    DataCode,
    Date,
    OrganisationRef,
    PartyRef,
    Period,
    RoleRef,
    Slug,
    SubjectCode,
    SystemRef,
    Words,
    node,
    reference,
    things,
    within,
)

ServiceRef = Annotated[str, within("services")]


@node
class Client(TypedDict, total=False):
    """A controller on whose behalf the processor acts."""

    contract: Terms
    """The contract (Article 28(3))."""
    services: list[ServiceRef]
    """What is done for it (Article 30(2)(b))."""
    since: Date
    """From when."""
    until: Date
    """Until when."""


@node
class Service(TypedDict, total=False):
    """A category of processing carried out for controllers (Article 30(2)(b))."""

    text: Words
    """What is done."""
    data_subjects: list[SubjectCode]
    """Whose data."""
    data: list[DataCode]
    """What data."""
    systems: list[SystemRef]
    """In which systems."""
    reach: Reach
    """The people whom the controllers reach with it (Articles 3(2), 27)."""


@node
class Engaged(TypedDict, total=False):
    """Another processor engaged for it (Article 28(2), (4))."""

    authorisation: Literal["specific", "general"]
    """How the controllers authorised it."""
    told: Date
    """When they were told."""
    services: list[ServiceRef]
    """For which services."""
    contract: Terms
    """The contract with it."""


@node
class ClientTransfer(TypedDict, total=False):
    """Data of controllers going to a third country (Article 30(2)(c)); a processor has codes of data, and no groups."""

    to: PartyRef
    """The recipient there."""
    country: Country
    """The country."""
    data: list[DataCode]
    """What data."""
    systems: list[SystemRef]
    """From which systems."""
    safeguard: Safeguard
    """What covers it."""
    automated: bool
    """The data are transferred by automated means (a condition of some decisions)."""
    text: Words
    """In words."""


@node
class BreachNotice(TypedDict, total=False):
    """How breaches are told to controllers (Article 33(2))."""

    to: Literal["controllers"]
    """To whom."""
    within: Period
    """Within what time."""


@node
class ProcessorRecord(TypedDict, total=False):
    """A processor's record of categories of processing (Article 30(2))."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["processor-record"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo."""
    name: Words
    """What it is called."""
    language: str
    """Language of plain strings."""
    version: int
    """Counts up with each change."""
    dated: Date
    """When it was made."""
    reviewed: Date
    """When somebody last read it against reality."""
    review_every: Period
    """How often that is done."""
    processor: OrganisationRef
    """The processor; its contact, representative and officer come with it."""
    responsible: RoleRef
    """The role that answers for the record, a key of the processor's `roles`."""
    controllers: Annotated[dict[Slug, Client], things(keys=reference("party", "organisation"))]
    """The controllers it acts for, keyed by party id (Article 30(2)(a))."""
    services: dict[Slug, Service]
    """What it does for them (Article 30(2)(b))."""
    sub_processors: Annotated[dict[Slug, Engaged], things(keys=reference("party"))]
    """Other processors it engages, keyed by party id."""
    transfers: dict[Slug, ClientTransfer]
    """Transfers to third countries (Article 30(2)(c))."""
    security: Security
    """Measures (Article 30(2)(d))."""
    breach_notice: BreachNotice
    """How breaches are told (Article 33(2))."""
    note: Words
    """A remark for colleagues; no rule reads it."""
