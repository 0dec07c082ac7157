"""What a document states apart from words: codes, numbers, dates, periods, references, and which things it speaks of.

Two texts that say the same in different languages agree in these. Words, names and addresses belong to one language,
and so does where in a text something stands; they are no facts here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policycheck.schema.acceptor import NOTHING, Node, things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policycheck.place import Path

CODED = ("enum", "const", "x-vocabulary", "x-refers-to", "x-within", "x-form")
"""Keywords of values that mean the same in every language."""
WRITTEN_FREELY = (None, r"^\S+$", r"^[^@\s]+@[^@\s]+$")
"""Patterns of texts, addresses and mailboxes."""
OF_ITS_PLACE = ("under", "also_stated")


class Fact(NamedTuple):
    """A value that is no words. `None` is a thing that is spoken of, a set the items of a list in no order."""

    value: Any
    keyword: str = ""
    """The annotation that says what it means, such as `x-vocabulary`."""
    target: Any = None


class Contents:
    """Reads facts along the schema."""

    def __init__(self, definitions: Node) -> None:
        self._definitions = definitions

    def facts(self, name: str, value: Mapping[str, Any]) -> dict[Path, Fact]:
        """Every fact of a value of the definition `name`, by path."""
        return dict(self._of(self._definitions[name], value, ()))

    def _of(self, schema: Node, value: Any, path: Path) -> Iterator[tuple[Path, Fact]]:
        schema = self._plain(schema)
        if isinstance(value, Mapping):
            yield from self._of_mapping(schema, value, path)
        elif isinstance(value, list):
            items = self._plain(schema.get("items", {}))
            if _coded(items):
                yield path, _fact(items, frozenset(value))
        elif _coded(schema) or isinstance(value, (bool, int)):
            yield path, _fact(schema, value)

    def _of_mapping(self, schema: Node, value: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, Fact]]:
        properties = schema.get("properties", {})
        held = things(schema)
        for key, item in value.items():
            inner = properties.get(key) or held
            if inner is None or key in OF_ITS_PLACE:
                continue
            if isinstance(item, Mapping) and "properties" in self._plain(inner):
                yield (*path, key), _fact(schema.get("x-keys", {}) if inner is held else {}, None)
            yield from self._of(inner, item, (*path, key))

    def _plain(self, schema: Node) -> Node:
        """The schema behind references and beside the nothings; of words in several languages none."""
        while "$ref" in schema or "anyOf" in schema:
            if "$ref" in schema:
                schema = self._definitions[schema["$ref"].rsplit("/", 1)[1]]
                continue
            choices = [part for part in schema["anyOf"] if part != NOTHING]
            schema = choices[0] if len(choices) == 1 else {}
        return schema


def _coded(schema: Node) -> bool:
    return any(word in schema for word in CODED) or schema.get("pattern") not in WRITTEN_FREELY


def _fact(schema: Node, value: Any) -> Fact:
    keyword = next((word for word in CODED if word in schema), "")
    return Fact(value, keyword, schema.get(keyword))
