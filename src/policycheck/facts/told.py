"""Every right of data subjects: whether it is owed, what is said of it, how it is used (Articles 7(3), 12, 15-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.facts.derogations import limited
from policycheck.facts.refusals import ALL, field, refused
from policycheck.facts.rights import given

if TYPE_CHECKING:
    from policycheck.law import Law
    from policycheck.repo import Record
    from policycheck.vocabulary import Vocabulary

USE = ("how", "to", "form", "identity", "deadline", "promptness", "extension", "fee", "format", "sent_by", "applies")
"""What is said of how a right is used."""


def rights_told(record: Record, law: Law, vocabulary: Vocabulary) -> dict[str, dict[str, Any]]:
    """By right: `owed` (None where that turns on what is not stated), `said` (told, refused or nothing), its use."""
    stated: Any = record.register.get("rights", {})
    limits = limited(record, law, vocabulary)
    told: dict[str, dict[str, Any]] = {}
    for right in ALL:
        one = stated.get(field(right))
        said = "told" if one is not None else "refused" if right in refused(record) else "nothing"
        told[right] = {"owed": given(record, right, law, vocabulary), "said": said}
        if right in limits:
            told[right]["limited"] = True
        told[right] |= {key: one[key] for key in USE if one and key in one}
    return told
