"""Why a document cannot be read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem(NamedTuple):
    """Why a document cannot be read: the rule it breaks and the offset in the text where it does."""

    rule: str
    offset: int
    values: Mapping[str, object] = MappingProxyType({})


class LimitError(Exception):
    """The document is too deep or too large to read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule)
        self.problem = problem
