"""What tests share: policy repos in a temporary folder, and the command line to check them with."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import settings

from policycheck import Checked, Request, check, speech
from policycheck.cli import cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Cli = Callable[..., Result]
    Command = Callable[..., subprocess.CompletedProcess[bytes]]

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("ci")

DAY = date(2026, 11, 22)
RULES = ("gdpr/basis-stated", "form", "waivers")
PACK = {"title": {"en": "Ours"}, "publisher": "us", "languages": ["en"], "law_as_of": "2026-11-22"}
CARD: dict[str, Any] = {
    "severity": "error",
    "cites": [{"law": "gdpr", "article": "5(2)"}],
    "title": {"en": "Purposes have words"},
    "message": {"en": "{register}: {purpose}"},
    "why": {"en": "People read words."},
    "fix": {"en": "Write 'text:'."},
    "for": "purposes/*",
    "require": {"has": "text"},
}
REGISTER = """\
policycheck: 1
kind: register
id: {name}
purposes:
  orders: {{category: orders}}
"""


@dataclass(frozen=True)
class PolicyRepo:
    """A policy repo under construction."""

    root: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def register(self, name: str = "customer", body: str = "") -> Path:
        """A register without a legal basis for its purpose, in line 5 and column 3 of its file."""
        return self.write(f"{name}.yaml", REGISTER.format(name=name) + body)

    def configure(self, **settings: Any) -> Path:
        return self.write(".policycheck.yaml", yaml.safe_dump({"policycheck": 1, **settings}))

    def card(self, name: str, **changes: Any) -> Path:
        """A card of a pack of our own; a change to None leaves the key out."""
        pack = name.partition("/")[0]
        self.write(f"packs/{pack}/pack.yaml", yaml.safe_dump(PACK))
        self.configure(packs=["packs"])
        card = {key: value for key, value in {**CARD, **changes}.items() if value is not None}
        return self.write(f"packs/{name}.yaml", yaml.safe_dump(card, sort_keys=False))

    def check(self, *paths: Path, **asked: Any) -> Checked:
        return check(Request(paths or (self.root,), **{"as_of": DAY, "select": RULES, **asked}))

    def found(self, *paths: Path, **asked: Any) -> list[str]:
        """Every finding as `file:line:column rule`."""
        findings = self.check(*paths, **asked).report.findings
        return [f"{one.spot.file}:{one.spot.span.line}:{one.spot.span.column} {one.rule}" for one in findings]


JOB = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "GITLAB_CI", "CI_PROJECT_DIR")


@pytest.fixture(autouse=True)
def outside_of_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests say themselves when they are a job of GitHub or GitLab, wherever they are run."""
    for name in JOB:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def terminal_in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever language the terminal asks for in which tests are run, and whatever one of them has asked for."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")
    yield
    speech.use("en")


@pytest.fixture(scope="session")
def new_repo(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], PolicyRepo]:
    """Makes empty policy repos, for tests that need many."""
    return lambda: PolicyRepo(tmp_path_factory.mktemp("repo"))


@pytest.fixture
def repo(tmp_path: Path) -> PolicyRepo:
    """An empty policy repo."""
    root = tmp_path / "repo"
    root.mkdir()
    return PolicyRepo(root)


@pytest.fixture
def run(repo: PolicyRepo, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run the command line in this process, from the top of the repo."""
    monkeypatch.chdir(repo.root)
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words, **more: CliRunner().invoke(cli, [str(word) for word in words], **more)


@pytest.fixture
def command(repo: PolicyRepo) -> Command:
    """Run the installed command in a process of its own, from the top of the repo; streams are bytes."""
    program = Path(sys.executable).with_name("policycheck")
    clean = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "NO_COLOR")}

    def start(*words: object, env: dict[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
        options = {"cwd": repo.root, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **more}
        return subprocess.run([program, *map(str, words)], check=False, env={**clean, **(env or {})}, **options)

    return start
