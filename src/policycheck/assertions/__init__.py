"""The words of the cards, compiled to functions: a closed list, so that a lawyer can read what a rule asks.

A card looks at one record: its fields, their values, and whether an id it names exists, at most one step through a
reference. `*` in a path means some in `when` and every in `require`.
"""

from policycheck.assertions.fields import FieldPath, Item
from policycheck.assertions.paths import UnknownFieldError
from policycheck.assertions.verdict import Verdict
from policycheck.assertions.words import WORDS, Assertion, compile_assertion

__all__ = [
    "WORDS",
    "Assertion",
    "FieldPath",
    "Item",
    "UnknownFieldError",
    "Verdict",
    "compile_assertion",
]
