"""Keeps the description of an organisation's personal-data registers honest.

The public API: `check(Request(...))` gives a `Checked` with the repo and its `Report` of `Finding`s. Names are
imported when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from policycheck.__about__ import __version__

if TYPE_CHECKING:
    from policycheck.checking import Checked, check
    from policycheck.errors import PolicycheckError
    from policycheck.finding import Finding, Outcome, Report, Severity
    from policycheck.reading import Request

_HOMES = {
    "Checked": "checking",
    "Finding": "finding",
    "Outcome": "finding",
    "PolicycheckError": "errors",
    "Report": "finding",
    "Request": "reading",
    "Severity": "finding",
    "check": "checking",
}

__all__ = [
    "Checked",
    "Finding",
    "Outcome",
    "PolicycheckError",
    "Report",
    "Request",
    "Severity",
    "__version__",
    "check",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module 'policycheck' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(f"policycheck.{_HOMES[name]}"), name)
