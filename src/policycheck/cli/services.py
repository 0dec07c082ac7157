"""What GitHub Actions and GitLab CI expect of a tool that runs in their jobs."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from policycheck.source import work_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The variables that name the top of the checkout in a job."""
SUMMARY = "GITHUB_STEP_SUMMARY"


def automatic(surroundings: Mapping[str, str], stdout: TextIO) -> str:
    """The format on stdout when none is asked for.

    GitHub reads annotations from the log; GitLab reads a report from a file, and people read the log.
    """
    to_file = _is_file(stdout)
    if surroundings.get("GITHUB_ACTIONS") == "true" and not to_file:
        return "github"
    return "gitlab" if surroundings.get("GITLAB_CI") == "true" and to_file else "text"


def _is_file(stream: TextIO) -> bool:
    try:
        return S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def step_summary(surroundings: Mapping[str, str]) -> Path | None:
    """The file that GitHub shows as the summary of a step, when there is one."""
    return Path(surroundings[SUMMARY]) if surroundings.get(SUMMARY) else None


def from_checkout(root: Path, surroundings: Mapping[str, str]) -> str:
    """From the top of the checkout to a policy repo, as these services name files."""
    repo = root.resolve()
    tops = [Path(surroundings[name]).resolve() for name in CHECKOUTS if surroundings.get(name)]
    top = next((top for top in tops if repo.is_relative_to(top)), None) or work_tree(repo)
    relative = repo.relative_to(top).as_posix()
    return "" if relative == "." else f"{relative}/"
