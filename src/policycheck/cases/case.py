"""How the cases of a rule are written."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from policycheck.cards.card import Day, RuleId, Text, Written
from policycheck.cards.changes import DAY

PlaceInCase = Annotated[str, StringConstraints(min_length=1)]
"""A place, whole (`register/newsletter: purposes`) or bare, and then within the document that the case changes."""


class Expected(Written):
    """A finding that a case expects."""

    place: str = Field(description="Where it stands; bare within the document that the case changes.")
    rule: RuleId = Field(description="The rule that finds it.")


class Case(Written):
    """One case: a document of the clean repo, what is changed, and everything that is then found."""

    name: Text = Field(description="What is special about it.")
    clean: PlaceInCase = Field(description="The document of the clean repo that it changes, as kind/id.")
    without: list[PlaceInCase] = Field(default_factory=list, description="What is taken out.")
    with_: dict[PlaceInCase, Any] = Field(default_factory=dict, alias="with", description="What is put in, by place.")
    add: list[dict[str, Any]] = Field(default_factory=list, description="Whole documents that are added.")
    day: Day = Field(default=DAY, description="The day it is judged on.")
    expect: list[Expected] = Field(description="Every finding, of whatever rule; an empty list for none.")


class Cases(Written):
    """The cases of one rule. They lie in a file that has the name of its card."""

    cases: list[Case] = Field(min_length=1, description="Those that fail and those that pass.")
