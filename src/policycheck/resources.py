"""Where the files are that ship with the tool: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def policies() -> Path:
    """The folder of packs, law tables and vocabulary."""
    return _shipped("policies")


def schemas() -> Path:
    """The folder of JSON Schemas."""
    return _shipped("schemas")


def cases() -> Path:
    """The cases of the shipped rules, a file for each, by pack."""
    return _shipped("fixtures/rules")


def clean() -> Path:
    """The policy repo in which no shipped rule finds anything; cases are changes to it."""
    return _shipped("fixtures/clean")


def rulebook() -> Path:
    """The compiled form of `policies()`: made with the wheel, or kept at the top of a checkout."""
    built = _PACKAGE / "rulebook"
    return built if built.is_dir() else _PACKAGE.parents[1] / ".cache" / "rulebook"
