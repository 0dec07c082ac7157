"""Asks git about a folder, and lets it run nothing but itself: no hook, filter, monitor, pager or fetch."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from policycheck.errors import UsageError
from policycheck.speech import _

if TYPE_CHECKING:
    from pathlib import Path

_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What a hook is given: it speaks of the repository that runs the hook, relative to another folder than ours."""
_NOTHING_RUN = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def git(root: Path, *words: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    """What git says, run in a folder.

    Raises:
        UsageError: when there is no git, or it fails and may not.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; a revision stands behind --end-of-options
            ["git", "-C", str(root), *_NOTHING_RUN, *words],  # noqa: S607 - whichever git there is
            input=given,
            capture_output=True,
            check=False,
            env={**kept, **_QUIET},
        )
    except FileNotFoundError:
        raise UsageError(_("git is not installed, or not on the PATH")) from None
    if done.returncode and not may_fail:
        said = done.stderr.decode(errors="replace").strip()
        raise UsageError(_("git cannot tell: {reason}", reason=said.splitlines()[0] if said else ""), str(root))
    return done.stdout
