"""How `.policycheck.yaml` is written."""

from typing import Annotated, Any, Literal, Required

from pydantic import Field
from typing_extensions import TypedDict

from policycheck.model.values import Language, Period, Slug, node

Grade = Literal["error", "warning", "info"]
Parameters = dict[str, dict[str, Any]]
Files = TypedDict(
    "Files",
    {
        "for": Required[
            Annotated[list[str], Field(description="Which files: patterns as in .gitignore, from the root.")]
        ]
    },
)


@node
class PathSettings(Files, total=False):
    """What holds for some files of the repo; a later entry is stronger than an earlier one."""

    select: list[str]
    """Rules, packs or articles to judge these files by, in place of those that hold elsewhere."""
    ignore: list[str]
    """Rules, packs or articles to leave out as well."""
    severity: dict[str, Grade]
    """Severities changed, by rule, article or pack, or by severity."""
    params: Parameters
    """Parameters set, by rule."""


@node
class WaiverSettings(TypedDict, total=False):
    """What is asked of waivers, be they documents or comments."""

    mandatory: list[str]
    """Rules and packs whose findings can never be waived."""
    approver_required: bool
    """Whether a waiver must name the role that approved it."""
    longest: Period
    """How far ahead the end of a waiver may lie, such as P1Y; absent means as far as its author likes."""
    announced: Period
    """How long before its end a waiver is announced; absent means P30D."""


@node
class Configuration(TypedDict, total=False):
    """The configuration of a policy repo. Its folder is the repo's root."""

    policycheck: Required[Literal[1]]
    """Version of the schema: 1."""
    language: Language
    """Language of messages, and of plain strings where a record does not say."""
    folders: list[str]
    """Folders of records, from the root; absent means the root. Every YAML document in them must be a record."""
    packs: list[str]
    """Folders that hold packs of the organisation's own."""
    fields: dict[str, str]
    """JSON Schemas (2020-12) of `x-` fields of your own, by kind of record: files of the repo, as JSON or YAML."""
    checks: list[Slug]
    """Checks that installed packages add, by their entry points; no other code is ever loaded."""
    select: list[str]
    """Rules, packs or articles to judge by; absent means all."""
    ignore: list[str]
    """Rules, packs or articles to leave out."""
    fail_on: Grade
    """The mildest severity that makes a check fail; absent means error."""
    profile: str
    """A choice of rules and severities that ships: record, notice or strict."""
    severity: dict[str, Grade]
    """Severities changed, by rule, article or pack, or by severity (`warning: error`)."""
    params: Parameters
    """Parameters of rules, such as how often records are reviewed; `policycheck config --explain RULE` tells them."""
    paths: list[PathSettings]
    """What holds for some files only."""
    horizon: Period
    """How far ahead reports look, as an ISO 8601 period; absent means a year."""
    fail_on_change: list[str]
    """Classes of change, directions, themes or groups on which `policycheck diff` fails; absent means none."""
    vocabulary: dict[str, dict[str, dict[str, Any]]]
    """Codes added, by vocabulary: each with a `parent` whose meaning it shares, and labels."""
    waivers: WaiverSettings
    """What is asked of waivers."""
