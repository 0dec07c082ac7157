"""Rights of data subjects and how to use them (Articles 7(3), 12-22, 77)."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from policycheck.model.values import (
    ChannelCode,
    Contact,
    Country,
    DataCode,
    Date,
    ForumCode,
    Language,
    Period,
    RoleRef,
    Slug,
    StatuteCode,
    SubjectCode,
    Words,
    code,
    node,
    things,
)


@node
class Limit(TypedDict, total=False):
    """A ground on which the right is refused."""

    law: StatuteCode
    """The statute behind it."""
    section: str
    """Its section."""
    about: list[Slug]
    """Whose or which data."""
    when: Words
    """For how long or in which case."""
    text: Words
    """In words."""


Limits = Annotated[dict[Slug, Limit], things(keys=code("erasure-limits"))]


@node
class RefusalProcedure(TypedDict, total=False):
    """What happens when a request is refused (Article 12(4))."""

    written: bool
    """In writing."""
    reasons: bool
    """With reasons."""
    by: list[Slug]
    """The role that refuses."""
    remedy: list[Literal["authority", "court"]]
    """Where the matter can be taken."""


@node
class DirectMarketing(TypedDict, total=False):
    """The right to object to direct marketing (Article 21(2)-(4))."""

    scope: list[Slug]
    """What may be objected to."""
    to: list[RoleRef]
    """Roles that take it."""
    how: list[ChannelCode]
    """Ways to object."""
    presented: Literal["separately", "among-others"]
    """Whether it is told clearly and apart from other information (Article 21(4))."""


@node
class Right(TypedDict, total=False):
    """One right, and how it is used."""

    how: list[ChannelCode]
    """Channels a request may take."""
    to: list[RoleRef]
    """Roles that take requests."""
    address: Contact
    """Where to send a request, when not to the controller."""
    form: Literal["any", "written", "oral"]
    """The form asked for."""
    signature: Literal["required", "handwritten", "notarised"]
    """A signature that requests must bear."""
    in_person: bool
    """A request can only be made in person."""
    identity: Literal["on-reasonable-doubt", "always", "registered-email", "strong-identification"]
    """How identity is checked."""
    languages: list[Language]
    """Languages requests may be made in."""
    deadline: Period
    """Within what time the request is answered (Article 12(3))."""
    promptness: Literal["without-delay", "without-undue-delay"]
    """A promise of speed that is no period."""
    extension: Period
    """By how much that may be extended (Article 12(3))."""
    fee: Literal["manifestly-unfounded-only", "always"]
    """What it costs (Article 12(5))."""
    requested_by: Literal["data-subject", "staff"]
    """Who asks."""
    handled_by: list[Slug]
    """Roles that carry it out."""
    format: Slug
    """Form of the answer."""
    sent_by: list[ChannelCode]
    """How the answer is sent."""
    protected: bool
    """The answer is sent encrypted."""
    tells: list[Literal["source", "recipients"]]
    """Who is told of the outcome (Article 19)."""
    specify: list[Slug]
    """What a request must say."""
    grounds: list[Slug]
    """On what grounds the right can be used."""
    example: Slug
    """An example the text gives."""
    applies: Literal["as-law-provides", "where-applicable", "always"]
    """How far the text says it goes."""
    promise: Literal["full"]
    """A promise without limits, such as being entirely forgotten."""
    holds: list[Slug]
    """Other rights that stand under this one's heading instead of it."""
    limits: Limits
    """Grounds on which it is refused."""
    refusal: RefusalProcedure
    """What happens when it is refused."""
    marketing: DirectMarketing
    """The objection to direct marketing."""
    since: Date
    """From when."""
    text: Words
    """In words."""


@node
class Complaint(TypedDict, total=False):
    """The right to complain to a supervisory authority (Articles 13(2)(d), 77)."""

    authority: Country
    """Country of the authority named."""
    contact: Contact
    """Its contact details as printed."""
    forums: list[ForumCode]
    """Where else one may complain."""
    text: Words
    """In words."""


@node
class Rights(TypedDict, total=False):
    """The rights a description tells of. An absent one is not spoken of."""

    information: Right
    """To be informed (Articles 13-14)."""
    access: Right
    """Access (Article 15)."""
    rectification: Right
    """Rectification (Article 16)."""
    erasure: Right
    """Erasure (Article 17)."""
    restriction: Right
    """Restriction of processing (Article 18)."""
    portability: Right
    """Data portability (Article 20)."""
    objection: Right
    """To object (Article 21)."""
    human_review: Right
    """Not to be subject to automated decisions (Article 22)."""
    withdrawal: Right
    """Withdrawal of consent (Article 7(3))."""
    complaint: Complaint
    """Complaint to a supervisory authority (Article 77)."""
    anonymisation: Right
    """Anonymisation on request: no right of the GDPR, but some texts grant it."""


@node
class Unidentified(TypedDict, total=False):
    """Data of which the controller cannot tell whose they are (Article 11); Articles 15 to 20 then do not apply."""

    about: list[SubjectCode]
    """Whose data; absent means all data subjects of the register."""
    reason: Words
    """Why the controller cannot identify them."""
    identified_by: list[DataCode]
    """What somebody may give so that the data can be found after all (Article 11(2))."""
    text: Words
    """In words."""


@node
class AutomatedDecision(TypedDict, total=False):
    """A decision taken by machine alone (Article 22)."""

    text: Words
    """What is decided."""
    ground: Literal["contract", "law", "explicit-consent"]
    """What allows it (Article 22(2))."""
    effects: Literal["legal", "similarly-significant", "slight"]
    """How it affects the person."""
    logic: Words
    """Meaningful information about the logic (Article 13(2)(f))."""
    consequences: Words
    """Significance and envisaged consequences."""
    safeguards: list[Literal["human-intervention", "express-view", "contest"]]
    """Safeguards (Article 22(3))."""


@node
class AutomatedDecisions(TypedDict, total=False):
    """Profiling and automated decisions."""

    profiling: bool
    """Whether people are profiled (Article 4(4))."""
    logic: Words
    """How the profiling works."""
    decisions: dict[Slug, AutomatedDecision]
    """Decisions taken by machine alone."""
