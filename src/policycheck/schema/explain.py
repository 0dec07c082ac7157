"""Says what is wrong with a document's shape: jsonschema's verdict, worded by rules of the pack `form`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policycheck.errors import nearest
from policycheck.schema.acceptor import NOTHING, Node, things
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema.exceptions import ValidationError

    from policycheck.place import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a document has the wrong shape: the rule it breaks, where, and the words to say it with."""

    rule: str
    path: Path
    values: dict[str, Any]


def faults(schema: Node, stated: Mapping[str, Any]) -> list[Fault]:
    """Every fault of a value's shape, in the order of its places."""
    errors = _validator(schema).iter_errors(stated)
    found = [fault for error in errors for fault in _faults(error)]
    return sorted(found, key=lambda fault: ([str(step) for step in fault.path], fault.rule))


def without_nothings(schema: Any) -> Any:
    """The schema for stated values: each choice between a value and a nothing becomes the value."""
    if isinstance(schema, list):
        return [without_nothings(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    choices = schema.get("anyOf")
    if choices and choices[-1] == NOTHING:
        rest = {key: part for key, part in schema.items() if key != "anyOf"}
        return {**rest, **without_nothings(choices[0])}
    return {key: without_nothings(part) for key, part in schema.items()}


def _validator(schema: Node) -> Any:
    from jsonschema import Draft202012Validator, validators

    ours = {
        "pattern": _whole_pattern,
        "patternProperties": _whole_keys,
        "additionalProperties": _no_other_keys,
        "required": _all_required,
    }
    extended: Any = validators.extend(Draft202012Validator, ours)  # type: ignore[no-untyped-call]
    return extended(schema)


def _whole_pattern(_: Any, pattern: str, instance: object, __: Node) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError

    if isinstance(instance, str) and not re.fullmatch(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _whole_keys(validator: Any, patterns: Node, instance: object, _: Node) -> Iterator[ValidationError]:
    """A key matches as a whole, or `$` would let one through that ends with a line break."""
    if isinstance(instance, dict):
        for pattern, schema in patterns.items():
            for key in filter(re.compile(pattern).fullmatch, instance):
                yield from validator.descend(instance[key], schema, path=key, schema_path=pattern)


def _no_other_keys(validator: Any, others: Any, instance: object, schema: Node) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError

    if not isinstance(instance, dict):
        return
    unknown = list(_others(instance, schema))
    if others is False and unknown:
        yield ValidationError("has keys that are not known")
    elif others is not False:
        for key in unknown:
            yield from validator.descend(instance[key], others, path=key)


def _all_required(_: Any, keys: list[str], instance: object, __: Node) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError

    if isinstance(instance, dict) and not instance.keys() >= set(keys):
        yield ValidationError("lacks keys")


def _others(instance: Mapping[str, Any], schema: Node) -> Iterator[str]:
    """The keys that neither `properties` nor `patternProperties` know."""
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    return (key for key in instance if key not in known and not any(re.fullmatch(part, key) for part in patterns))


def _faults(error: Any) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, path)
        case "required":
            for key in error.validator_value:
                if key not in error.instance:
                    yield Fault("form/key-required", (*path, key), {"key": key, "absent": key})
        case "type":
            yield Fault("form/type", path, _wanted(error.schema, error.instance))
        case "anyOf":
            yield from _in_choice(error, path)
        case "enum" | "const":
            choices = error.validator_value if error.validator == "enum" else [error.validator_value]
            yield Fault("form/one-of", path, _offered(error.instance, choices))
        case _:
            yield _malformed(error, path)


def _unknown_keys(error: Any, path: Path) -> Iterator[Fault]:
    for key in _others(error.instance, error.schema):
        yield unknown_key(error.schema, key, path)


def unknown_key(schema: Node, key: str, path: Path) -> Fault:
    """The fault of a key that a mapping at `path` does not have by its schema."""
    rule = "form/key-is-slug" if things(schema) else "form/key-known"
    return Fault(rule, (*path, key), {"key": key, "suggestion": nearest(key, schema.get("properties", {})) or ""})


def _in_choice(error: Any, path: Path) -> Iterator[Fault]:
    """Of a choice decided by type, the faults of the branch whose type fits; else that none does."""
    branches: dict[int, list[Any]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    for inner_errors in branches.values():
        if not any(inner.validator == "type" and not inner.path for inner in inner_errors):
            for inner in inner_errors:
                yield from _faults(inner)
            return
    wanted = tuple(_type_words(part) for part in error.validator_value)
    yield Fault("form/type", path, {"expected": wanted, **_found(error.instance)})


def _malformed(error: Any, path: Path) -> Fault:
    form = error.schema.get("x-form")
    rule = f"form/{form}" if form else "form/slug"
    if not form and "x-vocabulary" not in error.schema and "@" in str(error.validator_value):
        rule = "form/email"
    return Fault(rule, path, {"value": str(error.instance)})


def _wanted(schema: Node, instance: object) -> dict[str, Any]:
    return {"expected": _type_words(schema), **_found(instance)}


TYPES = {
    "object": Phrase("mapping"),
    "array": Phrase("list"),
    "string": Phrase("text"),
    "integer": Phrase("whole number"),
    "boolean": Phrase("true or false"),
}


def _type_words(schema: Node) -> Phrase:
    return TYPES[schema.get("type") or ("string" if "enum" in schema else "object")]


def _found(instance: object) -> dict[str, str]:
    """A text as it is `said`, for each language has quotation marks of its own; else the type or number `found`."""
    if isinstance(instance, str):
        return {"said": instance}
    shown = TYPES["object"] if isinstance(instance, dict) else TYPES["array"] if isinstance(instance, list) else None
    return {"found": shown or json.dumps(instance)}


def _offered(instance: object, choices: list[Any]) -> dict[str, str]:
    return {
        "value": next(iter(_found(instance).values())),
        "choices": ", ".join(str(choice) for choice in choices),
        "suggestion": nearest(str(instance), [str(choice) for choice in choices]) or "",
    }
