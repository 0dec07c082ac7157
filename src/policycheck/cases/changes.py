"""What a case does to a document: values are put in and taken out, by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.errors import did_you_mean
from policycheck.speech import _

if TYPE_CHECKING:
    from policycheck.place import Path


class MisplacedError(LookupError):
    """A case changes what the clean repo does not have."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


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
