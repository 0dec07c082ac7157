"""No slip of one letter in a key of the schema is taken for another key."""

import json
from collections.abc import Iterator

import pytest

from policycheck import resources
from policycheck.fixes import Safety
from policycheck.fixes.keys import meant

SCHEMA = json.loads((resources.schemas() / "policycheck.schema.json").read_text(encoding="utf-8"))
HOLDERS = {name: list(part["properties"]) for name, part in SCHEMA["$defs"].items() if len(part.get("properties", {}))}


def slips(key: str) -> Iterator[str]:
    """The key with a letter left out, written twice, changed, or out of its place."""
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
        yield key[:at] + key[at] + key[at:]
        yield key[:at] + "x" + key[at + 1 :]
        yield key[:at] + key[at : at + 2][::-1] + key[at + 2 :]


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_slip_of_one_letter_is_never_taken_for_another_key(holder: str) -> None:
    keys = HOLDERS[holder]
    wrong = {
        (slip, key, found[0])
        for key in keys
        for slip in slips(key)
        if slip not in keys and (found := meant(slip, keys)) and found[0] != key and found[1] is Safety.SAFE
    }
    assert wrong == set()


def test_most_slips_are_mended() -> None:
    pairs = [(slip, key, keys) for keys in HOLDERS.values() for key in keys if len(key) > 4 for slip in slips(key)]
    sure = [pair for pair in pairs if meant(pair[0], pair[2]) == (pair[1], Safety.SAFE)]
    assert len(sure) > len(pairs) * 0.7
