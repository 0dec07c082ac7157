"""The tables as the program reads them: plain contents, days as ISO strings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from policycheck.law import Law

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "policies" / "law"


class DaysAsText(yaml.SafeLoader):
    """Leaves a day as it is written."""


DaysAsText.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    contents: dict[str, Any] = yaml.load(path.read_text("utf-8"), DaysAsText)  # noqa: S506 - it is a SafeLoader
    return contents


@pytest.fixture(scope="session")
def tables() -> dict[str, Any]:
    names = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return {name: read(FOLDER / f"{name}.yaml") for name in names}


@pytest.fixture(scope="session")
def vocabulary() -> dict[str, Any]:
    files = sorted((FOLDER.parent / "vocabulary").glob("*.yaml"))
    return {path.stem: read(path).get("codes", {}) for path in files}


@pytest.fixture(scope="session")
def law_on(tables: dict[str, Any]) -> Callable[[str], Law]:
    return lambda day: Law(tables, date.fromisoformat(day))
