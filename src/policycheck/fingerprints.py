"""What makes a finding the same finding in the next run.

Ours is the rule and the place, never a line: it survives inserted lines, reordering and renamed files. GitHub's is a
hash of the text that begins at the finding's line (codeql-action, `src/fingerprints.ts`), which it computes itself
where a SARIF file has none.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policycheck.finding import Finding

_WINDOW = 100
_FACTOR = 37
_WORD = 2**64
_LEAVING = pow(_FACTOR, _WINDOW, _WORD)
_END = 0xFFFF
_SKIPPED = " \t"


def identity(finding: Finding) -> tuple[str, str]:
    """The rule, and the place; for what has no place, the file and what is wrong in it."""
    place = finding.spot.place
    return finding.rule, str(place) if place else f"{finding.spot.file}: {finding.message}"


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """A fingerprint for each finding, in their order: 64 hexadecimal digits, all different, without any line."""
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for finding in findings:
        key = identity(finding)
        seen[key] += 1
        found.append(sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest())
    return found


def line_hashes(text: str) -> list[str]:
    """GitHub's `primaryLocationLineHash` for each line of a text.

    A rolling hash over the 100 UTF-16 units that follow the start of a line, without spaces and tabs, with every line
    end as a line feed; behind the colon stands how often the text has had that hash so far.
    """
    window, value = [0] * _WINDOW, 0
    starts: dict[int, int] = {}
    counts: Counter[str] = Counter()
    hashes: list[str] = []
    for number, (unit, begins) in enumerate(_units(text)):
        at = number % _WINDOW
        if starts.pop(at, None) is not None:
            hashes.append(_counted(value, counts))
        if begins:
            starts[at] = number
        value = (_FACTOR * value + unit - _LEAVING * window[at]) % _WORD
        window[at] = unit
    return hashes


def _counted(value: int, counts: Counter[str]) -> str:
    words = f"{value:x}"
    counts[words] += 1
    return f"{words}:{counts[words]}"


def _units(text: str) -> Iterator[tuple[int, bool]]:
    """The UTF-16 units that count, each with whether a line begins there; then an end, and the room behind it."""
    begins = True
    for unit in chain(_utf_16(_plain(text)), (_END,)):
        yield unit, begins
        begins = unit == ord("\n")
    yield from repeat((0, False), _WINDOW)


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(dict.fromkeys(map(ord, _SKIPPED)))


def _utf_16(text: str) -> Iterator[int]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return (int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2))
