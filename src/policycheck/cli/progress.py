"""What is under way, on stderr: only for a terminal, and only when it takes a while."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 2.0
"""Seconds after which somebody wonders, and between two signs of life."""
ERASED = "\r\x1b[K"


@contextmanager
def progress(words: str, out: TextIO | None = None, patience: float = PATIENCE) -> Iterator[None]:
    """Say what is being done while it is done, and leave no trace of that."""
    stream = out or sys.stderr
    if not stream.isatty():
        yield
        return
    done = Event()
    ticking = Thread(target=_tick, args=(words, stream, patience, done), daemon=True)
    ticking.start()
    try:
        yield
    finally:
        done.set()
        ticking.join()


def _tick(words: str, stream: TextIO, patience: float, done: Event) -> None:
    said = ""
    while not done.wait(patience):
        said = f"{said}." if said else f"policycheck: {words} ."
        stream.write(f"{ERASED}{said}")
        stream.flush()
    if said:
        stream.write(ERASED)
        stream.flush()
