"""What the README shows is what happens: its commands are run, its example is checked."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policycheck import Request, check

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def shown() -> Iterator[Any]:
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield pytest.param(command, output, id=command)


@pytest.mark.parametrize(("command", "output"), list(shown()))
def test_a_command_prints_what_the_readme_shows(command: str, output: str) -> None:
    name, *arguments = shlex.split(command)
    assert name == "policycheck"

    done = subprocess.run(
        [sys.executable, "-m", "policycheck", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout == output


def test_the_first_screen_shows_a_finding_in_a_real_notice() -> None:
    assert "fixtures/repos/veisto/customer-notice.yaml:" in "\n".join(README.splitlines()[:30])


def test_what_newcomers_copy_is_clean(tmp_path: Path) -> None:
    (example,) = (block for block in blocks("yaml") if "kind: register" in block)
    (tmp_path / ".policycheck.yaml").write_text("policycheck: 1\n", encoding="utf-8")
    (tmp_path / "members.yaml").write_text(example, encoding="utf-8")

    report = check(Request((tmp_path,), date(2026, 11, 22))).report

    assert [(finding.rule, finding.message) for finding in report.findings] == []
    assert report.documents == 2


def test_the_two_commands_are_there() -> None:
    assert [block.strip() for block in blocks("sh")] == ["sh .ci/demo", "sh .ci/test"]
