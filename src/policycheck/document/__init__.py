"""YAML documents with the position of everything in them, and the kinds of nothing kept apart by place."""

from policycheck.document.document import Document, Refused, Text, read
from policycheck.document.marks import Span
from policycheck.document.nothing import Kind, Lexicon, Nothing
from policycheck.document.problem import Problem

__all__ = ["Document", "Kind", "Lexicon", "Nothing", "Problem", "Refused", "Span", "Text", "read"]
