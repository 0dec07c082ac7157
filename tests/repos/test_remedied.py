"""The remedied twins, which newcomers copy: silent under every rule, whole, and in three languages."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from policycheck import Checked
from policycheck.document import Kind
from policycheck.model import KINDS
from policycheck.place import Path as Steps
from policycheck.resources import schemas

ROOT = Path(__file__).parents[2]
REPOS = ROOT / "fixtures" / "repos"
TWINS = ("btb-plaza-remedied", "connect-services-remedied", "veisto-remedied")
LANGUAGES = {"en", "fi", "sv"}
NOT_APPLICABLE: dict[str, dict[str, str]] = yaml.safe_load(
    (ROOT / "tests" / "expected" / "not-applicable.yaml").read_text(encoding="utf-8"),
)
SCHEMA: dict[str, Any] = json.loads((schemas() / "policycheck.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session", params=TWINS)
def twin(request: pytest.FixtureRequest, checked: Callable[[Path], Checked]) -> Checked:
    return checked(REPOS / request.param)


def test_no_rule_finds_anything(twin: Checked) -> None:
    assert [(str(one.spot.place), one.rule, one.message) for one in twin.report.findings] == []


def test_every_twin_has_the_same_shape(twin: Checked) -> None:
    files = {text.file for text in twin.repo.texts}
    registers = {f"registers/{record.document.id}.yaml" for record in twin.repo.of_kind("register")}

    assert {"organisation.yaml", "parties.yaml", "systems.yaml"} | registers == {
        file for file in files if not Path(file).name.startswith(".")
    }


def test_everything_is_said(twin: Checked) -> None:
    open_points = [
        f"{document.place.at(*path)}: {nothing.kind}"
        for document in twin.repo.documents.values()
        for path, nothing in document.nothings.items()
        if nothing.kind not in (Kind.NONE, Kind.NOT_APPLICABLE)
    ]

    assert open_points == []


def test_what_does_not_apply_is_known_with_its_reason(twin: Checked) -> None:
    found = {
        str(document.place.at(*path)): nothing.words
        for document in twin.repo.documents.values()
        for path, nothing in document.nothings.items()
        if nothing.kind is Kind.NOT_APPLICABLE
    }

    reasons = {place: words for place, words in found.items() if isinstance(words, Mapping)}
    assert {place: reason["en"] for place, reason in reasons.items()} == NOT_APPLICABLE[twin.config.root.name]
    assert all(set(reason) == LANGUAGES for reason in reasons.values())
    assert reasons == found


def test_every_free_text_is_in_three_languages(twin: Checked) -> None:
    for document in twin.repo.documents.values():
        for path, said in words(document.stated, {"$ref": f"#/$defs/{KINDS[document.kind].__name__}"}):
            proper_name = path == ("name",) and document.kind in ("party", "organisation")
            assert proper_name or set(said) == LANGUAGES, document.place.at(*path)


def words(value: Any, shape: Mapping[str, Any], path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Whatever stands where the schema asks for words, by path."""
    for branch in branches(shape):
        if branch.get("title") == "Words by language":
            yield path, value
        elif isinstance(value, Mapping):
            patterned: Mapping[str, Any] = next(iter(branch.get("patternProperties", {}).values()), {})
            for key, inner in value.items():
                yield from words(inner, branch.get("properties", {}).get(key, patterned), (*path, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from words(inner, branch.get("items", {}), (*path, index))


def branches(shape: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The alternatives of a schema, references resolved."""
    if "$ref" in shape:
        yield from branches(SCHEMA["$defs"][shape["$ref"].rpartition("/")[2]])
    elif "anyOf" in shape:
        for alternative in shape["anyOf"]:
            yield from branches(alternative)
    else:
        yield shape


def test_every_linked_document_is_a_file(twin: Checked) -> None:
    linked = [link for document in twin.repo.documents.values() for link in links(document.stated)]

    assert linked
    assert [link for link in linked if not (twin.config.root / link).is_file()] == []


def links(node: Any) -> Iterator[str]:
    """The paths of the repo that a record points at."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in ("link", "document") and isinstance(value, str) and "://" not in value:
                yield value
            yield from links(value)
