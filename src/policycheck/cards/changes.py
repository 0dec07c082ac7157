"""What a case does to the clean repo: values are put into its documents and taken out, by place."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from policycheck.errors import did_you_mean
from policycheck.place import Place, parse, parsed
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from policycheck.place import Path

DAY = "2026-11-22"
"""The day on which a case is judged that names none."""
Case = dict[str, Any]
Key = tuple[str, str]
"""Kind and id of a document."""
Documents = dict[Key, Any]


class MisplacedError(LookupError):
    """A case changes what the clean repo does not have."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def place_of(words: str, home: Place | None = None, kinds: Container[str] = ()) -> Place:
    """A place as a case writes it: whole, or bare within its document; `kinds` begin the place of a whole document.

    Raises:
        MisplacedError: if it is no place.
    """
    whole = ": " in words or words.partition("/")[0] in kinds
    try:
        return parse(words) if whole or home is None else home.at(*parsed(words))
    except ValueError as error:
        raise MisplacedError(str(error)) from None


def home_of(case: Case, clean: Mapping[Key, Any]) -> Place:
    """The document of the clean repo that a case changes.

    Raises:
        MisplacedError: if there is none.
    """
    return _in_clean(place_of(case["clean"]), clean)


def _in_clean(place: Place, clean: Mapping[Key, Any]) -> Place:
    if (place.kind, place.id) not in clean:
        hint = did_you_mean(f"{place.kind}/{place.id}", map("/".join, clean))
        raise MisplacedError(_("the clean repo has no '{document}'", document=f"{place.kind}/{place.id}"), hint)
    return place


def changed(case: Case, clean: Mapping[Key, Any], kinds: Container[str] = ()) -> Documents:
    """The documents of the clean repo that a case changes, as it leaves them.

    Raises:
        MisplacedError: if the clean repo lacks what the case changes.
    """
    home = home_of(case, clean)
    found: Documents = {}
    for words in case.get("without", ()):
        place = place_of(words, home, kinds)
        remove(_copied(place, clean, found), place.path)
    for words, value in case.get("with", {}).items():
        place = place_of(words, home, kinds)
        put(_copied(place, clean, found), place.path, value)
    return found


def _copied(place: Place, clean: Mapping[Key, Any], found: Documents) -> Any:
    """The copy of a clean document that a case may change."""
    key = (place.kind, place.id)
    if key not in found:
        _in_clean(place, clean)
        found[key] = deepcopy(clean[key])
    return found[key]


def put(document: Any, path: Path, value: object) -> None:
    """Let a document say `value` at a path; the mappings that lead there are made."""
    if not path:
        raise MisplacedError(_("a whole document is put in by 'add'"))
    node = document
    for step in path[:-1]:
        node = node.setdefault(step, {}) if isinstance(node, dict) else _inside(node, step)
    last = path[-1]
    if isinstance(node, dict):
        node[last] = value
    elif _has(node, last):
        node[int(last)] = value
    else:
        raise MisplacedError(_("nothing can be put into what stands at '{step}'", step=last))


def remove(document: Any, path: Path) -> None:
    """Take out what a document says at a path; of a list, the item that is called so."""
    node = document
    for step in path[:-1]:
        node = _inside(node, step)
    last = path[-1] if path else ""
    if isinstance(node, list) and last in node:
        node.remove(last)
        return
    _inside(node, last)
    del node[last if isinstance(node, dict) else int(last)]


def _inside(node: Any, step: str | int) -> Any:
    if _has(node, step):
        return node[step if isinstance(node, dict) else int(step)]
    known = [key for key in node if isinstance(key, str)] if isinstance(node, (dict, list)) else []
    raise MisplacedError(_("there is no '{step}' in the clean repo", step=step), did_you_mean(str(step), known))


def _has(node: Any, step: str | int) -> bool:
    """Whether a mapping has a key, or a list an item of a number."""
    if isinstance(node, dict):
        return step in node
    return isinstance(node, list) and str(step).isdecimal() and int(step) < len(node)
