"""The record of Article 30 as an authority lays it out: each heading with what a record answers to it, and where.

A layout (`policies/vocabulary/record-layouts.yaml`) names the headings; a function of `answers` tells what a record
says under each. Whatever shows a record shows these rows: what is missing is marked as a gap, what stays
inside as internal.
"""

from policycheck.record.layouts import Heading, Layout, chosen, layout, names
from policycheck.record.rows import Row, described, in_place_of, kept, rows
from policycheck.record.teller import Line, Teller

__all__ = [
    "Heading",
    "Layout",
    "Line",
    "Row",
    "Teller",
    "chosen",
    "described",
    "in_place_of",
    "kept",
    "layout",
    "names",
    "rows",
]
