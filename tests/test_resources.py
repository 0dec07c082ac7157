from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck import resources

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as if it were `src/policycheck` of a checkout somewhere else."""
    folder = tmp_path / "src" / "policycheck"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    return folder


def test_what_ships_is_there() -> None:
    assert (resources.policies() / "gdpr" / "pack.yaml").is_file()
    assert (resources.policies() / "law" / "adequacy.yaml").is_file()
    assert (resources.schemas() / "policycheck.schema.json").is_file()


def test_in_a_checkout_files_are_found_at_its_top(package: Path, tmp_path: Path) -> None:
    assert not any(package.iterdir())
    assert resources.policies() == tmp_path / "policies"
    assert resources.schemas() == tmp_path / "schemas"
    assert resources.rulebook() == tmp_path / ".cache" / "rulebook"


def test_in_an_installed_package_files_are_found_inside_it(package: Path) -> None:
    for name in ("policies", "schemas", "rulebook"):
        (package / name).mkdir()

    assert resources.policies() == package / "policies"
    assert resources.schemas() == package / "schemas"
    assert resources.rulebook() == package / "rulebook"
