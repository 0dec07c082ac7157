"""SHA-256 of values, texts and files."""

from __future__ import annotations

import json
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def of_bytes(content: bytes) -> str:
    """The digest of some bytes."""
    return sha256(content).hexdigest()


def of_text(text: str) -> str:
    """The digest of a text, in which line ends do not count: git gives them as each system likes them."""
    return of_bytes(text.replace("\r\n", "\n").encode("utf-8", "surrogatepass"))


def of_value(value: Any) -> str:
    """The digest of a plain value, whatever the order of its keys."""
    return of_text(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def of_file(path: Path) -> str:
    """The digest of a file as it is, read in pieces.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
