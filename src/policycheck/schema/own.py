"""Fields of an organisation's own: `x-…` at the top of a record, and the JSON Schema it may hold them against.

The schema is the organisation's, so it is bounded before it is used: it refers to nothing outside itself, its
references run in no circle, and its patterns are soon tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.errors import did_you_mean
from policycheck.place import printed
from policycheck.schema.acceptor import OWN_FIELD, Node
from policycheck.schema.explain import Fault
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_PARTS = 5_000
"""Parts of a schema once its references are followed."""
MOST_VALUES = 1_000
"""Values in the own fields of one record."""
LONGEST_SHOWN = 80
REFUSED = ("$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$recursiveAnchor", "$vocabulary")
"""Keywords that move or name places: without them a reference leads where it says."""
VALUES = ("const", "enum", "default", "examples")
"""Keywords that hold values: whatever stands in them says nothing."""
NAMED = ("properties", "patternProperties", "dependentSchemas", "$defs")
"""Keywords that hold schemas by names of the organisation's own."""
Harmful = Callable[[str], bool]


class UnfitSchemaError(ValueError):
    """A schema of own fields cannot be used; `path` leads to what is wrong in it."""

    def __init__(self, message: str, path: Path, hint: str | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.hint = hint


class OwnFields(NamedTuple):
    """The schema of the own fields of a kind."""

    schema: Node

    def faults(self, stated: Mapping[str, Any]) -> Iterator[Fault]:
        """What is wrong with the own fields of a record."""
        own = {key: value for key, value in stated.items() if is_own(key)}
        if not own and not self.schema.get("required"):
            return
        if _count(own, MOST_VALUES) > MOST_VALUES:
            first = next(iter(own))
            yield Fault("form/own-field", (first,), {"place": first, "asked": f"≤ {MOST_VALUES}"})
            return
        from jsonschema import Draft202012Validator
        from referencing import Registry

        validator: Any = Draft202012Validator(self.schema, registry=Registry())
        for error in sorted(validator.iter_errors(own), key=lambda one: str(one.json_path)):
            yield from _faults(error)


def _faults(error: Any) -> Iterator[Fault]:
    """A fault of each key that is missing, else one where the error is."""
    path = tuple(error.absolute_path)
    asked = error.validator_value if error.validator == "required" else ()
    missing = [key for key in asked if key not in error.instance]
    for key in missing:
        here = (*path, key)
        yield Fault("form/own-field", here, {"place": printed(here), "asked": "required"})
    if not missing:
        yield Fault("form/own-field", path, {"place": printed(path) or "x-…", "asked": _asked(error)})


def is_own(key: str) -> bool:
    """Whether a key is a field of an organisation's own."""
    return key.startswith("x-") and re.fullmatch(OWN_FIELD, key) is not None


def _asked(error: Any) -> str:
    """The keyword that is not met, as the schema has it."""
    written = json.dumps(error.validator_value, ensure_ascii=False)
    shown = written if len(written) <= LONGEST_SHOWN else written[: LONGEST_SHOWN - 1] + "…"
    return f"{error.validator}: {shown}"


def _count(value: Any, most: int) -> int:
    """How many values there are, counted to a little more than `most`."""
    waiting, count = [value], 0
    while waiting and count <= most:
        found = waiting.pop()
        count += 1
        if isinstance(found, (dict, list)):
            waiting += found.values() if isinstance(found, dict) else found
    return count


def own_fields(schema: Node, harmful: Harmful) -> OwnFields:
    """A schema of own fields, looked through.

    Raises:
        UnfitSchemaError: if it is no JSON Schema, or more than may be asked of every record.
    """
    _verify_keywords(schema, (), harmful)
    _verify_schema(schema)
    _verify_size(schema)
    for key in schema.get("properties", {}):
        if not is_own(key):
            words = _("'{key}' is no field of your own", key=key)
            raise UnfitSchemaError(words, ("properties", key), _("its name begins with 'x-'"))
    return OwnFields(schema)


def _verify_schema(schema: Node) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        words = _("no JSON Schema: {keyword}", keyword=_asked(error))
        raise UnfitSchemaError(words, tuple(error.absolute_path)) from None


def _verify_keywords(schema: Any, path: Path, harmful: Harmful) -> None:
    for key, part in schema.items() if isinstance(schema, dict) else ():
        here: Path = (*path, key)
        _verify_keyword(key, part, here)
        keys = part if key == "patternProperties" and isinstance(part, dict) else ()
        for pattern in [part] if key == "pattern" else keys:
            _verify_pattern(pattern, here, harmful)
    for where, part in _inner(schema):
        _verify_keywords(part, (*path, *where), harmful)


def _inner(schema: Any) -> Iterator[tuple[Path, Any]]:
    """The schemas within a schema; values are none, and names are no keywords."""
    for key, part in schema.items() if isinstance(schema, dict) else ():
        if key in VALUES:
            continue
        if key in NAMED and isinstance(part, dict):
            yield from (((key, name), inner) for name, inner in part.items())
        elif isinstance(part, list):
            yield from (((key, index), inner) for index, inner in enumerate(part))
        else:
            yield (key,), part


def _verify_keyword(key: str, part: Any, path: Path) -> None:
    hint = _("refer to places as '#/$defs/…'")
    if key in REFUSED:
        raise UnfitSchemaError(_("'{key}' cannot be used here", key=key), path, hint)
    if key == "$schema" and part != DIALECT:
        raise UnfitSchemaError(_("only JSON Schema 2020-12 is spoken"), path, f"$schema: {DIALECT}")
    if key == "$ref" and not (isinstance(part, str) and part.startswith("#/")):
        raise UnfitSchemaError(_("'{reference}' lies outside: nothing is fetched", reference=part), path, hint)


def _verify_pattern(pattern: object, path: Path, harmful: Harmful) -> None:
    if not isinstance(pattern, str):
        return
    try:
        re.compile(pattern)
    except re.error as error:
        raise UnfitSchemaError(_("the pattern cannot be read: {reason}", reason=error), path) from None
    if harmful(pattern):
        words = _("the pattern could be tried for ever: it is too long, nests repetitions, looks around or back")
        hint = _("repeat only single characters, and at most one of them without limit")
        raise UnfitSchemaError(words, path, hint)


def _verify_size(schema: Node) -> None:
    """Follow every reference as a validator would: no circle, and not too many parts."""
    size = 0

    def follow(part: Any, path: Path, through: tuple[str, ...]) -> None:
        nonlocal size
        size += 1
        if size > MOST_PARTS:
            raise UnfitSchemaError(_("the schema is too large once its references are followed"), path)
        for where, inner in _inner(part):
            if where[0] != "$defs":
                follow(inner, (*path, *where), through)
        reference = part.get("$ref") if isinstance(part, dict) else None
        if isinstance(reference, str):
            here: Path = (*path, "$ref")
            _refuse_circle(reference, here, through)
            follow(_target(schema, reference, here), here, (*through, reference))

    follow(schema, (), ())


def _refuse_circle(reference: str, path: Path, through: tuple[str, ...]) -> None:
    if reference in through:
        words = _("the reference '{reference}' leads back to itself", reference=reference)
        raise UnfitSchemaError(words, path)


def _target(schema: Node, reference: str, path: Path) -> Any:
    found: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or key not in found:
            known = list(found) if isinstance(found, dict) else []
            words = _("the reference '{reference}' leads nowhere", reference=reference)
            raise UnfitSchemaError(words, path, did_you_mean(key, known))
        found = found[key]
    return found


def with_own(published: Node, own: Mapping[str, Node], definitions: Mapping[str, str]) -> Node:
    """The published schema with own fields, for editors: each schema is bundled with an id of its own."""
    parts = dict(published["$defs"])
    for kind, schema in own.items():
        name = definitions[kind]
        if name not in parts:
            continue
        identifier = f"{published['$id']}:own:{kind}"
        parts[f"{name}.own"] = {**schema, "$id": identifier}
        fields = {key: {"$ref": f"{identifier}#/properties/{key}"} for key in schema.get("properties", {})}
        parts[name] = {**parts[name], "properties": {**parts[name]["properties"], **fields}}
    return {**published, "$defs": parts}
