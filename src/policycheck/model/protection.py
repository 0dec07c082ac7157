"""How data are guarded: access, logs, measures, risk (Articles 24, 25, 30(1)(g), 32, 35)."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from policycheck.model.values import (
    Country,
    DataRef,
    Date,
    Document,
    For,
    In,
    Period,
    PermissionCode,
    RiskCode,
    Slug,
    StatuteCode,
    SubjectCode,
    Words,
    code,
    node,
    things,
)


@node
class Measure(In, For, total=False):
    """A technical or organisational measure, and where it protects."""

    data: list[DataRef]
    """The data groups it protects."""
    of: list[Slug]
    """The roles it binds."""
    forced: bool
    """It cannot be switched off by the user."""
    detail: Words
    """What exactly."""
    by: list[Slug]
    """Who sees to it."""


Security = Annotated[dict[Slug, Measure], things(keys=code("measures"))]


@node
class AccessRole(In, For, total=False):
    """Who may do what."""

    may: list[PermissionCode]
    """Permissions."""
    holders: int
    """How many people hold the role."""
    of: list[Slug]
    """Whose people: own-staff, or recipients of this record."""
    shared_with: list[Slug]
    """Other roles that the same person holds."""
    text: Words
    """In words."""


Access = Annotated[
    dict[Slug, AccessRole],
    things(restricted_to=("Slug", "The role, among those here or of the organisation, that alone has access.")),
]


@node
class Logging(In, total=False):
    """What is logged."""

    events: list[PermissionCode]
    """The events."""
    attributes: list[Slug]
    """What is written down of each."""
    kept: Period
    """How long logs are kept."""
    reviewed: Period
    """How often somebody looks at them."""
    archived: bool
    """Whether logs are archived."""
    text: Words
    """In words."""


@node
class ImpactAssessment(TypedDict, total=False):
    """A data protection impact assessment (Article 35)."""

    done: Date
    """When it was made or last revised."""
    document: Document
    """Where it is."""
    outcome: Literal["risks-mitigated", "risks-acceptable", "consult-authority", "not-required"]
    """What it came to."""
    reason: Words
    """Why none is required, when so."""


@node
class Risk(TypedDict, total=False):
    """What is known of the risk to people."""

    statement: Literal["no-notable-risk", "low", "medium", "high"]
    """What the text says."""
    assessed: Date
    """When somebody assessed it."""
    document: Document
    """Where the assessment is."""
    criteria: list[RiskCode]
    """Criteria of the authorities' guidelines that are met."""
    impact_assessment: ImpactAssessment
    """The impact assessment."""


@node
class Location(TypedDict, total=False):
    """Where data are kept or handled, as stated for the register as a whole."""

    premises: Literal["own", "provider", "partner", "cloud"]
    """Whose premises."""
    country: Country
    """Country."""
    handled_in: Literal["own-premises", "remote", "provider-premises"]
    """Where people handle them."""
    town: Words
    """Town."""


@node
class Declaration(For, total=False):
    """A bare promise to follow a law or good practice; no measure."""

    law: StatuteCode
    """The law named."""
    about: list[SubjectCode]
    """Whose data."""
    text: Words
    """In words."""


Declarations = dict[Slug, Declaration]
