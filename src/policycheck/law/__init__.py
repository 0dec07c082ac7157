"""The dated tables of the law, and the questions one asks of them on a day."""

from policycheck.law.answer import Answer
from policycheck.law.questions import Law

__all__ = ["Answer", "Law"]
