"""Same input and same day: same bytes, whatever the order of files and of hashes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck.reporters import REPORTERS

if TYPE_CHECKING:
    from tests.conftest import Command, PolicyRepo

VEISTO = Path(__file__).parents[2] / "fixtures" / "repos" / "veisto"
DAY = ("--as-of", "2026-11-22")


def lay(repo: PolicyRepo, files: list[Path]) -> None:
    """Write the files of a repo anew, in the order given."""
    shutil.rmtree(repo.root)
    repo.root.mkdir()
    for file in files:
        shutil.copy(file, repo.root / file.name)
    for name in ("b", "a") if files[0] < files[-1] else ("a", "b"):
        repo.write(f"{name}.yaml", f"policycheck: 1\nkind: register\nid: {name}\ncontrolller: x\nnam: y\nversion: z\n")


@pytest.mark.parametrize("form", REPORTERS)
def test_order_of_files_and_of_hashes_changes_nothing(form: str, repo: PolicyRepo, command: Command) -> None:
    files = sorted(path for path in VEISTO.iterdir() if path.is_file())
    said = set()
    for seed, order in (("0", files), ("1", files[::-1]), ("2", files), ("1234", files[::-1])):
        lay(repo, order)
        done = command("check", *DAY, "--format", form, env={"PYTHONHASHSEED": seed})
        assert done.returncode == 1, done.stderr
        said.add(done.stdout)

    assert len(said) == 1


@pytest.mark.parametrize("words", [("rules",), ("schema",), ("explain", "gdpr/basis-stated"), ("show", "customer")])
def test_other_commands_say_the_same_under_every_seed(
    words: tuple[str, ...], repo: PolicyRepo, command: Command
) -> None:
    lay(repo, sorted(path for path in VEISTO.iterdir() if path.is_file()))

    said = {command(*words, env={"PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}

    assert len(said) == 1
    assert said != {b""}
