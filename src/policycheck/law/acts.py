"""How a provision of an act is written, so that a reader can look it up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycheck.law.rows import Row


def resolves(act: Row, provision: str) -> bool:
    """Whether the provision has the form of the act's provisions, and a number that the act reaches."""
    number = re.match(r"\d+", provision)
    highest = act.get("highest")
    reached = not highest or (number is not None and 0 < int(number[0]) <= highest)
    return reached and re.fullmatch(act["form"], provision) is not None
