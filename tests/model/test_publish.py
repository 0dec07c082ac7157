from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from policycheck import publish, resources
from policycheck.model import KINDS
from policycheck.schema.acceptor import things

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMS = {"date", "period", "country"}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return publish.files()


@pytest.fixture(scope="module")
def root(files: dict[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(files["policycheck.schema.json"])
    return schema


def test_the_published_schemas_are_those_of_the_model(files: dict[str, str]) -> None:
    written = {path.name: path.read_text("utf-8") for path in resources.schemas().iterdir()}

    assert written.keys() == files.keys()
    for name, content in files.items():
        assert written[name] == content, f"{name} is out of date: run 'python -m policycheck.publish'"


def test_every_schema_is_valid_and_has_a_versioned_id_of_its_own(files: dict[str, str]) -> None:
    schemas = [json.loads(content) for content in files.values()]

    for schema in schemas:
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        assert schema["$id"].startswith(f"urn:policycheck:schema:{publish.VERSION}")
    assert len({schema["$id"] for schema in schemas}) == len(schemas)


def test_one_root_chooses_by_kind(root: dict[str, Any]) -> None:
    chosen = {part["if"]["properties"]["kind"]["const"]: part["then"]["$ref"] for part in root["allOf"]}

    assert chosen == {kind: f"#/$defs/{model.__name__}" for kind, model in KINDS.items()}
    assert root["properties"]["kind"]["enum"] == list(KINDS)


@pytest.mark.parametrize("name", ["policycheck", "card", "pack", "config"])
def test_an_editor_shows_title_and_description_of_every_property(name: str, files: dict[str, str]) -> None:
    schema = json.loads(files[f"{name}.schema.json"])
    definitions = {key: part for key, part in schema.get("$defs", {}).items() if key != "Nothing"}
    owners = {**definitions, name: schema} if name != "policycheck" else definitions

    assert [
        where for owner, part in owners.items() if not _is_map(part) for where in _silent(owner, part, definitions)
    ] == []


def test_an_editor_shows_title_and_description_of_the_own_words_of_maps(root: dict[str, Any]) -> None:
    maps = {name: part for name, part in root["$defs"].items() if _is_map(part)}

    assert [where for name, part in maps.items() for where in _silent(name, part, root["$defs"])] == []


def test_every_vocabulary_that_is_named_exists(root: dict[str, Any]) -> None:
    known = {path.stem for path in (resources.policies() / "vocabulary").glob("*.yaml")}
    named = {part["x-vocabulary"] for part in _annotations(root) if "x-vocabulary" in part}

    assert len(named) >= 20
    assert named <= known


def test_every_kind_map_and_form_that_is_named_exists(root: dict[str, Any]) -> None:
    maps = {key for part in root["$defs"].values() for key in part.get("properties", {})}
    for part in _annotations(root):
        assert set(part.get("x-refers-to", ())) <= set(KINDS)
        assert part.get("x-within", "data") in maps
        assert part.get("x-form", "date") in FORMS


def test_what_the_model_says_about_maps_is_not_left_in_the_schema(root: dict[str, Any]) -> None:
    assert not any("x-things" in part for part in _annotations(root))


def test_every_definition_is_closed_and_every_map_has_one_pattern(root: dict[str, Any]) -> None:
    for name, part in root["$defs"].items():
        if name != "Nothing" and not name.startswith("codes."):
            assert part["additionalProperties"] is False, name
            assert len(part.get("patternProperties", {})) <= 1, name


def test_every_map_of_words_is_closed(root: dict[str, Any]) -> None:
    named = {name: part for name, part in root["$defs"].items() if name != "Nothing"}

    assert [
        part for part in _all_objects(named) if "patternProperties" in part and "additionalProperties" not in part
    ] == []


def test_no_own_word_of_a_map_can_be_taken_for_a_slug(root: dict[str, Any]) -> None:
    maps = {name: part for name, part in root["$defs"].items() if _is_map(part)}

    assert all("_" in word for part in maps.values() for word in part.get("properties", {}))
    assert len(maps) > 5


def test_publishing_prints_what_people_wrote_and_not_escapes(files: dict[str, str]) -> None:
    assert not any("\\u" in content for content in files.values())
    assert all(content.endswith("}\n") for content in files.values())


def _shown(part: dict[str, Any], word: str, definitions: dict[str, Any]) -> bool:
    """Whether a property says it, or what it refers to does."""
    first = part["anyOf"][0] if "anyOf" in part else part
    referred = definitions.get(str(first.get("$ref", "")).rpartition("/")[2], {})
    return bool(part.get(word) or first.get(word) or referred.get(word))


def _silent(owner: str, part: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    properties = part.get("properties", {}).items()
    words = ("title", "description")
    return [f"{owner}: {key}" for key, inner in properties for word in words if not _shown(inner, word, definitions)]


def _is_map(part: dict[str, Any]) -> bool:
    return things(part) is not None


def _annotations(schema: Any) -> Iterator[dict[str, Any]]:
    return ({key: part for key, part in found.items() if key.startswith("x-")} for found in _all_objects(schema))


def _all_objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        yield from (found for part in schema.values() for found in _all_objects(part))
    elif isinstance(schema, list):
        yield from (found for part in schema for found in _all_objects(part))
