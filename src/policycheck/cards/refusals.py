"""Says in our own words, and in the reader's language, why pydantic refuses what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from policycheck.errors import did_you_mean
from policycheck.speech import Phrase, _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from policycheck.cards.reading import PolicyFile

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


def validated(file: PolicyFile, model: type[BaseModel]) -> dict[str, Any]:
    """What a file says, as a model has it.

    Raises:
        PackError: at the first thing that the model refuses, at its line.
    """
    try:
        found = model.model_validate(file.value)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(first["loc"])
        words = f"{'.'.join(map(str, path))}: {why_refused(first)}"
        raise file.error(words, path, nearest_key(first, model) or _way_out(first)) from None
    return found.model_dump(by_alias=True)


def _way_out(error: ErrorDetails) -> str | None:
    """What to write where text is asked for and YAML has read something else."""
    read_as_other = error["type"] == "string_type" and isinstance(error["input"], (int, float))
    return _('put it in quotes: "{value}"', value=error["input"]) if read_as_other else None


def nearest_key(error: ErrorDetails, model: type[BaseModel]) -> str | None:
    """What an unknown key was probably meant to be, by the model that refuses it."""
    if error["type"] != "extra_forbidden":
        return None
    for step in error["loc"][:-1]:
        if isinstance(step, str) and step in _fields(model):
            model = _model_in(_fields(model)[step]) or model
    return did_you_mean(str(error["loc"][-1]), _fields(model))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a model as they are written, with what each holds."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, itself or in a list or map."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = map(_model_in, getattr(annotation, "__args__", ()))
    return next(filter(None, found), None)
