"""`kind: organisation`: a controller or processor that keeps records in this repo (Articles 26, 27, 30, 37)."""

from typing import Literal, Required

from typing_extensions import TypedDict

from policycheck.model.values import (
    Contact,
    Country,
    Date,
    Document,
    DutyCode,
    OrganisationRef,
    PartyRef,
    Slug,
    Words,
    node,
)


@node
class Role(TypedDict, total=False):
    """A function in the organisation that answers for something; never a person's name."""

    title: Words
    """What the function is called."""
    contact: Contact
    """How to reach it."""
    tasks: list[Slug]
    """What it does."""
    holders: int
    """How many people hold it."""


@node
class Officer(TypedDict, total=False):
    """The data protection officer (Articles 37-39)."""

    appointed: bool
    """Whether one is appointed."""
    contact: Contact
    """Contact details, to be published (Article 37(7))."""
    party: PartyRef
    """The firm that provides the officer, when it is an outside service."""
    other_duties: list[DutyCode]
    """Other tasks of the same person; some conflict with the office (Article 38(6))."""
    told_authority: Date
    """When the contact details were given to the supervisory authority."""


@node
class Exemption(TypedDict, total=False):
    """A claim that Article 30(5) frees the organisation from keeping a record."""

    article: Literal["30(5)"]
    """The provision relied on."""
    reason: Words
    """Why its conditions are met."""


@node
class Organisation(TypedDict, total=False):
    """A controller or processor that keeps its records here. A repo may hold several (a group, a municipality)."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["organisation"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo; kind and id together are unique."""
    name: Words
    """The registered name; parallel names by language."""
    business_id: str
    """Number in the trade register."""
    country: Country
    """Where it is established: ISO 3166-1 alpha-2."""
    town: Words
    """Where its seat is."""
    contact: Contact
    """How data subjects and authorities reach it (Articles 13(1)(a), 30(1)(a))."""
    public_authority: bool
    """Whether it is a public authority or body (Articles 6(1), 37(1)(a))."""
    staff: int
    """How many people work for it (Article 30(5))."""
    group: OrganisationRef
    """The organisation it belongs to."""
    exemption: Exemption
    """A claim to be exempt from keeping a record."""
    core_activities: list[
        Literal["large-scale-monitoring", "large-scale-special-categories", "large-scale-criminal-data"]
    ]
    """Core activities that require a data protection officer (Article 37(1)(b)-(c))."""
    data_protection_officer: Officer
    """The data protection officer."""
    representative: PartyRef
    """Representative in the Union of a controller outside it (Article 27)."""
    roles: dict[Slug, Role]
    """The functions that answer for registers and requests, with their contacts."""
    supervisory_authority: Country
    """Country of the competent supervisory authority."""
    documents: dict[Slug, Document]
    """Policies and decisions that records refer to."""
