"""How long it takes to hand on a thousand registers, and how much memory, in one Markdown table.

    python -m tests.benchmarks.annexes [--count 1000]

Nothing here is a test: a machine that is busy must not fail anybody's change. A report may take 400 MiB.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.generate import generate
from tests.benchmarks.registers import DAY

MOST = 400
"""MiB."""
CALLS = {
    "json on stdout": ("--format", "json"),
    "xlsx": ("--format", "xlsx", "--out", "record.xlsx"),
    "xlsx, sheets of the CNIL": ("--format", "xlsx", "--layout", "cnil", "--out", "cnil.xlsx"),
    "docx": ("--format", "docx", "--out", "record.docx"),
    "csv": ("--format", "csv", "--out", "tables"),
    "markdown": ("--format", "markdown", "--out", "wiki"),
}
SCRIPT = """\
import resource, sys
from policycheck.cli import main
try:
    main()
except SystemExit as end:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
    raise
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000, help="how many registers")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        generate(Path(place) / "repo", wish.count)
        _print(("what", "seconds", "MiB", "must"))
        _print(("---", "--:", "--:", "--:"))
        for name, words in CALLS.items():
            _print((name, *_measured(Path(place), words), f"≤ {MOST}"))


def _measured(place: Path, words: tuple[str, ...]) -> tuple[str, str]:
    """How long a call takes, and the most memory that it held."""
    asked = [sys.executable, "-c", SCRIPT, "report", "repo", f"--as-of={DAY}", *words]
    start = time.perf_counter()
    done = subprocess.run(asked, cwd=place, capture_output=True, check=True)
    return f"{time.perf_counter() - start:.1f}", done.stderr.decode().split()[-1]


def _print(row: tuple[str, ...]) -> None:
    print(f"| {' | '.join(row)} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
