"""A check opens no socket, and what starts with every commit imports little."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

LATE = {"pydantic", "jsonschema", "ruamel", "tabulate", "hypothesis", "policycheck.model", "policycheck.publish"}
NEVER = {"socket", "ssl", "http", "urllib.request", "asyncio"}
CLEAN = """\
policycheck: 1
kind: register
id: customer
purposes:
  orders: {category: orders, legal_basis: {article: 6(1)(b)}}
"""
WATCHED = """
import sys

def refuse(event, arguments):
    if event.startswith("socket."):
        print(event, arguments, file=sys.stderr)
        raise SystemExit(3)

sys.addaudithook(refuse)
from policycheck.cli import main
sys.argv[0] = "policycheck"
try:
    main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""
"""Runs the command line under a hook that ends it at the first socket, then lists what was imported."""


def imported(repo: PolicyRepo, *words: str) -> set[str]:
    program = [sys.executable, "-I", "-c", WATCHED, *words]
    run = subprocess.run(program, cwd=repo.root, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return set(run.stderr.split())


def test_the_version_is_told_without_reading_a_rule(repo: PolicyRepo) -> None:
    modules = imported(repo, "--version")

    assert modules & (LATE | NEVER) == set()
    assert modules & {"yaml", "policycheck.engine", "policycheck.cards"} == set()


def test_a_check_of_a_clean_file_imports_no_more_than_it_needs(repo: PolicyRepo) -> None:
    repo.write("customer.yaml", CLEAN)
    (repo.root / ".git").mkdir()  # a work tree of its own, which ignores nothing

    assert imported(repo, "check", "--select", "gdpr/basis-stated") & (LATE | NEVER | {"pathspec"}) == set()


@pytest.mark.parametrize("form", ["text", "compact", "json"])
@pytest.mark.parametrize("body", ["", "nam: x\n", "controller: nobody\n", "name: [\n"])
def test_a_check_opens_no_socket_whatever_it_finds(form: str, body: str, repo: PolicyRepo) -> None:
    repo.register("customer", body)

    assert imported(repo, "check", "--format", form)


@pytest.mark.parametrize("words", [("rules",), ("explain", "gdpr/basis-stated"), ("schema",), ("show", "customer")])
def test_no_command_opens_a_socket(words: tuple[str, ...], repo: PolicyRepo) -> None:
    repo.register()

    assert imported(repo, *words)
