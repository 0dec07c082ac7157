"""How long data are kept (Articles 5(1)(e), 13(2)(a), 17, 30(1)(f))."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from policycheck.model.values import (
    DataRef,
    Date,
    EndCode,
    EventCode,
    In,
    Period,
    Slug,
    StatuteCode,
    Words,
    node,
)

_From = TypedDict(
    "_From",
    {"from": Annotated[EventCode, Field(description="The event the period counts from.")]},
    total=False,
)


@node
class Retention(In, _From, total=False):
    """How long a group of data, or a copy of it, is kept."""

    data: list[DataRef]
    """The data groups; absent means all."""
    period: Period
    """How long."""
    at_most: Period
    """The longest time between two rounds of erasure."""
    last_round: Date
    """When the last round of erasure was made."""
    ends: EndCode
    """What ends it, where that is not a period."""
    law: StatuteCode
    """The statute that asks for it."""
    section: str
    """Its section."""
    reason: Words
    """Why this long."""
    erased: Literal["automatically", "by-hand", "continuously", "securely", "anonymised", "archived"]
    """How it is erased."""
    by: list[Slug]
    """The roles that erase."""
    reminders: bool
    """Reminders are sent before."""
    group: Slug
    """The cohort it is said of, such as inactive-contacts."""
    text: Words
    """In words."""


Retentions = dict[Slug, Retention]
