"""A policy repo begins with `init`: nothing is touched, and only what its author knows is found lacking."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from tests.conftest import Cli, Command, PolicyRepo

ACME = ("--organisation", "Räätäli & Söner “Oy”", "--country", "fi", "--email", "privacy@acme.example")
BASIC = {
    ".policycheck.yaml",
    ".policycheck.schema.json",
    "records/organisation.yaml",
    "records/registers/customers.yaml",
}
HOOK = ".pre-commit-config.yaml"
UNKNOWN = {
    "records/organisation.yaml": ["public_authority", "staff", "data_protection_officer"],
    "records/registers/customers.yaml": [
        "name", "reviewed", "data_subjects", "data", "purposes", "systems", "recipients", "transfers", "retention",
        "access", "logging", "security",
    ],
}  # fmt: skip
"""What only the author can know."""


def files(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_new_repo_lacks_only_what_its_author_knows(language: str, repo: PolicyRepo, run: Cli) -> None:
    assert run("init", *ACME, "--lang", language).exit_code == 0

    found = repo.check(select=()).report.findings
    places = {name: [f for f in found if f.spot.file == name] for name in UNKNOWN}
    assert {finding.rule for finding in found} == {"hygiene/no-placeholder"}
    assert {name: [str(f.spot.place).rpartition(": ")[2] for f in some] for name, some in places.items()} == UNKNOWN
    for finding in found:
        line = (repo.root / finding.spot.file).read_text("utf-8").splitlines()[finding.spot.span.line - 1]
        assert ": {not_filled: " in line


@pytest.mark.parametrize("country", ["FI", "SE", "DE", "NO", "AX", "GB", "US", "GR"])
def test_the_country_decides_who_supervises(country: str, repo: PolicyRepo, run: Cli) -> None:
    run("init", "--organisation", "Acme", "--country", country, "--email", "a@acme.example")

    organisation = yaml.safe_load((repo.root / "records/organisation.yaml").read_text("utf-8"))
    known = organisation["supervisory_authority"]
    assert (known == country) is (country in ("FI", "SE", "DE", "NO", "GR"))
    rules = {finding.rule for finding in repo.check(select=()).report.findings}
    assert rules - {"hygiene/no-placeholder"} <= {"gdpr/representative-named", "gdpr/representative-stated"}


def test_what_was_written_is_told_with_what_to_do_next(repo: PolicyRepo, run: Cli) -> None:
    done = run("init", *ACME, "--ci", "github")

    assert files(repo.root) == {*BASIC, HOOK, ".github/workflows/policycheck.yaml"}
    assert all(f"  {name}\n" in done.stdout for name in files(repo.root))
    assert "policycheck check\n" in done.stdout
    assert "git init: this folder is in no git repository" in done.stdout
    assert "pre-commit install" in done.stdout


def test_words_and_names_are_kept_whatever_is_in_them(repo: PolicyRepo, run: Cli) -> None:
    name = "@email@ 'Ääkköset' \"Oy\": #1 ${{ x }}"
    run("init", "--organisation", name, "--country", "FI", "--email", "a@acme.example")

    organisation = yaml.safe_load((repo.root / "records/organisation.yaml").read_text("utf-8"))
    assert (organisation["name"], organisation["id"]) == (name, "email-aakkoset-oy-1-x")


def test_editors_find_the_schema(repo: PolicyRepo, run: Cli) -> None:
    run("init", *ACME)

    for name in UNKNOWN:
        first = (repo.root / name).read_text("utf-8").splitlines()[0]
        where = first.removeprefix("# yaml-language-server: $schema=")
        assert ((repo.root / name).parent / where).resolve() == repo.root / ".policycheck.schema.json"


def test_nothing_that_exists_is_touched_and_the_rest_is_written(repo: PolicyRepo, run: Cli) -> None:
    repo.write(HOOK, "repos: []\n")
    repo.write("records/organisation.yaml", "mine\n")
    done = run("init", *ACME)

    assert done.exit_code == 0
    assert files(repo.root) == {*BASIC, HOOK}
    assert (repo.root / HOOK).read_text("utf-8") == "repos: []\n"
    assert (repo.root / "records/organisation.yaml").read_text("utf-8") == "mine\n"
    assert f"Left as it is:\n  records/organisation.yaml\n  {HOOK}\n" in done.stdout
    assert f"To have the check in {HOOK}, add:" in done.stdout
    assert "      - id: policycheck\n" in done.stdout


def test_a_second_time_writes_nothing_and_asks_nothing(repo: PolicyRepo, run: Cli) -> None:
    run("init", *ACME)
    before = {name: (repo.root / name).read_bytes() for name in files(repo.root)}
    done = run("init")

    assert done.exit_code == 0
    assert "Everything is there already; nothing was written." in done.stdout
    assert {name: (repo.root / name).read_bytes() for name in files(repo.root)} == before


def test_a_repo_that_has_its_records_gets_what_is_missing(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(language="sv")
    repo.write("acme.yaml", "policycheck: 1\nkind: organisation\nid: acme\nroles: {lead: {holders: 1}}\n")
    done = run("init", "--ci", "gitlab", "--no-pre-commit")

    assert done.stdout.startswith("Skrevs:")
    assert files(repo.root) == {
        ".policycheck.yaml", ".policycheck.schema.json", "acme.yaml", "registers/customers.yaml", ".gitlab-ci.yml"
    }  # fmt: skip
    register = yaml.safe_load((repo.root / "registers/customers.yaml").read_text("utf-8"))
    assert (register["controller"], register["responsible"]) == ("acme", "lead")


def test_other_yaml_of_the_folder_is_not_taken_for_records(repo: PolicyRepo, run: Cli) -> None:
    repo.write("docker-compose.yaml", "services: {}\n")
    run("init", *ACME)

    assert {finding.rule for finding in repo.check(select=()).report.findings} == {"hygiene/no-placeholder"}


def test_below_the_top_of_a_work_tree_the_gates_lie_at_its_top(repo: PolicyRepo, run: Cli) -> None:
    (repo.root / ".git").mkdir()
    run("init", "our privacy", *ACME, "--ci", "gitlab")

    assert {HOOK, ".gitlab-ci.yml", "our privacy/.policycheck.yaml"} < files(repo.root)
    (hook,) = yaml.safe_load((repo.root / HOOK).read_text("utf-8"))["repos"][0]["hooks"]
    assert hook == {"id": "policycheck", "args": ["our privacy"]}
    jobs = yaml.safe_load((repo.root / ".gitlab-ci.yml").read_text("utf-8"))
    assert jobs["variables"] == {"POLICYCHECK_PATH": "our privacy"}


def test_without_a_terminal_what_is_missing_is_named(repo: PolicyRepo, run: Cli) -> None:
    done = run("init", "--country", "FI")

    assert done.exit_code == 2
    assert "answers are missing: --organisation, --email" in done.stderr
    assert files(repo.root) == set()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--country", "Finland"), "'Finland' is no country"),
        (("--country", "XX"), "'XX' is no country"),
        (("--email", "nobody"), "'nobody' is no e-mail address"),
        (("--organisation", "two\nlines"), "a name has letters"),
        (("--organisation", " "), "a name has letters"),
        (
            ("--register", "Our Customers"),
            "'Our Customers' is no id\n  an id has small letters a-z, figures and hyphens",
        ),
        (("--source", "no address"), "'no address' is no address"),
        (("--ci", "jenkins"), "'jenkins' is not one of"),
        (("--lang", "de"), "'de' is not one of"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(words: tuple[str, str], told: str, repo: PolicyRepo, run: Cli) -> None:
    done = run("init", *ACME, *words)

    assert done.exit_code == 2
    assert told in done.stderr
    assert files(repo.root) == set()


def test_a_file_is_no_folder(repo: PolicyRepo, run: Cli) -> None:
    repo.write("notes", "")

    for name in ("notes", "notes/below"):
        done = run("init", name, *ACME)
        assert (done.exit_code, done.stderr) == (2, f"policycheck: {name}: this is a file, not a folder\n")


def test_a_folder_of_another_repo_is_refused(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    done = run("init", "below", *ACME)

    assert done.exit_code == 2
    assert "this folder lies in the policy repo" in done.stderr


def test_a_broken_configuration_is_refused_with_its_line(repo: PolicyRepo, run: Cli) -> None:
    repo.write(".policycheck.yaml", "policycheck: 1\nfolder: [x]\n")
    done = run("init", *ACME)

    assert done.exit_code == 2
    assert ".policycheck.yaml:2:1: " in done.stderr


def test_what_cannot_be_written_leaves_nothing_behind(repo: PolicyRepo, run: Cli) -> None:
    repo.write("records", "a file where a folder is needed\n")
    done = run("init", *ACME)

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert "nothing was written" in done.stderr
    assert files(repo.root) == {"records"}


def test_a_terminal_is_asked_and_asked_again(repo: PolicyRepo) -> None:
    here, there = pty.openpty()
    program = Path(sys.executable).with_name("policycheck")
    answers = "Acme Ltd\nFinland\nfi\nprivacy@acme.example\ngithub\nn\n"
    with subprocess.Popen(
        [program, "init"], cwd=repo.root, stdin=there, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        os.write(here, answers.encode())
        out, asked = process.communicate(timeout=60)
    os.close(here)
    os.close(there)

    assert process.returncode == 0, asked
    assert "Registered name of the organisation" in asked
    assert "'Finland' is no country" in asked
    assert out.startswith("Written:")
    assert files(repo.root) == {*BASIC, ".github/workflows/policycheck.yaml"}


def test_the_command_works_where_it_is_installed(command: Command) -> None:
    done = command("init", *ACME, "--lang", "fi")

    assert done.returncode == 0
    assert done.stdout.decode().startswith("Kirjoitettiin:\n  .policycheck.yaml\n")
    assert command("check").returncode == 1
    assert command("baseline", "create").returncode == 0
    assert command("check").returncode == 0
