"""Codes in the schema, for editors to complete: any slug may stand there, so that an organisation's own codes pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from policycheck.schema.acceptor import Node

    Labels = Mapping[str, str]
    """Codes with what they are called."""


def vocabulary_of(schema: Node) -> str | None:
    """The vocabulary whose codes stand where this schema does."""
    return "countries" if schema.get("x-form") == "country" else schema.get("x-vocabulary")


def suggesting(codes: Iterable[str], labels: Iterable[str] = ()) -> Node:
    """Keywords that make editors offer some codes, with their labels, and refuse nothing."""
    offered: Node = {"enum": list(codes)}
    told = list(labels)
    return {"allOf": [{"anyOf": [{**offered, "enumDescriptions": told} if told else offered, {}]}]}


def completed(schema: Any, labels: Callable[[str], Labels]) -> Any:
    """A published schema with the codes of this repo, told by their labels; keys that are codes become properties."""
    if isinstance(schema, list):
        return [completed(part, labels) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: completed(part, labels) for key, part in schema.items()}
    name = vocabulary_of(schema)
    if name and "type" in schema:
        return {**inner, **suggesting(labels(name), labels(name).values())}
    name = vocabulary_of(schema.get("x-keys", {}))
    return _with_keys(inner, labels(name)) if name else inner


def _with_keys(schema: Node, labels: Labels) -> Node:
    things = next(iter(schema["patternProperties"].values()))
    keys = {code: {"title": label, **things} for code, label in labels.items()}
    return {**schema, "properties": {**keys, **schema["properties"]}}


def fields_of_codes(definitions: Node) -> dict[str, list[str]]:
    """The fields of records that hold codes, by vocabulary; a map whose keys are codes is one, too."""
    found: dict[str, set[str]] = {}
    for definition in definitions.values():
        for field, schema in definition.get("properties", {}).items():
            for name in _named_in(schema, definitions) if field != "also_stated" else ():
                found.setdefault(name, set()).add(field)
    return {name: sorted(fields) for name, fields in sorted(found.items())}


def _named_in(schema: Any, definitions: Node) -> Iterator[str]:
    """The vocabularies of a field itself, behind its lists and choices; not those within the things it holds."""
    for part in _shapes(schema):
        name = str(part.get("$ref", "")).rpartition("/")[2]
        target = definitions.get(name, part)
        found = vocabulary_of(target) if "type" in target and "properties" not in target else None
        found = found or vocabulary_of(target.get("x-keys", {}))
        if found:
            yield found


def _shapes(schema: Node) -> Iterator[Node]:
    yield schema
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _shapes(part)
