"""Tells for programs how cases stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policycheck.cases.suite import Results


def written(results: Results) -> str:
    """The results as one JSON document."""
    told = {
        "holds": results.hold,
        "cases": len(results.proofs),
        "failed": [
            {
                "file": proof.file,
                "line": proof.line,
                "rule": proof.rule,
                "name": proof.name,
                "missing": [one._asdict() for one in proof.missing],
                "surplus": [one._asdict() for one in proof.surplus],
            }
            for proof in results.failed
        ],
        "coverage": [one._asdict() for one in results.coverage],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
