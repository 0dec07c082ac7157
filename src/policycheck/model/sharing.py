"""Who gets data, and where they go: recipients, publication, transfers (Articles 13(1)(e)-(f), 28, 44-49)."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from policycheck.model.values import (
    ChannelCode,
    ClaimCode,
    Country,
    DataRef,
    Date,
    DisclosureCode,
    Document,
    Email,
    Manner,
    MarketingChannelCode,
    PartyClassCode,
    PartyRef,
    Period,
    PermissionCode,
    PurposeRef,
    RoleRef,
    Safeguards,
    Slug,
    SystemRef,
    Words,
    node,
    reference,
    things,
)


@node
class Recipient(TypedDict, total=False):
    """Somebody who gets data; keyed by party id, or by a slug of its own with `party:`."""

    party: PartyRef
    """Who it is."""
    classes: list[PartyClassCode]
    """What sort of recipients, where none is named."""
    kind: Literal["staff", "group-company", "outside"]
    """Own staff are no recipients (Article 4(9)-(10)); outside is the default."""
    role: Literal["processor", "controller", "joint-controller", "authority", "third-party"]
    """Its role (Article 4(7)-(10))."""
    task: Words
    """What it does."""
    purpose: PurposeRef
    """For which purpose it gets data."""
    data: list[DataRef]
    """Which data groups."""
    contract: Slug
    """The agreement, a key of the party's `contracts`."""
    country: Country
    """Where it puts the data, when not its own country."""
    hosting: Literal["own-servers", "our-servers", "cloud"]
    """On whose machines the data then lie."""
    condition: Words
    """When it gets data."""
    possible: bool
    """The text says that it may get data."""
    may: list[PermissionCode]
    """What it may do with them."""
    under_instructions: bool
    """It acts on documented instructions only."""
    text: Words
    """The recipient in words."""


Recipients = dict[Slug, Recipient]


@node
class Disclosure(TypedDict, total=False):
    """One ground on which data are handed out."""

    ground: DisclosureCode
    """What for."""
    to: list[Slug]
    """To which recipients of this record."""
    possible: bool
    """The text says that it may happen."""


@node
class Disclosures(TypedDict, total=False):
    """What a text says about handing data out."""

    policy: Literal["internal-only", "no-third-parties", "regular", "case-by-case"]
    """The main rule."""
    exceptions: dict[Slug, Disclosure]
    """The exceptions to it, or the regular disclosures."""
    claims: list[ClaimCode]
    """What the text promises."""
    text: Words
    """In words."""


@node
class Refusal(TypedDict, total=False):
    """One way to refuse."""

    by: list[ChannelCode]
    """The channel."""
    to: list[RoleRef]
    """The role that takes it."""
    address: str
    """The address to use."""


@node
class Publication(TypedDict, total=False):
    """Publishing data from the register (Articles 5(1)(c), 25(2))."""

    default: Literal["published", "withheld"]
    """What happens to somebody who says nothing."""
    form: list[Literal["electronic", "print"]]
    """In which form."""
    examples: list[Slug]
    """What it means, such as direct-mail-labels."""
    channels: list[MarketingChannelCode]
    """Marketing channels it serves."""
    opt_out: dict[Slug, Refusal]
    """How to refuse."""
    data: list[DataRef]
    """Which data groups."""
    purpose: PurposeRef
    """For which purpose."""


@node
class Safeguard(TypedDict, total=False):
    """What covers a transfer to a third country (Articles 45-49)."""

    article: Safeguards
    """The provision relied on."""
    decision: str
    """The adequacy decision or framework, such as 2023/1795 or dpf."""
    clauses: str
    """The Commission decision that holds the clauses, such as 2021/914."""
    module: int
    """Module of the clauses: 1-4."""
    signed: Date
    """When they were signed."""
    until: Date
    """Until when it holds."""
    impact_assessment: Date
    """When the transfer impact assessment was made (C-311/18)."""
    supplementary: Words
    """Supplementary measures."""
    case: Words
    """The case of Article 49 that is met, and how."""
    told_authority: Date
    """When the supervisory authority was told (Article 49(1), second subparagraph)."""
    told_data_subjects: Date
    """When data subjects were told of the transfer and of the interests pursued (the same)."""
    document: Document
    """Where it is recorded, and where a copy can be had (Article 13(1)(f))."""


@node
class Transfer(TypedDict, total=False):
    """Data going to a third country or an international organisation (Article 30(1)(e))."""

    to: PartyRef
    """The recipient there."""
    country: Country
    """The country."""
    data: list[DataRef]
    """Which data groups."""
    systems: list[SystemRef]
    """From which systems."""
    safeguard: Safeguard
    """What covers it."""
    automated: bool
    """The data are transferred by automated means (a condition of some decisions)."""
    text: Words
    """In words."""


@node
class TransferStatement(TypedDict, total=False):
    """What a text promises about transfers."""

    claim: Literal["listed", "never", "conditional"]
    """Only those listed; never; or not unless something."""
    scope: Literal["eea", "eu"]
    """Outside what."""
    condition: Slug
    """The condition, such as technical-necessity."""
    by: list[Slug]
    """Whose need it may be."""
    copies: Words
    """How to get a copy of the safeguards."""


@node
class JointController(TypedDict, total=False):
    """Somebody who decides on purposes and means together with the controller (Article 26)."""

    arrangement: Document
    """The arrangement between them."""
    tasks: Words
    """Who does what."""
    essence: Words
    """How its essence is made available to data subjects."""
    contact_point: bool
    """Data subjects may turn to this one."""


_From = TypedDict(
    "_From",
    {"from": Annotated[list[Slug], Field(description="Where data start: sources, systems, parties, people.")]},
    total=False,
)


@node
class Flow(_From, total=False):
    """One way data take: from where, to where, how."""

    to: list[Slug]
    """Where they arrive: systems, recipients, roles."""
    by: list[ChannelCode]
    """How they travel."""
    address: Email
    """The mailbox they are sent to, as the text gives it."""
    manner: Manner
    """By hand or by machine."""
    handled_by: list[Slug]
    """Roles that handle them."""
    data: list[DataRef]
    """Which data groups."""
    automatic: bool
    """Without anybody's doing."""
    every: Period
    """How often."""
    text: Words
    """In words."""


JointControllers = Annotated[dict[Slug, JointController], things(keys=reference("organisation", "party"))]
