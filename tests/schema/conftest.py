"""What tests of shapes share: the published schema, and every record among the fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from policycheck import resources
from policycheck.document import Document, Lexicon, Text, read
from policycheck.document.stream import parts
from policycheck.schema import Shapes

FIXTURES = Path(__file__).parents[2] / "fixtures"
REPOS = ("clean", "repos/veisto", "second-encoding")


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes.load(resources.schemas() / "policycheck.schema.json")


@pytest.fixture(scope="session")
def records() -> list[Document]:
    """The records of the fixtures, with their nothings taken out."""
    (placeholders,) = parts((resources.policies() / "vocabulary" / "placeholders.yaml").read_text("utf-8"))
    lexicon = Lexicon.of(placeholders.value)
    files = sorted(file for repo in REPOS for file in (FIXTURES / repo).glob("[!.]*.yaml"))
    found = [part for file in files for part in read(Text(file.name, file.read_text("utf-8")), lexicon)]
    return [part for part in found if isinstance(part, Document)]
