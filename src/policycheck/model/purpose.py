"""Why data are processed and what allows it: purposes, legal bases, consents (Articles 5(1)(b), 6-9)."""

from typing import Annotated

from typing_extensions import TypedDict

from policycheck.model.values import (
    Article6,
    ConsentCode,
    ConsentRef,
    DataRef,
    Date,
    Document,
    Linked,
    MarketingChannelCode,
    Period,
    PurposeCode,
    PurposeRef,
    RoleRef,
    Slug,
    StatuteCode,
    SubjectCode,
    Words,
    node,
    things,
)


@node
class Balancing(TypedDict, total=False):
    """The balancing test behind a legitimate interest."""

    done: Date
    """When it was made."""
    document: Linked
    """Where it is: a path in this repository or an address."""
    outcome: Words
    """What it came to."""


@node
class LegalBasis(TypedDict, total=False):
    """What allows the processing (Article 6(1))."""

    article: Article6
    """The point of Article 6(1)."""
    text: Words
    """The basis in the words of the text."""
    interest: Words
    """The legitimate interest pursued (Article 13(1)(d))."""
    balancing: Balancing
    """The test that weighs it against the data subject's interests."""
    law: StatuteCode
    """The statute that lays down the obligation or task (Article 6(3))."""
    section: str
    """The section of that statute."""
    consent: ConsentRef
    """The consent relied on, a key of `consents`."""
    consultation: Words
    """What makes an employee's consent free, or the like."""


@node
class Consent(TypedDict, total=False):
    """A consent that is asked for: how, for what, and how it ends (Articles 4(11), 7, 8)."""

    how: ConsentCode
    """How it is given."""
    covers: list[Slug]
    """The purposes it was asked for."""
    text: Words
    """The words in which it is asked."""
    since: Date
    """From when it is asked."""
    automatic: bool
    """The message that asks for it is automatic."""
    evidence: Words
    """How it can be shown that consent was given (Article 7(1))."""
    voluntary: Words
    """Why it is free, where there is dependence."""
    withdraw: list[Slug]
    """Ways to withdraw it; as easy as giving it (Article 7(3))."""
    minimum_age: int
    """Age from which a child may consent (Article 8)."""
    parental: bool
    """Consent of the holder of parental responsibility is obtained below that age."""
    renewed: Period
    """How often it is asked for again."""


@node
class MarketingObjection(TypedDict, total=False):
    """A way out of marketing that the purpose offers."""

    how: list[Slug]
    """Ways to say no."""
    to: list[RoleRef]
    """Roles that take it."""
    told: list[Slug]
    """Where the data subject is told of it."""


@node
class Marketing(TypedDict, total=False):
    """Direct marketing within a purpose (Directive 2002/58/EC Article 13, GDPR Article 21(2))."""

    channels: list[MarketingChannelCode]
    """Channels that messages travel by, as the text names them. Absent when it names none: reach is no channel."""
    audience: list[SubjectCode]
    """To whom."""
    opt_in: ConsentRef
    """The consent it rests on, a key of `consents`."""
    existing_customers: Words
    """How the conditions for own similar products to existing customers are met."""
    opt_out: MarketingObjection
    """How to refuse it."""


@node
class Purpose(TypedDict, total=False):
    """One purpose of the processing (Articles 5(1)(b), 13(1)(c), 30(1)(b))."""

    text: Words
    """The purpose, in words a data subject understands."""
    category: PurposeCode
    """The sort of purpose."""
    possible: bool
    """The text says that it may be done, not that it is."""
    data: list[DataRef]
    """The data groups it needs; absent means all."""
    data_subjects: list[SubjectCode]
    """Whose data; absent means all data subjects of the register."""
    legal_basis: LegalBasis
    """What allows it; absent means the one that `purposes` carries."""
    marketing: Marketing
    """What is direct marketing in it."""
    since: Date
    """From when."""
    until: Date
    """Until when."""


Purposes = Annotated[
    dict[Slug, Purpose],
    things(legal_basis=("LegalBasis", "What allows every purpose that has no basis of its own.")),
]
Consents = dict[Slug, Consent]


@node
class Step(TypedDict, total=False):
    """A step of collecting data or of a routine, in order."""

    text: Words
    """What happens."""
    by: list[Slug]
    """Who or what does it."""
    does: Slug
    """The act: store, hold, move, erase, remind, verify, inform."""
    after: Slug
    """The step before it."""
    when: Slug
    """What sets it off."""
    since: Date
    """From when this is done."""
    automatic: bool
    """Done by machine alone."""
    period: Period
    """How long it lasts."""
    reminders: bool
    """Reminders are sent meanwhile."""
    legal_basis: LegalBasis
    """What allows the step, where it comes before the purpose's own basis."""
    data: list[DataRef]
    """Which data groups."""
    purpose: PurposeRef
    """For which purpose."""


@node
class Derogation(TypedDict, total=False):
    """A national derogation relied on (Articles 23, 85, 89)."""

    law: StatuteCode
    """The statute."""
    section: str
    """Its section."""
    rights: list[Slug]
    """Rights it limits."""
    text: Words
    """How its conditions are met."""
    document: Document
    """Where that is recorded."""
