"""The outline of a file: its documents, their keys, and the things that these name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.document import Text
    from policycheck.document.marks import Mark

DEPTH = 3
"""A document, its keys, and what stands right below these."""


class Symbol(NamedTuple):
    """A key with its offsets and those of all it holds."""

    name: str
    detail: str
    start: int
    end: int
    head: tuple[int, int]
    inside: tuple[Symbol, ...] = ()


def symbols(text: Text) -> list[Symbol]:
    """The outline of a text; a document that cannot be read has none."""
    return [_document(tree) for tree in text.chart.trees if tree and isinstance(tree.body, dict) and tree.body]


def _document(tree: Mark) -> Symbol:
    body = tree.body if isinstance(tree.body, dict) else {}
    name = body["id"].value if "id" in body else ""
    kind = body["kind"].value if "kind" in body else ""
    head = body["id"].head if "id" in body else next(iter(body.values())).head
    inside = tuple(_inside(tree, DEPTH - 1))
    start = min([head[0], *(symbol.start for symbol in inside)])
    return Symbol(name or kind or "-", kind, start, max([head[1], *(symbol.end for symbol in inside)]), head, inside)


def _inside(mark: Mark, depth: int) -> Iterator[Symbol]:
    if not depth or not isinstance(mark.body, dict):
        return
    for key, inner in mark.body.items():
        start, end = inner.head
        below = tuple(_inside(inner, depth - 1))
        detail = inner.value if inner.body is None else ""
        last = max([end, inner.end, *(one.end for one in below)])
        yield Symbol(key or "-", detail[:80], start, last, (start, end), below)
