"""Files to begin with: templates in three languages beside this module, and how they are filled.

A slot is written `@name@`, or `@name or what stands there when nothing is given@`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent
_SLOT = re.compile(r"@(\w+)(?: or ([^@\n]*))?@")


def filled(name: str, language: str, values: Mapping[str, str]) -> str:
    """A template with its slots filled; a slot that nothing is given for must say what stands there then."""

    def value(slot: re.Match[str]) -> str:
        default = slot[2]
        return values[slot[1]] if default is None else values.get(slot[1], default)

    return _SLOT.sub(value, (_HERE / language / name).read_text(encoding="utf-8"))


def quoted(text: str) -> str:
    """Words as a scalar of YAML, whatever is in them."""
    return json.dumps(text, ensure_ascii=False)
