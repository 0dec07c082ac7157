"""Evidence as plain values, as reports and manifests for programs state it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from typing_extensions import TypedDict

from policycheck.evidence.types import Choice, Evidence, Judged, Pack, Table, Tree, TreeState


class TreeDocument(TypedDict):
    """The commit of git, and the files that were read and are not as in it."""

    state: TreeState
    commit: str
    changed: list[str]


class PackUsedDocument(TypedDict):
    """A pack of rules, and by how many of them something was judged."""

    name: str
    own: bool
    publisher: str
    version: str
    law_as_of: str
    rules: int
    judged: int
    digest: str


class TableUsedDocument(TypedDict):
    """A table of the law, and when it was last checked."""

    name: str
    checked: str
    digest: str


class ChoiceDocument(TypedDict):
    """What was asked for beyond what the configuration says."""

    paths: list[str]
    select: list[str]
    ignore: list[str]
    profile: str | None
    assumed: list[str]
    waivers: bool


class JudgedDocument(TypedDict):
    """What it came to."""

    documents: int
    refused: int
    skipped: int
    rules: int
    findings: dict[str, int]
    outcomes: dict[str, int]
    digest: str


class EvidenceDocument(TypedDict):
    """What a report rests on; digests are SHA-256, and `until` is the last day before a change that is known."""

    policycheck: str
    as_of: str
    until: str | None
    tree: TreeDocument
    registers: str
    files: dict[str, str]
    packs: list[PackUsedDocument]
    law_tables: list[TableUsedDocument]
    choice: ChoiceDocument
    judged: JudgedDocument


def document(evidence: Evidence) -> EvidenceDocument:
    """Evidence as plain values."""
    return {
        "policycheck": evidence.policycheck,
        "as_of": evidence.as_of.isoformat(),
        "until": evidence.until.isoformat() if evidence.until else None,
        "tree": {
            "state": evidence.tree.state,
            "commit": evidence.tree.commit,
            "changed": list(evidence.tree.changed),
        },
        "registers": evidence.registers,
        "files": dict(evidence.files),
        "packs": [_pack(one) for one in evidence.packs],
        "law_tables": [{"name": one.name, "checked": one.checked, "digest": one.digest} for one in evidence.tables],
        "choice": _choice(evidence.choice),
        "judged": _judged(evidence.judged),
    }


def _pack(one: Pack) -> PackUsedDocument:
    return {
        "name": one.name,
        "own": one.own,
        "publisher": one.publisher,
        "version": one.version,
        "law_as_of": one.law_as_of,
        "rules": one.rules,
        "judged": one.judged,
        "digest": one.digest,
    }


def _choice(one: Choice) -> ChoiceDocument:
    return {
        "paths": list(one.paths),
        "select": list(one.select),
        "ignore": list(one.ignore),
        "profile": one.profile,
        "assumed": list(one.assumed),
        "waivers": one.waivers,
    }


def _judged(one: Judged) -> JudgedDocument:
    return {
        "documents": one.documents,
        "refused": one.refused,
        "skipped": one.skipped,
        "rules": one.rules,
        "findings": dict(one.findings),
        "outcomes": dict(one.outcomes),
        "digest": one.digest,
    }


def evidence_of(stated: EvidenceDocument) -> Evidence:
    """The evidence that plain values state.

    Raises:
        ValueError: if a day is none.
    """
    tree, choice = stated["tree"], stated["choice"]
    return Evidence(
        stated["policycheck"],
        date.fromisoformat(stated["as_of"]),
        date.fromisoformat(stated["until"]) if stated["until"] else None,
        Tree(TreeState(tree["state"]), tree["commit"], tuple(tree["changed"])),
        stated["files"],
        tuple(Pack(**one) for one in stated["packs"]),
        tuple(Table(**one) for one in stated["law_tables"]),
        Choice(
            tuple(choice["paths"]),
            tuple(choice["select"]),
            tuple(choice["ignore"]),
            choice["profile"],
            tuple(choice["assumed"]),
            choice["waivers"],
        ),
        Judged(**stated["judged"]),
        stated["registers"],
    )


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every single value with the path to it, for tables; a list of named things is told by their names."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from leaves({one["name"]: {k: part for k, part in one.items() if k != "name"} for one in value}, path)
    elif isinstance(value, list):
        yield path, "; ".join(map(str, value))
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    else:
        yield path, "" if value is None else str(value)
