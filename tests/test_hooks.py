"""The hook in the real pre-commit, in a real git repository, installed from this checkout as it lies here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycheck.__about__ import SOURCE, __version__

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
BAD = """\
policycheck: 1
kind: register
id: {name}
purposes:
  orders: {{category: orders}}
"""
GOOD = BAD.replace("category: orders", "category: orders, legal_basis: {{article: 6(1)(b)}}")
DRAFT = {
    "TODO such as purposes/*": "purposes/*",
    "TODO such as text": "text",
    "TODO what is fine": "other words",
    "TODO such as purposes/answer-visitor/text": "purposes/answer-visitor/text",
}
"""What the draft of a rule is filled in with; the rest is words."""
CONFIGURATION = "policycheck: 1\nselect: [gdpr/basis-stated]\n"


@dataclass(frozen=True)
class GitRepo:
    """A git repository."""

    root: Path
    environment: dict[str, str]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False)

    def must(self, *words: str) -> str:
        run = self.run(*words)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def stage(self, **files: str) -> None:
        for name, text in files.items():
            (self.root / f"{name}.yaml").write_text(text, encoding="utf-8")
        self.must("git", "add", "--all")

    def commit(self) -> subprocess.CompletedProcess[str]:
        return self.run("git", "commit", "--message", "a change")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own for git and pre-commit, so that nobody's settings and caches are read or written."""
    home = tmp_path_factory.mktemp("home")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    who = {f"GIT_{role}_{part}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    own = {"HOME": str(home), "PATH": path, "PRE_COMMIT_HOME": str(home / "pre-commit"), "GIT_CONFIG_NOSYSTEM": "1"}
    return {**inherited, **who, **own}


@pytest.fixture(scope="module")
def hooks(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> GitRepo:
    """This checkout, files that are not committed among them, as a repository that pre-commit can clone."""
    checkout = GitRepo(ROOT, environment)
    names = checkout.must(
        "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"
    )
    repository = GitRepo(tmp_path_factory.mktemp("hooks"), environment)
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "fixtures/repos/", "fixtures/imagined/")):
            (repository.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository.root / name)
    repository.must("git", "init", "--quiet")
    repository.must("git", "add", "--all")
    repository.must("git", "commit", "--quiet", "--message", "as it lies")
    return repository


@pytest.fixture
def registers(hooks: GitRepo, tmp_path: Path) -> GitRepo:
    """A policy repo whose commits are judged by the hook."""
    repository = GitRepo(tmp_path, hooks.environment)
    repository.must("git", "init", "--quiet")
    commit = hooks.must("git", "rev-parse", "HEAD").strip()
    hook = f"repos: [{{repo: {hooks.root.as_uri()}, rev: {commit}, hooks: [{{id: policycheck}}]}}]\n"
    (tmp_path / ".pre-commit-config.yaml").write_text(hook, encoding="utf-8")
    (tmp_path / ".policycheck.yaml").write_text(CONFIGURATION, encoding="utf-8")
    repository.must("pre-commit", "install", "--install-hooks")
    return repository


def test_a_bad_register_blocks_the_commit_and_shows_the_line(registers: GitRepo) -> None:
    registers.stage(customer=BAD.format(name="customer"))

    commit = registers.commit()

    assert commit.returncode == 1
    assert "customer.yaml:5:3 error gdpr/basis-stated" in commit.stderr
    assert "5 |   orders: {category: orders}" in commit.stderr


def test_a_good_register_passes(registers: GitRepo) -> None:
    registers.stage(customer=GOOD.format(name="customer"))

    commit = registers.commit()

    assert commit.returncode == 0
    assert "Passed" in commit.stderr


def test_a_commit_without_yaml_does_not_run_it(registers: GitRepo) -> None:
    registers.stage(customer=BAD.format(name="customer"))
    registers.must("git", "commit", "--no-verify", "--message", "a bad register slips through")
    (registers.root / "README.md").write_text("Registers.\n", encoding="utf-8")
    registers.stage()

    commit = registers.commit()

    assert commit.returncode == 0
    assert "no files to check" in commit.stderr


