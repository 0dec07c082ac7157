"""What is left out of the report that everybody may read.

Findings, open points, waivers, files and lines are never put into it. Of what records state, `internal` of
`policies/vocabulary/themes.yaml` names the fields that stay inside; so does a text that is itself internal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.site.types import PUBLIC

if TYPE_CHECKING:
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary


class Audience:
    """Who reads, and what they are shown."""

    def __init__(self, name: str, vocabulary: Vocabulary) -> None:
        self.name = name
        self.is_public = name == PUBLIC
        themes = vocabulary.codes("themes")
        marked = (tuple(field.split("/")) for row in themes.values() for field in row.get("internal", ()))
        self._internal = frozenset(marked) if self.is_public else frozenset()

    def sees(self, *path: str) -> bool:
        """Whether a field is shown; `*` stands for one name."""
        return not any(
            len(field) <= len(path) and all(key in ("*", step) for key, step in zip(field, path, strict=False))
            for field in self._internal
        )

    def reads(self, record: Record) -> bool:
        """Whether a description is shown."""
        return not (self.is_public and record.text is not None and record.text.get("visibility") == "internal")
