"""How the server is started, and what is said where its library is missing."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """
import sys
sys.modules["{missing}"] = None
sys.argv = ["policycheck", "lsp"]
from policycheck.cli import main
main()
"""


def test_a_missing_library_is_told_with_the_way_out() -> None:
    for missing in ("pygls", "lsprotocol"):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT.format(missing=missing)], capture_output=True, text=True, check=False
        )

        assert done.returncode == 2
        assert done.stdout == ""
        assert "pip install 'policycheck[lsp]'" in done.stderr


def test_a_client_that_goes_away_ends_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "policycheck", "lsp", "--stdio"], input=b"", capture_output=True, timeout=60, check=False
    )

    assert done.stdout == b""
