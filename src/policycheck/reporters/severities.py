"""Severities as people read them; programs and options know them by their values.

A warning is also what a supervisory authority may issue (Article 58(2)(a)), so that where nothing else tells it, some
languages say that a severity is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycheck.finding import Severity
from policycheck.speech import Phrase

if TYPE_CHECKING:
    from policycheck.speech import Speech

NAMES = {
    Severity.ERROR: Phrase("error"),
    Severity.WARNING: Phrase("warning"),
    Severity.INFO: Phrase("info"),
}


def named(severity: Severity, say: Speech) -> str:
    """A severity where it is plain that it is one, as below its heading."""
    return say.gettext(NAMES[severity])


def declared(severity: Severity, say: Speech) -> str:
    """A severity beside the name of a finding or rule."""
    return say.pgettext("beside a finding", "{severity}").format(severity=named(severity, say))
