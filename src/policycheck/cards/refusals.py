"""Says in our own words, and in the reader's language, why pydantic refuses what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

CANNOT_BE_USED = Phrase("it cannot be used as it is")
REFUSALS = {
    "bool_type": Phrase("it must be true or false"),
    "dict_type": Phrase("it must be a mapping"),
    "extra_forbidden": Phrase("there is no such key"),
    "int_type": Phrase("it must be a whole number"),
    "list_type": Phrase("it must be a list"),
    "literal_error": Phrase("it must be one of {expected}"),
    "missing": Phrase("it is missing"),
    "model_type": Phrase("it must be a mapping"),
    "string_pattern_mismatch": Phrase("it must match the pattern {pattern}"),
    "string_too_short": Phrase("it must not be empty"),
    "string_type": Phrase("it must be text"),
    "too_short": Phrase("it must not be empty"),
    "value_error": Phrase("{error}"),
}
"""What is said of each kind of error that pydantic tells."""


def why_refused(error: ErrorDetails) -> str:
    """What is wrong with a value."""
    words = _(REFUSALS.get(error["type"], CANNOT_BE_USED))
    return words.format(**{name: str(value).replace(" or ", ", ") for name, value in error.get("ctx", {}).items()})
