"""A policy repo under git, with an organisation, a processor in Finland, a system and a register."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Cli, PolicyRepo

DAY = ("--as-of", "2026-11-22")
NOBODY = {
    "GIT_AUTHOR_NAME": "nobody", "GIT_AUTHOR_EMAIL": "nobody@x.example",
    "GIT_COMMITTER_NAME": "nobody", "GIT_COMMITTER_EMAIL": "nobody@x.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip
FILES = {
    "club.yaml": """\
policycheck: 1
kind: organisation
id: club
name: Rowing Club
country: FI
data_protection_officer: {appointed: true, contact: {email: dpo@club.example}}
""",
    "parties.yaml": """\
policycheck: 1
kind: party
id: mailer
name: Mailer Ltd
country: FI
role: processor
contracts: {letters: {article_28: complete}}
""",
    "systems.yaml": """\
policycheck: 1
kind: system
id: crm
name: The CRM
hosting: {country: FI, premises: provider}
""",
    "members.yaml": """\
policycheck: 1
kind: register
id: members
name: Members
version: 1
reviewed: 2026-01-31
controller: club
data_subjects: [customer]
data:
  contact: {items: [name, email]}
purposes:
  letters: {text: We write to members., legal_basis: {article: 6(1)(b)}}
recipients:
  mailer: {role: processor, task: sends letters}
systems: [crm]
retention:
  members: {period: P2Y, from: end-of-membership, data: [contact]}
rights:
  access: {how: [email]}
  erasure: {how: [email]}
""",
}


@dataclass
class History:
    """A repository of git that a test writes on."""

    repo: PolicyRepo
    run: Cli

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.repo.root), "-c", "commit.gpgsign=false", *words],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **NOBODY},
        )
        return done.stdout.strip()

    def commit(self, words: str = "change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", words)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, **replaced: str) -> None:
        """Replace words in a file: `old` by `new`, once."""
        path = self.repo.root / file
        text = path.read_text(encoding="utf-8")
        assert replaced["old"] in text
        path.write_text(text.replace(replaced["old"], replaced["new"], 1), encoding="utf-8")

    def diff(self, revisions: str = "main", *options: str) -> Mapping[str, Any]:
        told: dict[str, Any] = json.loads(self.run("diff", revisions, *DAY, "--format", "json", *options).stdout)
        return told

    def changes(self, revisions: str = "main") -> list[str]:
        """Every change as `register class`."""
        registers = self.diff(revisions)["registers"]
        return [f"{one['id']} {change['class']}" for one in registers for change in one["changes"]]


@pytest.fixture
def history(repo: PolicyRepo, run: Cli) -> History:
    """The repo, committed on its main branch, with a topic branch to work on."""
    repo.configure()
    for name, content in FILES.items():
        repo.write(name, content)
    found = History(repo, run)
    found.git("init", "-q", "-b", "main")
    found.commit("begin")
    found.git("switch", "-q", "-c", "topic")
    return found
