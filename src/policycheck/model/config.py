"""How `.policycheck.yaml` is written."""

from typing import Any, Literal, Required

from typing_extensions import TypedDict

from policycheck.model.values import Language, node


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
    select: list[str]
    """Rules, packs or articles to judge by; absent means all."""
    ignore: list[str]
    """Rules, packs or articles to leave out."""
    fail_on: Literal["error", "warning", "info"]
    """The mildest severity that makes a check fail; absent means error."""
    severity: dict[str, Literal["error", "warning", "info"]]
    """Severities changed, by rule."""
    vocabulary: dict[str, dict[str, dict[str, Any]]]
    """Codes added, by vocabulary: each with a `parent` whose meaning it shares, and labels."""
