"""What there is to know of the rules themselves, in the reader's language: `entry` gathers it, writers lay it out."""

from policycheck.reference.entry import Article, Entry, Shown, entry

__all__ = ["Article", "Entry", "Shown", "entry"]
