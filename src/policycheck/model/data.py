"""What data, about whom, and where they come from (Articles 9, 10, 13(2)(e), 14, 30(1)(c), 87)."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from policycheck.model.purpose import LegalBasis
from policycheck.model.values import (
    Article9Or10,
    ChannelCode,
    ClaimCode,
    DataCode,
    DataRef,
    Date,
    PartyClassCode,
    PartyRef,
    PurposeRef,
    Slug,
    StatuteCode,
    SubjectCode,
    SystemRef,
    Words,
    node,
)

Provision = Literal["voluntary", "mandatory", "statutory", "contractual", "needed-for-contract"]


@node
class Condition(TypedDict, total=False):
    """What allows special categories or criminal data (Articles 9(2), 10)."""

    article: Article9Or10
    """The point of Article 9(2), or Article 10."""
    law: StatuteCode
    """The statute it rests on."""
    section: str
    """Its section."""
    text: Words
    """How the condition is met."""


@node
class IdentityCode(TypedDict, total=False):
    """The ground for processing a national identity number (Article 87 and national law)."""

    ground: Slug
    """The ground, such as employment or unambiguous-identification."""
    law: StatuteCode
    """The statute."""
    section: str
    """Its section."""


@node
class DataGroup(TypedDict, total=False):
    """A group of data that belong together (Article 30(1)(c))."""

    about: list[SubjectCode]
    """Whose data."""
    items: list[DataCode]
    """The categories of data."""
    optional: list[DataCode]
    """Those of them that need not be given."""
    text: Words
    """The group in words."""
    provision: Provision
    """Whether giving them is a requirement (Article 13(2)(e))."""
    consequence: Words
    """What follows from not giving them."""
    condition: Condition
    """What allows special categories or criminal data."""
    identity_code: IdentityCode
    """What allows the national identity number."""
    personal: bool
    """False for data about legal persons only."""
    guidance: Words
    """How people are asked to leave out what is not needed."""
    claims: list[ClaimCode]
    """What the text claims of them."""
    possible: bool
    """The text says that they may be processed."""


Data = dict[Slug, DataGroup]


Origin = Literal["data-subject", "third-party", "own-system", "public-register", "staff", "observation"]
_From = TypedDict("_From", {"from": Annotated[Origin, Field(description="Who gives the data.")]}, total=False)


@node
class DataSource(_From, total=False):
    """Where data come from (Articles 13, 14(2)(f))."""

    classes: list[PartyClassCode]
    """What sort of third parties, where none is named."""
    party: PartyRef
    """The third party."""
    system: SystemRef
    """The own system they come from."""
    through: list[SystemRef]
    """The systems they come in through."""
    by: list[ChannelCode]
    """The channels or means."""
    when: Slug
    """What sets the collection off."""
    data: list[DataRef]
    """Which data groups."""
    purpose: PurposeRef
    """For which purpose this source is used."""
    legal_basis: LegalBasis
    """What allows collecting from this source."""
    verified: list[ChannelCode]
    """How what comes in is verified."""
    possible: bool
    """The text says that data may come from here."""
    text: Words
    """The source in words."""


@node
class Information(TypedDict, total=False):
    """How data subjects are informed (Articles 13-14)."""

    audience: list[SubjectCode]
    """Who is informed."""
    when: Slug
    """When."""
    by: list[ChannelCode]
    """How."""
    since: Date
    """From when."""
    until: Date
    """Until when; or the day before which the people concerned were entered."""
    text: Words
    """What they are told."""


Sources = dict[Slug, DataSource]
