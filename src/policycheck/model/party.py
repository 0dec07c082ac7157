"""`kind: party`: anybody outside the organisation who gets, gives or hosts data (Articles 4, 28, 44-49)."""

from typing import Annotated, Literal, Required

from typing_extensions import TypedDict

from policycheck.model.values import (
    Contact,
    Country,
    Date,
    Document,
    PartyClassCode,
    PartyRef,
    Slug,
    Words,
    node,
    reference,
    things,
)


@node
class Framework(TypedDict, total=False):
    """An entry on the list of an adequacy framework, such as the EU-US Data Privacy Framework."""

    entity: str
    """The legal entity as listed."""
    status: Literal["active", "active-under-review", "inactive", "withdrawn", "applied"]
    """Status on the day it was looked up."""
    covers: list[Literal["human-resources", "other"]]
    """Which data the entry covers."""
    since: Date
    """First day of the entry."""
    until: Date
    """Day the certification is due again."""
    checked: Date
    """When somebody looked it up."""


@node
class Terms(TypedDict, total=False):
    """A contract with a processor, or another agreement about data (Article 28(3))."""

    article_28: Literal["complete", "partial"]
    """Which of the terms of Article 28(3) it holds."""
    instructions: bool
    """The party is bound to documented instructions."""
    confidentiality: bool
    """The party is bound to confidentiality."""
    dated: Date
    """When it was signed."""
    until: Date
    """When it ends."""
    document: Document
    """Where it is."""
    text: Words
    """What a text says of it."""


@node
class SubProcessor(TypedDict, total=False):
    """A processor engaged by a processor (Article 28(2), (4))."""

    authorisation: Literal["specific", "general"]
    """How the controller authorised it."""
    told: Date
    """When the controller was told."""
    task: Words
    """What it does."""


@node
class BindingRules(TypedDict, total=False):
    """Binding corporate rules of the party's group (Article 47)."""

    status: Literal["approved", "applied", "expired"]
    """Only approved rules are a safeguard."""
    approved: Date
    """When they were approved."""
    document: Document
    """The decision."""


@node
class Party(TypedDict, total=False):
    """An organisation outside: processor, controller, authority, source."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["party"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo."""
    name: Words
    """The registered name; parallel names by language."""
    abbreviation: str
    """A short name that texts use."""
    business_id: str
    """Number in a trade register."""
    country: Country
    """Country of its seat."""
    town: Words
    """Town of its seat."""
    contact: Contact
    """How to reach it."""
    role: Literal["processor", "controller", "joint-controller", "authority", "source", "undeclared"]
    """Its usual role towards the organisation."""
    classes: list[PartyClassCode]
    """What sort of organisation it is."""
    service: Words
    """What it does for the organisation."""
    law_applies: bool
    """It is subject to the law that an adequacy decision requires (Canada, Japan)."""
    frameworks: dict[Slug, Framework]
    """Frameworks it takes part in, keyed `dpf` and the like."""
    binding_rules: BindingRules
    """Binding corporate rules of its group."""
    contracts: dict[Slug, Terms]
    """Agreements with it, by name."""
    sub_processors: Annotated[dict[Slug, SubProcessor], things(keys=reference("party"))]
    """Its own processors, keyed by party id."""
    oversight: Words
    """How the organisation keeps an eye on it (Article 28(1))."""
    representative: PartyRef
    """Its representative in the Union."""
