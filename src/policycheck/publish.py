"""Writes `schemas/` from the model: `python -m policycheck.publish`.

pydantic gives the bare shape. Here maps get their own words, every node gets `under` and `also_stated`, every place
admits a nothing, one root chooses by `kind`, and codes are listed once for editors to complete.
"""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from policycheck import resources
from policycheck.agenda.json import AgendaDocument
from policycheck.cards.assumptions import Assumption
from policycheck.cards.card import Card, Pack
from policycheck.cases.case import Cases
from policycheck.changes.json import DiffDocument
from policycheck.document.stream import parts
from policycheck.evidence.manifest import ManifestDocument
from policycheck.model import KINDS
from policycheck.model.config import Configuration
from policycheck.model.values import SLUG
from policycheck.overview.json import OverviewDocument
from policycheck.reporters.json import ReportDocument
from policycheck.schema.acceptor import OWN_FIELD
from policycheck.schema.codes import suggesting, vocabulary_of
from policycheck.why.json import WhyDocument

VERSION = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = f"urn:policycheck:schema:{VERSION}"
_TYPES = {"Slug": {"type": "string", "pattern": SLUG}}
_FIXED = ("policycheck", "kind", "id")
_SAME = {"const": "same", "title": "Same", "description": "Stated again; only the words differ."}

Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON Schema (2020-12) of all kinds, chosen by `kind`."""
    adapters: Any = [(kind, "validation", TypeAdapter(model)) for kind, model in KINDS.items()]
    _, raw = TypeAdapter.json_schemas(adapters)
    definitions = _with_named_maps(raw["$defs"])
    finished = {name: _finished(name, part) for name, part in sorted(definitions.items())}
    codes: dict[str, Schema] = {}
    coded = _with_codes_named(finished, codes)
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        "title": "policycheck record",
        "description": f"A document of a policy repo, version {VERSION}.",
        "type": "object",
        "required": list(_FIXED),
        "properties": {"kind": {"enum": list(KINDS), "description": "Which kind of document this is."}},
        "allOf": [_chosen(kind, model.__name__) for kind, model in KINDS.items()],
        "$defs": {**coded, **{name: codes[name] for name in sorted(codes)}, "Nothing": _nothing()},
    }


def _chosen(kind: str, name: str) -> Schema:
    condition = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
    return {"if": condition, "then": {"$ref": f"#/$defs/{name}"}}


def _with_named_maps(definitions: dict[str, Schema]) -> dict[str, Schema]:
    """Give each map of things a name of its own, so that it can refer to itself."""
    named = dict(definitions)
    for owner, part in definitions.items():
        for field, value in part.get("properties", {}).items():
            if "patternProperties" in value and _node_of(value):
                name = f"{owner}.{field}"
                named[name] = {key: item for key, item in value.items() if key != "description"}
                part["properties"][field] = _referring(name, value)
    return named


def _node_of(value: Schema) -> str | None:
    (inner,) = value["patternProperties"].values()
    found: str | None = inner.get("$ref")
    return found


def _referring(name: str, value: Schema) -> Schema:
    described: Schema = {key: value[key] for key in ("title", "description") if key in value}
    return {"$ref": f"#/$defs/{name}", **described}


def _with_codes_named(schema: Any, codes: dict[str, Schema]) -> Any:
    """The schema with each code and country by reference: `codes` gets what they refer to, once for a vocabulary."""
    if isinstance(schema, list):
        return [_with_codes_named(part, codes) for part in schema]
    if not isinstance(schema, dict):
        return schema
    name = vocabulary_of(schema)
    if name and "type" in schema:
        shown = {key: schema[key] for key in ("title", "description") if key in schema}
        bare = {key: part for key, part in schema.items() if key not in shown}
        codes[f"codes.{name}"] = {**bare, **suggesting(_published_codes(name))}
        return {"$ref": f"#/$defs/codes.{name}", **shown}
    return {key: _with_codes_named(part, codes) for key, part in _with_keys_suggested(schema).items()}


def _with_keys_suggested(schema: Schema) -> Schema:
    name = vocabulary_of(schema.get("x-keys", {}))
    return {**schema, "propertyNames": suggesting(_published_codes(name))} if name else schema


@cache
def _published_codes(vocabulary: str) -> tuple[str, ...]:
    (part,) = parts((resources.policies() / "vocabulary" / f"{vocabulary}.yaml").read_text(encoding="utf-8"))
    return tuple(part.value["codes"])


def _finished(name: str, part: Schema) -> Schema:
    properties = {key: _or_nothing(key, value) for key, value in part.get("properties", {}).items()}
    kind_of_document = "policycheck" in properties
    if "patternProperties" in part:
        properties |= {word: _own(word, *told) for word, told in part.pop("x-things", {}).items()}
        part["patternProperties"] = {k: _or_nothing("", v) for k, v in part["patternProperties"].items()}
    elif not kind_of_document:
        properties["under"] = _UNDER
    if not kind_of_document:
        properties["also_stated"] = _also_stated(name)
    own = {"patternProperties": _OWN} if kind_of_document else {}
    return {**part, "properties": properties, **own, "additionalProperties": False}


_UNDER = {
    "type": "string",
    "pattern": SLUG,
    "x-vocabulary": "headings",
    "title": "Under",
    "description": "The heading it stands under, when that is not its own.",
}


_OWN = {
    OWN_FIELD: {
        "x-own": True,
        "title": "Own field",
        "description": "A field of the organisation's own; `fields` in the configuration names a JSON Schema for it.",
    }
}


def _own(word: str, kind: str, meaning: str) -> Schema:
    shown = {"title": word.replace("_", " ").capitalize(), "description": meaning}
    return _or_nothing("", {**(_TYPES.get(kind) or {"$ref": f"#/$defs/{kind}"}), **shown})


def _also_stated(name: str) -> Schema:
    return {
        "type": "array",
        "title": "Also stated",
        "description": "The same as stated again elsewhere in the text; `same` where only words differ.",
        "items": {"anyOf": [{"$ref": f"#/$defs/{name}"}, _SAME]},
    }


def _or_nothing(key: str, value: Schema) -> Schema:
    """Let a nothing stand where a value can, and lift title and description to where editors look."""
    if key in _FIXED:
        return value
    value = _inside(value)
    shown: Schema = {name: value.pop(name) for name in ("title", "description") if name in value}
    return {**shown, "anyOf": [value, {"$ref": "#/$defs/Nothing"}]}


def _inside(value: Schema) -> Schema:
    """The same for what a value holds; maps take no keys but those of their pattern."""
    if "anyOf" in value:
        return {**value, "anyOf": [_inside(part) for part in value["anyOf"]]}
    if value.get("type") == "array":
        return {**value, "items": _or_nothing("", value["items"])}
    if "patternProperties" in value:
        inner = {pattern: _or_nothing("", part) for pattern, part in value["patternProperties"].items()}
        return {**value, "patternProperties": inner, "additionalProperties": False}
    return dict(value)


def _nothing() -> Schema:
    words = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    unknown = {"not_known": words, "owner": {"type": "string"}, "until": {"type": "string"}}
    return {
        "title": "Nothing",
        "description": "Blank, not filled in, said only in words, not applicable, not known yet, or none.",
        "anyOf": [
            {"type": "null"},
            {"enum": ["none", ""]},
            {"type": "array", "maxItems": 0},
            {"type": "object", "maxProperties": 0},
            *(_saying({key: words}) for key in ("not_filled", "said_only", "not_applicable")),
            {**_saying(unknown), "required": ["not_known"]},
            _saying({"none_except": {"type": "array", "items": {"type": "string"}, "minItems": 1}}),
        ],
    }


def _saying(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def config_schema() -> Schema:
    """The JSON Schema of `.policycheck.yaml`."""
    bare = TypeAdapter(Configuration).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:config", **bare}


def card_schema() -> Schema:
    """The JSON Schema of a card."""
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:card", **Card.model_json_schema()}


def pack_schema() -> Schema:
    """The JSON Schema of a `pack.yaml`."""
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:pack", **Pack.model_json_schema()}


def assumption_schema() -> Schema:
    """The JSON Schema of a file of assumptions about the law."""
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:assumption", **Assumption.model_json_schema()}


def cases_schema() -> Schema:
    """The JSON Schema of the cases of a rule."""
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:cases", **Cases.model_json_schema()}


def report_schema() -> Schema:
    """The JSON Schema of the JSON report."""
    bare = TypeAdapter(ReportDocument).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:report", **bare}


def overview_schema() -> Schema:
    """The JSON Schema of the overview that `policycheck report` writes as JSON."""
    bare = TypeAdapter(OverviewDocument).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:overview", **bare}


def why_schema() -> Schema:
    """The JSON Schema of what `policycheck why` writes as JSON."""
    bare = TypeAdapter(WhyDocument).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:why", **bare}


def agenda_schema() -> Schema:
    """The JSON Schema of what `policycheck due` writes as JSON."""
    bare = TypeAdapter(AgendaDocument).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:agenda", **bare}


def diff_schema() -> Schema:
    """The JSON Schema of what `policycheck diff` writes as JSON."""
    bare = TypeAdapter(DiffDocument).json_schema()
    return {"$schema": DIALECT, "$id": f"{IDENTIFIER}:diff", **bare}


def manifest_schema() -> Schema:
    """The JSON Schema of the manifest of a report: one content has one form, so no other key is admitted."""
    bare = TypeAdapter(ManifestDocument).json_schema()
    parts = {name: {**part, "additionalProperties": False} for name, part in bare.pop("$defs").items()}
    return {
        "$schema": DIALECT,
        "$id": f"{IDENTIFIER}:manifest",
        "$defs": parts,
        **bare,
        "additionalProperties": False,
    }


def files() -> dict[str, str]:
    """Every file of `schemas/` by name, as it must be."""
    schemas = {
        "policycheck.schema.json": schema(),
        "config.schema.json": config_schema(),
        "card.schema.json": card_schema(),
        "pack.schema.json": pack_schema(),
        "assumption.schema.json": assumption_schema(),
        "cases.schema.json": cases_schema(),
        "report.schema.json": report_schema(),
        "overview.schema.json": overview_schema(),
        "why.schema.json": why_schema(),
        "agenda.schema.json": agenda_schema(),
        "diff.schema.json": diff_schema(),
        "manifest.schema.json": manifest_schema(),
    }
    return {name: json.dumps(value, indent=1, ensure_ascii=False) + "\n" for name, value in schemas.items()}


if __name__ == "__main__":
    for name, content in files().items():
        (resources.schemas() / name).write_text(content, encoding="utf-8")
