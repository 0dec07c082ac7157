"""Checks too rich for a card: plain functions that compare records, follow chains, count, compute with dates.

A card names one as `check: module.function`. It is given a record, a register's descriptions or the repo, and a
`Setting`; it yields a judgement for everything it looked at, and never a word of prose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from policycheck.errors import nearest
from policycheck.finding import Judgement
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from policycheck.law import Law
    from policycheck.schema import Shapes
    from policycheck.vocabulary import Vocabulary


class Setting(NamedTuple):
    """What a check may ask beside the record: the day, the law of that day, codes, shapes, the card's parameters."""

    day: date
    law: Law
    vocabulary: Vocabulary
    params: Mapping[str, Any]
    shapes: Shapes


NONE: Mapping[str, ModuleType] = MappingProxyType({})
Check = Callable[[Any, Setting], Iterator[Judgement]]
F = TypeVar("F", bound=Callable[..., Iterator[Judgement]])
CHECKS_ARE = Phrase(
    "checks are functions of policycheck, or of a package that the configuration names; packs hold no code"
)


def supplies(*placeholders: str) -> Callable[[F], F]:
    """Say which placeholders the judgements of a check fill, beside `register` and `place`."""

    def mark(function: F) -> F:
        function.supplies = placeholders  # type: ignore[attr-defined]
        return function

    return mark


def takes(**sorts: str | Collection[str]) -> Callable[[F], F]:
    """Say which parameters a check needs, and what each is: a `number`, `period`, `word` or `words`, or one of some."""

    def mark(function: F) -> F:
        function.takes = sorts  # type: ignore[attr-defined]
        return function

    return mark


def find(name: str, added: Mapping[str, ModuleType] = NONE) -> Check:
    """The check that a card names as `module.function`; the module may be one that a package adds.

    Raises:
        LookupError: if there is none.
    """
    module, function = name.rpartition(".")[::2]
    try:
        home = added[module] if module in added else import_module(f"policycheck.checks.{module}")
    except (ImportError, ValueError):
        home = None
    found: Any = getattr(home, function, None)
    if not hasattr(found, "supplies"):
        message = _("there is no check '{name}'", name=name)
        raise LookupError(message, name, _meant(name, home) or _(CHECKS_ARE))
    check: Check = found
    if module in added:
        from policycheck.checks.added import guarded

        return guarded(check, name)
    return check


def _meant(name: str, home: ModuleType | None) -> str | None:
    module, function = name.rpartition(".")[::2]
    near = nearest(function, [one for one, found in vars(home).items() if hasattr(found, "supplies")] if home else [])
    return _("did you mean '{word}'?", word=f"{module}.{near}") if near else None


def supplied(check: Check) -> tuple[str, ...]:
    """The placeholders a check fills."""
    names: tuple[str, ...] = check.supplies  # type: ignore[attr-defined]
    return names


def taken(check: Check) -> Mapping[str, str | Collection[str]]:
    """The parameters a check needs, with the sort of each."""
    return getattr(check, "takes", {})
