"""How long findings take to appear after a keystroke, in a repo of 50 registers, through the real server.

    python -m tests.benchmarks.editor [--count 50] [--rounds 20]

The pause before judging is part of it. Nothing here is a test: a machine that is busy must not fail anybody's change.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from tests.benchmarks.generate import generate
from tests.editor.conftest import Editor, editing


async def keystrokes(editor: Editor, name: str, rounds: int) -> list[float]:
    """The seconds of each keystroke that breaks a register, or mends it."""
    text = (editor.root / name).read_text(encoding="utf-8")
    broken = text.replace("reviewed:", "reviewd:", 1)
    editor.open(name)
    return [await _keystroke(editor, name, broken if number % 2 == 0 else text) for number in range(rounds)]


async def _keystroke(editor: Editor, name: str, text: str) -> float:
    begun = time.perf_counter()
    editor.write(name, text)
    await editor.wait(lambda: editor.is_told(name))
    taken = time.perf_counter() - begun
    await asyncio.sleep(1)
    return taken


async def measured(root: Path, name: str, rounds: int) -> list[float]:
    """What a session takes, the first keystroke apart: it also waits for the program to start."""
    async with editing(root) as editor:
        return (await keystrokes(editor, name, rounds + 1))[1:]


def main() -> None:
    """Print the median and the longest."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=50)
    asked.add_argument("--rounds", type=int, default=20)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "repo"
        generate(root, given.count)
        name = max(root.rglob("*.yaml"), key=lambda path: path.stat().st_size).relative_to(root).as_posix()
        taken = [1000 * one for one in asyncio.run(measured(root, name, given.rounds))]
    print(f"{given.count} registers: median {statistics.median(taken):.0f} ms, longest {max(taken):.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
