"""How a card and a pack are written: pydantic guards what is read rarely."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from policycheck.speech import _


def _day(written: str) -> str:
    try:
        date.fromisoformat(written)
    except ValueError:
        raise ValueError(_("'{value}' is no day", value=written)) from None
    return written


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]
RulePattern = Annotated[str, StringConstraints(pattern=r"^(\*|[a-z0-9-]+/(\*|[a-z0-9-]+))$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Words = dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], Text]
Grade = Literal["error", "warning", "info"]
Condition = dict[str, Any]


class Written(BaseModel):
    """Anything in a policies folder: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, frozen=True)


class Cite(Written):
    """A provision: the key of an act in `law/acts.yaml`, and its article, section or case."""

    law: Slug = Field(description="Key of an act in policies/law/acts.yaml.")
    article: Text = Field(description="Article, section, recital or case number.")


class Scope(Written):
    """Which records a card looks at."""

    kind: Slug = Field(default="register", description="Kind of record.")
    serves: list[Literal["record", "notice", "cookies", "data-flow"]] = Field(
        default_factory=list, description="Only descriptions that serve one of these."
    )
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = Field(
        default=None, description="Only where the controller is established there."
    )
    scope: Literal["record", "register", "repo"] = Field(
        default="record", description="What a check is given: a record, all descriptions of a register, or the repo."
    )


class Change(Written):
    """What a rule reports since a version, and did not before; or reported before, and does no more."""

    version: Version = Field(description="The version with which it changed.")
    what: Words = Field(description="What it reports now, and did not before, or the other way round.")


class Card(Written):
    """One rule. Its id is its path: `<pack>/<slug>`."""

    severity: Grade = Field(description="How grave a finding is.")
    cites: list[Cite] = Field(min_length=1, description="The provisions it rests on, the main one first.")
    title: Words = Field(description="The requirement, as a sentence.")
    message: Words = Field(description="What is wrong here; with placeholders.")
    why: Words = Field(description="What the article asks for.")
    fix: Words = Field(description="What to write instead.")
    applies_to: Scope = Field(default=Scope(), description="Which records it looks at.")
    for_: str | None = Field(None, alias="for", description="The items it looks at, as a path.")
    when: Condition | None = Field(None, description="Only items that meet this.")
    require: Condition | None = Field(None, description="What each item must meet.")
    at: str | None = Field(None, description="Where a finding stands, as a path from the item.")
    check: Annotated[str, StringConstraints(pattern=r"^[a-z_0-9.]+$")] | None = Field(
        default=None, description="A function of policycheck.checks, in place of for and require."
    )
    params: dict[str, Any] = Field(
        default_factory=dict, description="What the check is given, or what stands for {param: name} in a condition."
    )
    settable: list[str] = Field(default_factory=list, description="The parameters that a repo may set for itself.")
    raised_by: Literal["reader", "waivers", "diff"] | None = Field(
        default=None, description="Raised by the machine itself; the card only holds the words."
    )
    supersedes: list[RulePattern] = Field(
        default_factory=list, description="Rules whose findings at or below the same place are set aside."
    )
    aliases: list[RuleId] = Field(default_factory=list, description="Ids it had before.")
    introduced: Version | None = Field(
        default=None, description="The version that brought it; where none is given, the one that brought the pack."
    )
    changes: list[Change] = Field(default_factory=list, description="How it has changed since, the oldest first.")
    no_choice: bool = Field(
        default=False, description="The law leaves no choice: 'not applicable' and 'none' do not meet it."
    )
    since: Day | None = Field(None, description="First day on which it holds.")
    until: Day | None = Field(None, description="Last day on which it holds.")
    effective_from: Day | None = Field(None, description="Before this day it warns.")


class Pack(Written):
    """`pack.yaml`: who publishes the cards beside it."""

    title: Words = Field(description="What the pack is about.")
    publisher: Text = Field(description="Who publishes it.")
    languages: list[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]] = Field(
        min_length=1, description="Languages that every card must have words in."
    )
    law_as_of: Day = Field(description="The day whose law it encodes.")
    introduced: Version | None = Field(default=None, description="The version that brought the pack.")
    version: Version | None = Field(default=None, description="The version of the pack itself; reports state it.")
    severity: dict[str, Grade] = Field(
        default_factory=dict, description="Severities changed, by rule, article or pack, or by severity."
    )
    params: dict[RuleId, dict[str, Any]] = Field(default_factory=dict, description="Parameters set, by rule.")


class Profile(Written):
    """A choice of rules and severities for one use, in policies/profiles."""

    title: Words = Field(description="What it is for.")
    about: Words = Field(description="Which rules it judges by, and how.")
    select: list[str] = Field(default_factory=list, description="Rules, packs or articles to judge by.")
    ignore: list[str] = Field(default_factory=list, description="Rules, packs or articles to leave out.")
    severity: dict[str, Grade] = Field(
        default_factory=dict, description="Severities changed, by rule, article or pack, or by severity."
    )
    params: dict[RuleId, dict[str, Any]] = Field(default_factory=dict, description="Parameters set, by rule.")
