"""What holds the project together: its floors, its commands, its version and what lies on top."""

import os
import re
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

from policycheck.__about__ import __version__

ROOT = Path(__file__).parent.parent
TOP = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "NOTICE",
    "README.md",
    "action.yml",
    "fixtures",
    "hatch_build.py",
    "policies",
    "pyproject.toml",
    "schemas",
    "src",
    "templates",
    "tests",
}
COMMANDS = {".ci/demo", ".ci/test", ".ci/run"}
MACHINE_PATH = re.compile(rb"(?<![\w.:/*-])/(?:home|mnt|opt|root|tmp|Users|work)/\w+")


@pytest.fixture(scope="module")
def project_files() -> list[Path]:
    # Whoever owns the checkout, git may list it.
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others"]
    listed = _output([*git, "--exclude-standard"]).split("\0")
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def test_modules_import_only_from_lower_floors() -> None:
    _output([str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"])


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_commands_can_be_run(command: str) -> None:
    assert os.access(ROOT / command, os.X_OK)


def test_the_readme_names_the_demo_and_the_tests_and_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"\.ci/\w+", (ROOT / "README.md").read_text("utf-8")))

    assert {".ci/demo", ".ci/test"} <= named <= COMMANDS


def test_the_version_is_the_same_inside_and_outside() -> None:
    assert version("policycheck") == __version__


def test_the_package_says_that_it_is_typed() -> None:
    assert files("policycheck").joinpath("py.typed").is_file()


def test_no_file_names_a_path_of_the_machine_it_was_written_on(project_files: list[Path]) -> None:
    found = {
        str(path.relative_to(ROOT)): path_named.group().decode()
        for path in project_files
        if (path_named := MACHINE_PATH.search(path.read_bytes()))
    }

    assert found == {}


def test_the_top_level_holds_only_what_was_agreed(project_files: list[Path]) -> None:
    assert {path.relative_to(ROOT).parts[0] for path in project_files} - TOP == set()


def _output(command: list[str]) -> str:
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout
