"""The dated tables of the law, and the questions one asks of them on a day."""

from policycheck.law.adequacy import Adequacy, ScopeTest
from policycheck.law.answer import Answer
from policycheck.law.authorities import Authority
from policycheck.law.questions import Law
from policycheck.law.rows import Row
from policycheck.law.trackers import Company, Consent, Tracker, Vendor

__all__ = [
    "Adequacy",
    "Answer",
    "Authority",
    "Company",
    "Consent",
    "Law",
    "Row",
    "ScopeTest",
    "Tracker",
    "Vendor",
]