def test_the_whole_repo_is_judged_once_whatever_is_staged(registers: GitRepo) -> None:
    registers.stage(customer=BAD.format(name="customer"))
    registers.must("git", "commit", "--no-verify", "--message", "a bad register slips through")
    registers.stage(**{f"r{number}": GOOD.format(name=f"r{number}") for number in range(300)})

    commit = registers.commit()

    assert commit.returncode == 1
    assert commit.stderr.count("gdpr/basis-stated") == 2
    assert commit.stderr.count("301 documents") == 1


@pytest.fixture
def hooked(hooks: GitRepo, tmp_path: Path) -> Callable[[str], GitRepo]:
    """Makes a git repository with a hook of its own choice."""

    def make(name: str) -> GitRepo:
        repository = GitRepo(tmp_path, hooks.environment)
        repository.must("git", "init", "--quiet")
        commit = hooks.must("git", "rev-parse", "HEAD").strip()
        hook = f"repos: [{{repo: {hooks.root.as_uri()}, rev: {commit}, hooks: [{{id: {name}}}]}}]\n"
        (tmp_path / ".pre-commit-config.yaml").write_text(hook, encoding="utf-8")
        repository.must("pre-commit", "install", "--install-hooks")
        return repository

    return make


def test_cases_of_own_rules_are_judged(hooked: Callable[[str], GitRepo]) -> None:
    """A draft that nobody has written yet is refused; once it has been, its cases are judged."""
    repository = hooked("policycheck-test")
    (repository.root / "packs").mkdir()
    repository.stage(**{".policycheck": "policycheck: 1\nlanguage: en\npacks: [packs]\n"})
    repository.must("policycheck", "new", "rule", "house/worded")
    repository.stage()
    refused = repository.commit()
    for path in (repository.root / "packs").rglob("*.yaml"):
        path.write_text(
            re.sub("TODO[^\n{}\\],]*", lambda found: DRAFT.get(found[0], "words"), path.read_text("utf-8")), "utf-8"
        )
    repository.stage()
    taken = repository.commit()

    assert refused.returncode == 1
    assert "policycheck test" in refused.stderr
    assert taken.returncode == 0, taken.stderr


ELSEWHERE = "recipients: {mailer: {country: US, role: third-party}}\n"


def test_what_a_commit_changes_in_law_is_told_from_the_first_one_on(hooked: Callable[[str], GitRepo]) -> None:
    repository = hooked("policycheck-diff")
    repository.stage(customer=GOOD.format(name="customer"))
    first = repository.commit()
    repository.stage(customer=GOOD.format(name="customer") + ELSEWHERE)
    second = repository.commit()
    repository.stage(
        **{".policycheck": "policycheck: 1\nfail_on_change: [worsened]\n"},
        customer=GOOD.format(name="customer") + ELSEWHERE.replace("US", "BR"),
    )
    refused = repository.commit()

    assert first.returncode == 0, first.stderr
    assert "register-added" in first.stderr
    assert second.returncode == 0, second.stderr
    assert "[third-country-recipient-added]" in second.stderr
    assert refused.returncode == 1, refused.stderr


def first_day() -> list[str]:
    """The commands that the README tells."""
    readme = (ROOT / "README.md").read_text("utf-8")
    return readme.partition("```bash\n")[2].partition("```")[0].splitlines()


def test_the_first_day_of_the_readme(hooks: GitRepo, tmp_path: Path) -> None:
    hooks.must("git", "tag", f"v{__version__}")
    settings = Path(hooks.environment["HOME"]) / ".gitconfig"
    settings.write_text(f'[url "{hooks.root.as_uri()}"]\n\tinsteadOf = {SOURCE}\n', "utf-8")
    day = GitRepo(tmp_path, {**hooks.environment, "LC_ALL": "C.UTF-8"})
    codes = {"policycheck check": 1}
    for command in first_day():
        done = day.run("bash", "-c", command)
        assert done.returncode == codes.get(command, 0), (command, done.stdout, done.stderr)
        if "cd registers" in command:
            day = GitRepo(tmp_path / "registers", day.environment)

    assert day.run("git", "log", "--oneline").stdout.count("\n") == 1
    day.must("policycheck", "new", "register", "suppliers")
    day.must("git", "add", "--all")
    refused = day.commit()
    assert refused.returncode == 1
    assert "records/registers/suppliers.yaml" in refused.stderr
    assert "records/registers/customers.yaml:9:1 error" not in refused.stderr


def test_the_manifest_is_one_that_pre_commit_accepts(hooks: GitRepo) -> None:
    hooks.must("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
