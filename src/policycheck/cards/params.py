"""Parameters of rules: what sort of value each takes, and how they come into the words of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policycheck.period import Period
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PARAM = "param"
"""`{param: longest}` in a condition stands for that parameter of the card."""
SORTS = {
    "number": Phrase("a whole number"),
    "period": Phrase("a period, such as P1Y"),
    "word": Phrase("a word"),
    "words": Phrase("a list of words"),
}


def sort_of(value: object) -> str | None:
    """The sort of a value; None for what no parameter can be."""
    if type(value) is int:
        return "number"
    if isinstance(value, str):
        return "period" if _is_period(value) else "word"
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "words"
    return None


def misfit(value: object, sort: str | Collection[str]) -> str | None:
    """What a value should be, where it is not of a sort or none of some words; a period is a word, too."""
    if not isinstance(sort, str):
        return None if value in sort else ", ".join(sort)
    found = sort_of(value)
    return None if found == sort or (sort == "word" and found == "period") else _(SORTS[sort])


def _is_period(written: str) -> bool:
    try:
        Period.parse(written)
    except ValueError:
        return False
    return True


def filled_in(words: Any, params: Mapping[str, Any]) -> Any:
    """A condition with its parameters in place.

    Raises:
        LookupError: if it names one that the card does not have.
    """
    if isinstance(words, list):
        return [filled_in(part, params) for part in words]
    if not isinstance(words, dict):
        return words
    if words.keys() == {PARAM}:
        return _of(words[PARAM], params)
    return {key: filled_in(part, params) for key, part in words.items()}


def _of(name: Any, params: Mapping[str, Any]) -> Any:
    if not isinstance(name, str) or name not in params:
        message = _("the card has no parameter '{name}'", name=name)
        raise LookupError(message, str(name))
    return params[name]


def used(words: Any) -> Iterator[str]:
    """The parameters that a condition names."""
    if isinstance(words, dict) and words.keys() == {PARAM}:
        yield str(words[PARAM])
        return
    parts = words.values() if isinstance(words, dict) else words if isinstance(words, list) else ()
    for part in parts:
        yield from used(part)
