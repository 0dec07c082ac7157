"""The shape of documents: an acceptor that says yes quickly, and jsonschema, whose verdict and errors count.

Both read the one published schema. Nothings are taken out of a document before its shape is judged, so the schema's
alternatives for them never apply here; their keys are held against it on their own.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.schema.acceptor import Accepts, Compiler, Node
from policycheck.schema.contents import Contents, Fact
from policycheck.schema.follow import shapes_at
from policycheck.schema.keys import Keys
from policycheck.schema.links import Holds, Link, Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path as FilePath

    from policycheck.place import Path
    from policycheck.schema.explain import Fault
    from policycheck.schema.own import OwnFields


class Shapes:
    """The shapes of all kinds, from the published schema."""

    def __init__(self, published: Node) -> None:
        self.published = published
        self.version: int = int(str(published["$id"]).rsplit(":", 1)[1])
        self.kinds: dict[str, str] = {
            chosen["if"]["properties"]["kind"]["const"]: chosen["then"]["$ref"].rsplit("/", 1)[1]
            for chosen in published["allOf"]
        }
        self._compiler = Compiler(published["$defs"])
        self._links = Links(published["$defs"])
        self._contents = Contents(published["$defs"])
        self._keys = Keys(published["$defs"])
        self._accepts: dict[str, Accepts] = {}
        self.own: dict[str, OwnFields] = {}
        """What an organisation asks of its own fields, by kind."""

    @classmethod
    def load(cls, file: FilePath) -> Shapes:
        """Read the published schema."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def definition(self, kind: str) -> Node:
        """The schema of a kind, as published."""
        found: Node = self.published["$defs"][self.kinds[kind]]
        return found

    def of_kind(self, kind: str) -> Node:
        """The published schema of one kind, with the definitions it needs."""
        head = {key: self.published[key] for key in ("$schema",)}
        needed = self._needed({"$ref": f"#/$defs/{self.kinds[kind]}"}, {})
        return {
            **head,
            "$id": f"{self.published['$id']}:{kind}",
            "$ref": f"#/$defs/{self.kinds[kind]}",
            "$defs": needed,
        }

    def _needed(self, schema: Any, found: Node) -> Node:
        if isinstance(schema, list):
            for part in schema:
                self._needed(part, found)
        elif isinstance(schema, dict):
            name = str(schema.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found[name] = self.published["$defs"][name]
                self._needed(found[name], found)
            self._needed([part for key, part in schema.items() if key != "$ref"], found)
        return found

    def accepts(self, kind: str, stated: Mapping[str, Any]) -> bool:
        """Whether a document's stated values have the shape of its kind; agrees with `faults`."""
        if kind not in self._accepts:
            self._accepts[kind] = self._compiler.compile(self.definition(kind))
        return self._accepts[kind](stated)

    def faults(self, kind: str, stated: Mapping[str, Any]) -> list[Fault]:
        """Every fault of a document's shape, by jsonschema."""
        from policycheck.schema.explain import faults
        from policycheck.schema.meant import as_meant

        schema = {"$ref": f"#/$defs/{self.kinds[kind]}", "$defs": self._stated_definitions}
        return as_meant(faults(schema, stated), stated)

    def faults_of_nothings(self, kind: str, paths: Iterable[Path]) -> Iterator[Fault]:
        """The keys of nothings that a document of this kind does not have."""
        return self._keys.faults(self.kinds[kind], paths)

    def broken_keys(self, kind: str, paths: Iterable[Path], holds: Holds) -> Iterator[Link]:
        """The keys of nothings that are references or codes and do not hold."""
        return self._keys.broken(self.kinds[kind], paths, holds)

    def own_faults(self, kind: str, stated: Mapping[str, Any]) -> list[Fault]:
        """Every fault of the own fields of an accepted document."""
        return list(self.own[kind].faults(stated)) if kind in self.own else []

    def broken_links(self, kind: str, stated: Mapping[str, Any], holds: Holds) -> list[Link]:
        """The references, codes, dates, periods and countries of an accepted document that do not hold."""
        return self._links.broken(self.kinds[kind], stated, holds)

    def at(self, kind: str, path: Path) -> list[Node]:
        """The shapes that a value at a path of a document of this kind may have, nothings apart."""
        return list(shapes_at(self.published["$defs"], self.kinds[kind], path)) if kind in self.kinds else []

    def facts(self, kind: str, stated: Mapping[str, Any]) -> dict[Path, Fact]:
        """What an accepted document states apart from words, by path."""
        return self._contents.facts(self.kinds[kind], stated)

    @cached_property
    def _stated_definitions(self) -> Node:
        from policycheck.schema.explain import without_nothings

        return {name: without_nothings(part) for name, part in self.published["$defs"].items()}


__all__ = ["Fact", "Holds", "Link", "Shapes"]
