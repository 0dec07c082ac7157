"""The clean repo that cases change: what ships with the tool, and what a pack lays beside its cases."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.cards.reading import read_policy_documents
from policycheck.source import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from policycheck.cards.changes import Key


@dataclass(frozen=True)
class Clean:
    """Documents by kind and id, and which files their repo holds."""

    documents: Mapping[Key, Any]
    has_file: Callable[[str], bool] = field(compare=False)

    @cached_property
    def texts(self) -> Mapping[Key, str]:
        """Every document as YAML."""
        return {key: written(document) for key, document in self.documents.items()}


def read_clean(folders: Iterable[Path]) -> Clean:
    """The documents of some folders; one of a later folder takes the place of its namesake.

    Raises:
        PackError: if a file cannot be read.
    """
    documents: dict[Key, Any] = {}
    known: list[Callable[[str], bool]] = []
    for folder in folders:
        known.append(files_of(folder))
        for path in sorted(folder.glob("*.yaml")):
            for document in read_policy_documents(path):
                documents[str(document.get("kind")), str(document.get("id"))] = document
    return Clean(documents, lambda name: any(has(name) for has in known))


def written(document: Any) -> str:
    """A document as YAML, which JSON is: it is written and read a hundred times, and by nobody else."""
    return json.dumps(document, ensure_ascii=False)
