"""Reads a path as a card writes it, and checks each step against the schema of the records it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.errors import did_you_mean
from policycheck.schema.acceptor import OWN_FIELD, things
from policycheck.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policycheck.schema import Shapes


class UnknownFieldError(Exception):
    """A card names a field that records of its kind do not have."""


class Step(NamedTuple):
    """One step: a key, or `*`; and the kinds of document to go on in, when its value is a reference."""

    key: str
    through: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    """Words of the model that `*` leaves out."""


class PathReader:
    """Walks the schema along the words of a path."""

    def __init__(self, shapes: Shapes, words: str) -> None:
        self.shapes = shapes
        self.words = words
        self.schema: Mapping[str, Any] = {}

    def steps(self, words: str, schema: Mapping[str, Any]) -> Iterator[Step]:
        """The steps of a path from a schema on; `schema` is then what they lead to."""
        parts = words.split("/")
        for index, part in enumerate(parts):
            outer = resolved(schema, self.shapes)
            schema = resolved(self._inner(outer, part), self.shapes)
            last = index == len(parts) - 1
            kinds = () if last else tuple(schema.get("x-refers-to", ()))
            yield Step(part, kinds, _own_words(outer))
            if kinds:
                schema = self.shapes.definition(kinds[0])
        self.schema = schema

    def _inner(self, schema: Mapping[str, Any], part: str) -> Mapping[str, Any]:
        if "x-own" in schema:  # what stands in a field of an organisation's own is for it to know
            return schema
        if part == "*":
            held = things(schema) or schema.get("items")
            if held:
                return dict(held)
            return _most_common(schema.get("properties", {}))
        properties = schema.get("properties", {})
        if part in properties:
            return dict(properties[part])
        held = things(schema)
        if held is not None:
            return dict(held)
        own = schema.get("patternProperties", {}).get(OWN_FIELD)
        if own and re.fullmatch(OWN_FIELD, part):
            return dict(own)
        hint = did_you_mean(part, properties)
        message = _("'{path}': there is no field '{field}'", path=self.words, field=part)
        raise UnknownFieldError(f"{message}; {hint}" if hint else message, self.words)


def resolved(schema: Mapping[str, Any], shapes: Shapes) -> Mapping[str, Any]:
    """A schema behind its references; of several shapes the first."""
    while "$ref" in schema or "anyOf" in schema:
        named = schema.get("$ref", "").rsplit("/", 1)[-1]
        schema = shapes.published["$defs"][named] if named else schema["anyOf"][0]
    return schema


def _own_words(schema: Mapping[str, Any]) -> frozenset[str]:
    """The words beside the things of a map; of a node with fixed keys only those that every node has."""
    words = frozenset(schema.get("properties", ()))
    return words if things(schema) is not None else words & {"under", "also_stated"}


def _most_common(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """What `*` means among fixed keys: the shape that most of them share."""
    shapes = [repr(part.get("anyOf")) for key, part in properties.items() if key not in ("under", "also_stated")]
    common = max(shapes, key=shapes.count)
    return dict(next(part for part in properties.values() if repr(part.get("anyOf")) == common))
