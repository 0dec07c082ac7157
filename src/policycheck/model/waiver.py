"""`kind: waiver`: a finding set aside by somebody, for a reason, until a day."""

from typing import Literal, Required

from typing_extensions import TypedDict

from policycheck.model.values import Date, RoleRef, Slug, Words, node


@node
class Waiver(TypedDict, total=False):
    """A finding set aside. An expired or mistaken waiver sets nothing aside."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    kind: Required[Literal["waiver"]]
    """Which kind of document this is."""
    id: Required[Slug]
    """Its name in this repo."""
    rule: Required[str]
    """The rule, as `pack/slug`."""
    place: Required[str]
    """The place, as findings print it; what stands below it is covered too."""
    reason: Required[Words]
    """Why it is set aside."""
    owner: Required[RoleRef]
    """The role that will see to it."""
    approved_by: RoleRef
    """The role that approved it."""
    until: Required[Date]
    """The last day it holds."""
