"""How a rule came to be what it is: the version that brought it, and those that changed what it reports."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policycheck.cards.reading import PolicyFile


class History(NamedTuple):
    """Since when there is a rule, what it was called before, and what has changed, the oldest first."""

    since: str | None
    former_ids: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]
    """Version and what it changed."""


def history(card: Mapping[str, Any], pack: Mapping[str, Any], language: str) -> History:
    """The history of a card in a language."""
    changes = ((change["version"], _in(change["what"], language)) for change in card["changes"])
    return History(card["introduced"] or pack["introduced"], tuple(card["aliases"]), tuple(changes))


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words["en"]


def verify_history(file: PolicyFile, card: Mapping[str, Any], pack: Mapping[str, Any]) -> None:
    """Raise a `PackError` where versions run backwards, or a change is not told in every language of the pack."""
    if pack["introduced"] and card["introduced"] and number(card["introduced"]) < number(pack["introduced"]):
        raise file.error(_("no rule is older than its pack"), ("introduced",))
    since = card["introduced"] or pack["introduced"] or "0.0.0"
    versions = [since, *(change["version"] for change in card["changes"])]
    for index, (before, after) in enumerate(pairwise(versions)):
        if number(after) <= number(before):
            words = _("changes stand in the order of their versions, after the one that brought the rule")
            raise file.error(words, ("changes", index, "version"))
        missing = [language for language in pack["languages"] if language not in card["changes"][index]["what"]]
        if missing:
            part = _("{part} has no words in {languages}", part="what", languages=", ".join(missing))
            raise file.error(part, ("changes", index, "what"))


def number(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared."""
    return tuple(map(int, version.split(".")))
