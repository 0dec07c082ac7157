"""The cases of rules: changes to a clean repo. Tests judge them, and explanations take their examples from them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from policycheck.document.stream import parts
from policycheck.place import Path, Place, parse, parsed

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path as FilePath

DAY = "2026-11-22"
"""The day on which a case is judged that names none."""
Documents = dict[tuple[str, str], Any]
"""Documents as plain values, by kind and id."""
Case = dict[str, Any]


@cache
def clean_documents(fixtures: FilePath) -> Documents:
    """The clean repo, which nobody changes: `changed` gives a copy."""
    files = sorted((fixtures / "clean").glob("*.yaml"))
    found = (part.value for file in files for part in parts(file.read_text(encoding="utf-8")))
    return {(value["kind"], value["id"]): value for value in found if value is not None}


def place_of(words: str, home: Place, kinds: Container[str] = ()) -> Place:
    """A place as a case writes it: whole, or bare within the clean document; `kinds` begin a whole document's place."""
    whole = ": " in words or words.partition("/")[0] in kinds
    return parse(words) if whole else home.at(*parsed(words))


def changed(case: Case, clean: Documents) -> Documents:
    """The clean repo with the changes of a case."""
    documents = deepcopy(clean)
    home = parse(case["clean"])
    for words in case.get("without", ()):
        place = place_of(words, home)
        _remove(documents[place.kind, place.id], place.path)
    for words, value in case.get("with", {}).items():
        place = place_of(words, home)
        _put(documents[place.kind, place.id], place.path, value)
    return {**documents, **{(one["kind"], one["id"]): one for one in case.get("add", ())}}


def _put(node: Any, path: Path, value: object) -> None:
    for step in path[:-1]:
        node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
    node[path[-1]] = value


def _remove(node: Any, path: Path) -> None:
    for step in path[:-1]:
        node = node[step]
    if isinstance(node, list) and isinstance(path[-1], str):
        node.remove(path[-1])
    else:
        del node[path[-1]]
