"""For programs that read line by line: JSON, first the report without its findings, then a line for each of them.

Every line says by `entry` what it is: `report`, `finding`, `waived` or `known`. The parts are those of `json`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TextIO

from policycheck.reporters.json import document

if TYPE_CHECKING:
    from policycheck.finding import Report
    from policycheck.reporters import Look

_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def write(report: Report, out: TextIO, look: Look) -> None:
    """Write the lines."""
    whole = document(report, look)
    head = {key: value for key, value in whole.items() if key not in ("findings", "waived", "known")}
    lines = [
        {"entry": "report", **head},
        *({"entry": "finding", **finding} for finding in whole["findings"]),
        *({"entry": "waived", **item} for item in whole["waived"]),
        *({"entry": "known", **item} for item in whole["known"]),
    ]
    out.writelines(f"{_on_one_line(json.dumps(line, ensure_ascii=False))}\n" for line in lines)


def _on_one_line(text: str) -> str:
    """JSON without the characters that some readers take for the end of a line."""
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
