"""One level: what it says, and where each of it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from policycheck.errors import PolicycheckError
from policycheck.place import Path

Blame = Callable[[str, Path, str | None], PolicycheckError]
"""A complaint about a place in what was written: message, path, hint."""


@dataclass(frozen=True)
class Level:
    """What one source says of rules."""

    name: str
    blame: Blame = field(repr=False)
    written_at: Callable[[Path], str] = field(repr=False)
    """File and line of a place in it, as far as it has any."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    """By rule, article or pack; or by severity, for all rules that have it so far."""
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keeps: frozenset[str] = frozenset()
    """Packs of which its `select` says nothing: a profile does not know an organisation's own."""
    of_pack: bool = False
    """Whether it is one of several packs, of which none is stronger."""
    at: Path = ()
    """Where in its file it stands."""

    @property
    def speaks(self) -> bool:
        """Whether it says anything."""
        return bool(self.select or self.ignore or self.severity or self.params)
