"""How long policycheck takes, as ratios to floors measured in the same run, in one Markdown table.

    python -m tests.benchmarks.measure [--rounds 9] [--large]

Floors: for a process `python -c pass`; for reading, the events of libyaml drained in Python. Everything is repeated
in turn, so that a drift of the machine's speed hits all alike; ratios are of minima. `--large` adds 10,000 registers,
which takes some minutes. Nothing here is a test: a machine that is busy must not fail anybody's change.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.generate import generate
from tests.benchmarks.registers import DAY
from yaml.events import StreamEndEvent

from policycheck import Request, check
from policycheck.cards import Rulebook, load_rulebook
from policycheck.document import Document, Text, read
from policycheck.document.events import parser
from policycheck.engine import Ask, run
from policycheck.reading import find_config, read_repo
from policycheck.repo import Repo
from policycheck.repo.links import Linking

SOME, MANY = 1_000, 10_000
SCRIPT = "from policycheck.cli import main; main()"
"""What the installed command does."""
MEBIBYTE = 2**20
KIBIBYTE = 2**10
Row = tuple[str, str, str, str]
Step = Callable[[], object]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="how often everything is repeated")
    parser.add_argument("--large", action="store_true", help=f"also {MANY:,} registers")
    wish = parser.parse_args()
    _print(("what", "measured", "must", "goal"))
    _print(("---", "---", "---", "---"))
    with tempfile.TemporaryDirectory() as place:
        for row in _rows(Path(place), wish.rounds, large=wish.large):
            _print(row)


def _print(row: Row) -> None:
    print(f"| {' | '.join(row)} |", flush=True)  # noqa: T201


def _rows(place: Path, rounds: int, *, large: bool) -> Iterator[Row]:
    one, some = place / "one", place / "some"
    generate(one, 1)
    generate(some, SOME)
    # A started process counts as at least as large as the one that starts it: sizes come while this one is small.
    yield from _memory(place, some, large=large)
    yield from _processes(one, rounds)
    yield from _stages(some, rounds)


def _processes(one: Path, rounds: int) -> Iterator[Row]:
    file = next((one / "registers").rglob("*.yaml"))
    commands: dict[str, Step] = {
        "floor": lambda: _started("pass"),
        "version": lambda: _started(SCRIPT, "--version"),
        "check": lambda: _started(SCRIPT, "check", f"--as-of={DAY}", str(file)),
    }
    best = _fastest(commands, 3 * rounds)
    yield "`--version`, whole process", _times(best["version"] / best["floor"], "python -c pass"), "", ""
    yield "one file, whole process, no cache", _times(best["check"] / best["floor"], "python -c pass"), "≤ 12", "≤ 6"


def _started(*argv: str) -> int:
    """Run Python as an installed command does, its modules compiled beforehand; its largest size in bytes."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", *argv]
    process = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, use = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{command} ended with {process.returncode}"
        raise RuntimeError(message)
    return use.ru_maxrss * (1 if sys.platform == "darwin" else KIBIBYTE)


def _stages(folder: Path, rounds: int) -> Iterator[Row]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))]
    book = load_rulebook()
    repo = read_repo(find_config([folder]), book)
    steps: dict[str, Step] = {
        "floor": lambda: _drain(texts),
        "check": lambda: check(Request(paths=(folder,), as_of=DAY)),
        **_parts(folder, book, repo),
    }
    best = _fastest(steps, rounds)
    floor = best.pop("floor")
    yield f"{SOME:,} registers, one process, cold", _times(best.pop("check") / floor, "the events"), "≤ 2.5", "≤ 1.6"
    for name, seconds in best.items():
        yield f"… of which {name}", _times(seconds / floor, "the events"), "", ""


def _parts(folder: Path, book: Rulebook, repo: Repo) -> dict[str, Step]:
    rules = book.rules()
    documents = list(repo.documents.values())
    return {
        "packs, vocabulary and law": lambda: load_rulebook().law(DAY),
        "reading files and all that follows but the rules": lambda: read_repo(find_config([folder]), book),
        "… values and nothings": lambda: [_documents(text, book) for text in repo.texts],
        "… shape": lambda: [book.shapes.accepts(document.kind, document.stated) for document in documents],
        "… links": lambda: list(Linking(repo, book.shapes, book.vocabulary, lambda _: True).flaws()),
        "rules and findings": lambda: run(repo, book, Ask(DAY, rules=rules)),
    }


def _documents(text: Text, book: Rulebook) -> list[Any]:
    return [part for part in read(Text(text.file, text.text), book.lexicon) if isinstance(part, Document)]


def _drain(texts: Iterable[str]) -> None:
    for text in texts:
        get = parser(text).get_event
        while type(get()) is not StreamEndEvent:
            pass


def _memory(place: Path, some: Path, *, large: bool) -> Iterator[Row]:
    seconds, size = _whole(some)
    yield f"peak memory, {SOME:,} registers", f"{size / MEBIBYTE:.0f} MiB", "", ""
    if large:
        generate(place / "many", MANY)
        more_seconds, more_size = _whole(place / "many")
        yield f"peak memory, {MANY:,} registers", f"{more_size / MEBIBYTE:.0f} MiB", "≤ 200", "≤ 100"
        yield f"{MANY:,} registers", _times(more_seconds / seconds, f"{SOME:,} registers"), "≤ 11", "10"


def _whole(folder: Path) -> tuple[float, int]:
    """Seconds and bytes of a whole process that checks a repo."""
    start = time.perf_counter()
    size = _started(SCRIPT, "check", f"--as-of={DAY}", str(folder))
    return time.perf_counter() - start, size


def _fastest(steps: dict[str, Step], rounds: int) -> dict[str, float]:
    """The shortest time of each step, after one round to warm up."""
    best = dict.fromkeys(steps, float("inf"))
    for turn in range(rounds + 1):
        for name, step in steps.items():
            gc.collect()
            start = time.perf_counter()
            step()
            seconds = time.perf_counter() - start
            best[name] = min(best[name], seconds) if turn else best[name]
    return best


def _times(ratio: float, floor: str) -> str:
    return f"{ratio:.2f} \N{MULTIPLICATION SIGN} {floor}"


if __name__ == "__main__":
    main()
